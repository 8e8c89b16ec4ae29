using System.Globalization;
using System.Net;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Tests.Shared.Api;

namespace Elsa.ITR.Tests.Crash;

/// <summary>One person's program: takes work from the inbox and ends it. Used by one thread at a time.</summary>
public sealed class Worker
{
    private readonly ApiUser _user;
    private readonly Ledger _ledger;
    private readonly Random _random;
    private readonly FormFiller _forms;
    private readonly Func<DateTimeOffset> _now;
    private int _count;
    private bool _isSignedIn;

    /// <param name="now">The host's time.</param>
    public Worker(Uri address, string userName, Ledger ledger, Random random, Func<DateTimeOffset> now) =>
        (_user, _ledger, _random, _forms, _now) = (ApiUser.At(address, userName, TimeSpan.FromSeconds(30)), ledger, random, new FormFiller(random), now);

    public string UserName => _user.UserName;

    /// <summary>First what got no answer, with its old key; then one piece of new work. False when the host is gone.</summary>
    public Task<bool> WorkAsync(CancellationToken cancellationToken) => TryAsync(WorkOnceAsync, cancellationToken);

    /// <summary>Asks again for what got no answer; false when the host is gone again.</summary>
    public Task<bool> RepeatAsync(CancellationToken cancellationToken) => TryAsync(RepeatUnansweredAsync, cancellationToken);

    /// <summary>Reports a fault; false when the host is gone.</summary>
    public Task<bool> RegisterAsync(CancellationToken cancellationToken) => TryAsync(token => SendAsync(Report(), token), cancellationToken);

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            if (!_isSignedIn)
            {
                await _user.SignInAsync(cancellationToken);
                _isSignedIn = true;
            }

            await work(cancellationToken);
            return true;
        }
        catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.Unauthorized)
        {
            _isSignedIn = false; // the session ended while the clock went on
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private async Task WorkOnceAsync(CancellationToken cancellationToken)
    {
        await RepeatUnansweredAsync(cancellationToken);
        var mine = await _user.ListAsync("mine", cancellationToken: cancellationToken);
        var offered = await _user.ListAsync("offered", cancellationToken: cancellationToken);
        var choice = mine.Concat(offered).ToList();
        if (choice.Count == 0)
            return;

        var row = choice[_random.Next(Math.Min(choice.Count, 6))];
        if (row.AssigneeId is null && _random.Next(3) == 0)
        {
            var claim = NewKey();
            await SendAsync(new Request(UserName, claim, "claim", row.No, null, (user, token) => user.ClaimAsync(row.No, claim, token)), cancellationToken);
        }

        if (await _user.FindAsync(row.No, cancellationToken) is not { May.Complete: true } work)
            return;

        // Mostly the usual way, sometimes any: refusals and returns keep cases long and flows branching.
        var outcome = _random.Next(6) > 0 ? work.Outcomes[0] : work.Outcomes[_random.Next(work.Outcomes.Count)];
        var fields = _forms.Fill(work, outcome, _now());
        var key = NewKey();
        await SendAsync(new Request(UserName, key, "complete", work.No, outcome, (user, token) => user.CompleteAsync(work.No, outcome, fields, key, work.RowVersion, token)), cancellationToken);
    }

    private async Task RepeatUnansweredAsync(CancellationToken cancellationToken)
    {
        foreach (var request in _ledger.Unanswered.Where(x => x.User == UserName))
            await request.SendAsync(_user, cancellationToken);
    }

    private async Task SendAsync(Request request, CancellationToken cancellationToken)
    {
        _ledger.Add(request);
        await request.SendAsync(_user, cancellationToken);
    }

    private Request Report()
    {
        var key = NewKey();
        var (code, category, interrupted) = Faults[_random.Next(Faults.Length)];
        var title = $"{key} {code}";
        var report = new
        {
            caseType = nameof(CaseType.Fault),
            customerCode = "GDB-GZ",
            equipment = $"NE-GZ-000{(_random.Next(3) + 1).ToString(CultureInfo.InvariantCulture)}",
            title,
            description = "Reported by the crash test",
            faultCategory = category,
            faultCode = code,
            serviceInterrupted = interrupted,
            affectedServices = "10G trunk",
            affectedCities = new[] { "GZ" },
            occurredAt = _now().AddMinutes(-1),
            reportedAt = _now().AddMinutes(-1), // this clock is a little ahead of the host's
        };
        return new Request(UserName, key, "register", title, null, (user, token) => user.RegisterAsync(report, key, token));
    }

    private string NewKey() => $"{UserName}-{(++_count).ToString(CultureInfo.InvariantCulture)}";

    // One or more codes of every level, level 1 twice as often.
    private static readonly (string Code, string Category, bool Interrupted)[] Faults =
    [
        ("BIZ_INTERRUPTED", "Business", true), ("BIZ_INTERRUPTED", "Business", true), ("BIZ_PERF_LIMIT", "Business", false), ("NMS_DOWN", "Nms", false),
        ("BIZ_MINOR_ALARM", "Business", false), ("BIZ_TRANSIENT", "Business", false),
    ];
}
