using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Tests.Shared.Consistency;
using Elsa.ITR.Web.Features.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Resilience;

/// <summary>Flow 10 at size on the real executable, which is killed (SIGKILL) in the middle of a wave.</summary>
public sealed class KilledCampaignTests : IAsyncLifetime
{
    private static readonly int Boards = TestScale.IsLarge ? 300 : 150; // more than run at once in each wave
    private const int Parallel = 20;
    private const int KilledWave = 3;
    private const int Together = 4; // people who answer at the same time
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DateTimeOffset _now = ManualTime.Local("2026-11-23 10:00");
    private readonly Lock _filling = new();
    private readonly ConcurrentDictionary<(string TaskType, string Person), GetWorkItem.Answer> _forms = new();
    private HostProcess _host = null!;
    private StoreReader _store = null!;
    private ApiCrew _crew = null!;
    private string _no = "";
    private int _keys;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), _now);
        _store = new StoreReader(_host.Database, _host.ClockFile);
        _crew = ApiCrew.Of(_host, () => _now);
        await _store.ReadAsync(async db =>
        {
            var elements = await db.Set<InstalledEquipment>().Where(x => x.Code.StartsWith("NE-GZ-")).OrderBy(x => x.Code).ToListAsync();
            var type = await db.Set<BoardType>().SingleAsync(x => x.Code == "SL16A");
            for (var number = 1; number <= Boards; number++)
            {
                db.Add(new InstalledBoard
                {
                    EquipmentId = elements[number % elements.Count].Id,
                    Slot = $"X{number.ToString(CultureInfo.InvariantCulture)}",
                    BoardTypeId = type.Id,
                    SerialNo = $"03BATCH{number:000}",
                    HwRevision = "B",
                    State = BoardState.Working,
                });
            }

            return await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task Boards_in_six_waves_are_replaced_once_each_though_the_host_dies_in_the_middle()
    {
        await LaunchAsync();

        var (hasDied, hasFailed) = (false, false);
        var idle = Stopwatch.StartNew();
        while ((await CampaignAsync()).State != CampaignState.Completed)
        {
            var campaign = await CampaignAsync();
            var active = (await ItemsAsync()).Where(x => x.IsActive).ToList();
            Assert.InRange(active.Count, 0, Parallel);
            var work = await OpenAsync();
            Assert.True(work.Count > 0 || idle.Elapsed < Patience, $"Expected work in wave {campaign.CurrentWave}, but there is none.\n{_host.Output}");
            if (work.Count > 0)
                idle.Restart();
            else
                await Task.Delay(100, TestContext.Current.CancellationToken);

            if (!hasDied && campaign.CurrentWave == KilledWave && work.Count(x => x.TaskType == "campaign-replace") >= Parallel / 2)
            {
                hasDied = true;
                await DieWhileAsync(work.Where(x => x.TaskType == "campaign-replace"));
                continue;
            }

            var items = work.Where(x => x.TaskType is not ("campaign-gate" or "campaign-close")).ToList();
            if (!hasFailed && hasDied && items.Find(x => x.TaskType == "campaign-replace") is { } first)
            {
                hasFailed = true;
                await DoAsync(first, fails: true);
                await FailedAsync(first);
                items.Remove(first);
            }

            foreach (var atOnce in items.Chunk(Together))
                await Task.WhenAll(atOnce.Select(item => DoAsync(item)));

            if (work.TrueForAll(x => x.TaskType is "campaign-gate" or "campaign-close"))
                foreach (var item in work)
                    await DoAsync(item);
        }

        Assert.True(hasDied && hasFailed, "Expected the host to die and an item to fail.");
        await EverythingHappenedOnceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _store.Dispose();
        Directory.Delete(Path.GetDirectoryName(_host.Database)!, recursive: true);
    }

    private async Task LaunchAsync()
    {
        var quality = await _crew.AsAsync("quality1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/records")
        {
            Headers = { { "Idempotency-Key", "campaign" } },
            Content = JsonContent.Create(new
            {
                kind = "campaigns",
                facts = new Dictionary<string, string>
                {
                    ["title"] = "SL16A revision B",
                    ["boardType"] = "SL16A",
                    ["hwRevisions"] = "B",
                    ["serialFrom"] = "03BATCH001",
                    ["serialTo"] = $"03BATCH{Boards:000}",
                    ["risk"] = "High",
                    ["replacement"] = "SL16A revision C",
                    ["method"] = "swap in the window",
                    ["itemWork"] = "Report",
                    ["waveCount"] = "6",
                    ["maxParallel"] = Parallel.ToString(CultureInfo.InvariantCulture),
                    ["targetEnd"] = "2027-01-31T18:00",
                    ["returnInstruction"] = "ReturnToSpc",
                },
            }),
        };
        using var answer = await quality.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        _no = new ApiAnswer(answer.StatusCode, text).Read("no")!;
        await UntilAsync("campaign-scope");
        await _crew.DoAsync("rnd1", _no, "campaign-scope", "Confirm");
        await UntilAsync("campaign-method");
        await _crew.DoAsync("t3a", _no, "campaign-method", "Approve");
        await UntilAsync("campaign-stock");
        await _crew.DoAsync("spare1", _no, "campaign-stock", "Feasible", ("waves", """[{"supplyAt":"2026-11-24T00:00","plannedEnd":"2026-12-31T18:00"}]"""));
        await UntilAsync("campaign-launch");
        await _crew.DoAsync("tscdir", _no, "campaign-launch", "Launch");
        await UntilAsync("campaign-consent");
        await _crew.DoAsync("institute1", _no, "campaign-consent", "Consent");
        await UntilAsync("campaign-consent");
        await _crew.DoAsync("province1", _no, "campaign-consent", "Consent");
    }

    // Several answers are on their way when the process is killed.
    private async Task DieWhileAsync(IEnumerable<WorkItem> work)
    {
        var onTheirWay = work.Select(item => Task.Run(() => DoAsync(item), TestContext.Current.CancellationToken)).ToList();
        await Task.WhenAny(onTheirWay);
        await _host.KillAsync();
        await Task.WhenAll(onTheirWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // they died with it, or came through
        await _host.StartAgainAsync();
    }

    private async Task FailedAsync(WorkItem work)
    {
        var watch = Stopwatch.StartNew();
        while ((await ItemsAsync()).Single(x => x.Id == work.RecordId).State != CampaignItemState.Exception)
        {
            Assert.True(watch.Elapsed < Patience, $"Expected {work.RecordNo} to become an exception.\n{_host.Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain("Done", await EndsAsync(work.RecordNo));
    }

    private async Task EverythingHappenedOnceAsync()
    {
        var items = await ItemsAsync();
        Assert.Equal(Boards, items.Count);
        Assert.All(items, x => Assert.Equal(CampaignItemState.Done, x.State));
        Assert.Equal([0, 1, 2, 3, 4, 5], items.Select(x => x.Wave).Distinct().Order());
        Assert.Equal(Boards + 1, items.Sum(x => x.Attempts));

        var ends = await EndsAsync(null);
        Assert.Equal(Boards, ends.Count(x => x == "Done"));
        Assert.Equal(1, ends.Count(x => x == "Exception"));

        var boards = await ReadAsync(db => db.Set<InstalledBoard>().Where(x => x.SerialNo.Contains("03BATCH")));
        Assert.Equal(Boards, boards.Count(x => x.State == BoardState.Working && x.SerialNo.StartsWith('N')));
        Assert.DoesNotContain(boards, x => x.State == BoardState.Working && !x.SerialNo.StartsWith('N'));

        await _host.KillAsync();
        Assert.Empty(await ConsistencyCheck.FindAsync(_store.Services, isQuiet: false, TestContext.Current.CancellationToken));
    }

    private Task DoAsync(WorkItem work, bool fails = false) => work.TaskType switch
    {
        "campaign-window" => CompleteAsync("custgz", work, "Agreed"),
        "campaign-replace" when fails => CompleteAsync("t1gz", work, "Failed"),
        "campaign-replace" => ReplaceAsync(work),
        "campaign-confirm" => CompleteAsync("custgz", work, "Confirmed"),
        "campaign-exception" => CompleteAsync("quality1", work, "Retry"),
        "campaign-gate" => CompleteAsync("quality1", work, "NextWave"),
        "campaign-close" when work.Role == "TscDirector" => CompleteAsync("tscdir", work, "Approve"),
        "campaign-close" => CompleteAsync("quality1", work, "Submit"),
        _ => throw new InvalidOperationException($"Nobody does {work.TaskType}."),
    };

    private async Task ReplaceAsync(WorkItem work)
    {
        var item = (await ItemsAsync()).Single(x => x.Id == work.RecordId);
        await CompleteAsync("t1gz", work, "Replaced", ("oldSerial", item.OldSerial), ("newSerial", "N" + item.OldSerial));
    }

    private async Task CompleteAsync(string person, WorkItem work, string outcome, params (string Key, string Value)[] fields)
    {
        var user = await _crew.AsAsync(person);
        if (!_forms.TryGetValue((work.TaskType, person), out var form)) // the form of a kind of work is the same for every board
            _forms[(work.TaskType, person)] = form = await user.FindAsync(work.No, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"Expected {work.No} to be work of {person}.");
        var key = $"batch-{Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture)}";
        var answer = await user.CompleteAsync(work.No, outcome, Fill(form, outcome, fields), key, work.RowVersion, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccess, answer.Text);
    }

    private Dictionary<string, string?> Fill(GetWorkItem.Answer form, string outcome, (string Key, string Value)[] fields)
    {
        lock (_filling)
        {
            return _crew.Fill(form, outcome, fields);
        }
    }

    private async Task UntilAsync(string taskType)
    {
        var watch = Stopwatch.StartNew();
        while ((await OpenAsync()).TrueForAll(x => x.TaskType != taskType))
        {
            Assert.True(watch.Elapsed < Patience, $"Expected {taskType}.\n{_host.Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    // What somebody has to do for the boards to be replaced; their way back goes on for weeks.
    private Task<List<WorkItem>> OpenAsync() => ReadAsync(db => db.Set<WorkItem>()
        .Where(x => (x.RecordNo == _no || db.Set<CampaignItem>().Any(item => item.Id == x.RecordId)) && x.TaskType != "campaign-return"
            && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)).OrderBy(x => x.No));

    private async Task<Campaign> CampaignAsync() => Assert.Single(await ReadAsync(db => db.Set<Campaign>().Where(x => x.No == _no)));

    private Task<List<CampaignItem>> ItemsAsync() => ReadAsync(db => db.Set<CampaignItem>().OrderBy(x => x.No));

    // How items told the batch replacement that they ended.
    private async Task<List<string?>> EndsAsync(string? itemNo) =>
        [.. (await ReadAsync(db => db.Set<BusinessEvent>().Where(x => x.Name == "CampaignItem.Ended" && x.RecordNo == _no)))
            .Where(x => itemNo is null || x.Data.Text("no") == itemNo).Select(x => x.Filter)];

    private Task<List<T>> ReadAsync<T>(Func<ItrDbContext, IQueryable<T>> query)
        where T : class =>
        _store.ReadAsync(db => query(db).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
}
