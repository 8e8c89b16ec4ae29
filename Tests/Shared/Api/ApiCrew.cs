using System.Globalization;
using Elsa.ITR.Web.Features.Inbox;
using Xunit;

namespace Elsa.ITR.Tests.Shared.Api;

/// <summary>People who work through the API, signed in when first needed.</summary>
/// <param name="signIn">Signs one of them in.</param>
/// <param name="now">The host's time.</param>
public sealed class ApiCrew(Func<string, Task<ApiUser>> signIn, Func<DateTimeOffset> now)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // the machine may be busy with other tests

    private readonly Dictionary<string, ApiUser> _people = [];
    private readonly FormFiller _forms = new(new Random(1));
    private int _keys;

    /// <summary>The crew of a host in a process of its own.</summary>
    public static ApiCrew Of(HostProcess host, Func<DateTimeOffset> now) => new(
        async name =>
        {
            var user = ApiUser.At(host.Address, name, Patience);
            await user.SignInAsync();
            return user;
        },
        now);

    /// <summary>The crew of a host in this process.</summary>
    public static ApiCrew Of(ItrHost host) => new(async name => new ApiUser(await host.SignInAsync(name), name), host.Time.GetUtcNow);

    public async Task<ApiUser> AsAsync(string name) =>
        _people.TryGetValue(name, out var known) ? known : _people[name] = await signIn(name);

    /// <summary>A level 1 fault on NE-GZ-0001, reported now; answers the number of the case.</summary>
    public async Task<string> ReportAsync(string person)
    {
        var report = new
        {
            caseType = "Fault",
            customerCode = "GDB-GZ",
            equipment = "NE-GZ-0001",
            title = "10G trunk down",
            description = "All services interrupted",
            faultCategory = "Business",
            faultCode = "BIZ_INTERRUPTED",
            serviceInterrupted = true,
            affectedServices = "10G trunk",
            affectedCities = new[] { "GZ" },
            occurredAt = now(),
            reportedAt = now(),
        };
        var answer = await (await AsAsync(person)).RegisterAsync(report, NewKey());
        Assert.True(answer.IsSuccess, answer.Text);
        return answer.Read("no")!;
    }

    /// <summary>The open work of a kind for a case, with its form; of a flow's step by its outcomes when several are open.</summary>
    public async Task<GetWorkItem.Answer> FindAsync(string person, string caseNo, string taskType, string? outcome = null)
    {
        var user = await AsAsync(person);
        var rows = new List<ApiUser.ItemRow>();
        foreach (var view in (string[])["mine", "offered"])
            rows.AddRange(await user.ListAsync(view, $"&type={taskType}&q={caseNo}"));
        foreach (var row in rows)
        {
            if (await user.FindAsync(row.No) is { } work && (outcome is null || work.Outcomes.Contains(outcome)))
                return work;
        }

        throw new InvalidOperationException($"Expected work {taskType} ({outcome}) of {caseNo} for {person}, found none.");
    }

    /// <summary>Somebody completes the work of a kind for a case; what he is not told to enter is filled sensibly.</summary>
    public async Task DoAsync(string person, string caseNo, string taskType, string outcome, params (string Key, string Value)[] fields)
    {
        var work = await FindAsync(person, caseNo, taskType, outcome);
        var answer = await (await AsAsync(person)).CompleteAsync(work.No, outcome, Fill(work, outcome, fields), NewKey(), work.RowVersion);
        Assert.True(answer.IsSuccess, answer.Text);
    }

    /// <summary>Values that end the work with the outcome.</summary>
    public Dictionary<string, string?> Fill(GetWorkItem.Answer work, string outcome, params (string Key, string Value)[] fields)
    {
        var values = _forms.Fill(work, outcome, now());
        foreach (var (key, value) in fields)
            values[key] = value;
        return values;
    }

    private string NewKey() => $"crew-{(++_keys).ToString(CultureInfo.InvariantCulture)}";
}
