using System.Diagnostics;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Tests.Shared.Consistency;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Resilience;

/// <summary>Scenario 02.2 on the real executable, which is killed (SIGKILL) and started again between the steps.</summary>
public sealed class KilledBetweenStepsTests : IAsyncLifetime
{
    private const string Remote = "GD-L1-RESTORE-REMOTE";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private HostProcess _host = null!;
    private StoreReader _store = null!;
    private ApiCrew _crew = null!;
    private DateTimeOffset _now = ManualTime.Local("2026-11-23 02:05");
    private string _no = "";

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), _now);
        _store = new StoreReader(_host.Database, _host.ClockFile);
        _crew = ApiCrew.Of(_host, () => _now);
    }

    [Fact] // 02.2
    public async Task Every_threshold_of_a_level_1_fault_acts_once_at_its_minute_though_the_host_dies_in_between()
    {
        _no = await _crew.ReportAsync("intake1");
        await _crew.DoAsync("intake1", _no, "case-classify", "Classified");
        Move("2026-11-23 02:10");
        await DieAsync();
        await _crew.DoAsync("t1gz", _no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T02:10"), ("analysisRequested", "false"));
        await _crew.DoAsync("institute1", _no, "fault-confirm-accept", "Confirmed");
        Move("2026-11-23 02:30");
        await DieAsync();
        await _crew.DoAsync("t1gz", _no, "fault-l1-mode", "RemoteEnough");

        await NothingBeforeAsync("2026-11-23 03:39", 0);
        await ThresholdAsync("2026-11-23 03:40", 50, null);
        await NothingBeforeAsync("2026-11-23 04:24", 50);
        await ThresholdAsync("2026-11-23 04:25", 75, ManagementLevel.M1);
        await _crew.DoAsync("office1", _no, "esc-ack", "Acknowledge");
        await NothingBeforeAsync("2026-11-23 04:51", 75);
        await ThresholdAsync("2026-11-23 04:52", 90, ManagementLevel.M2);
        await _crew.DoAsync("region1", _no, "esc-ack", "Acknowledge");
        await NothingBeforeAsync("2026-11-23 05:09", 90);
        await ThresholdAsync("2026-11-23 05:10", 100, ManagementLevel.M3);
        await _crew.DoAsync("tscdir", _no, "esc-ack", "Acknowledge");
        await _crew.DoAsync("tscdir", _no, "esc-plan", "Published");
        await NothingBeforeAsync("2026-11-23 06:39", 100);
        await ThresholdAsync("2026-11-23 06:40", 150, ManagementLevel.M4);

        await EverythingHappenedOnceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _store.Dispose();
        Directory.Delete(Path.GetDirectoryName(_host.Database)!, recursive: true);
    }

    private async Task EverythingHappenedOnceAsync()
    {
        var clock = await ClockAsync();
        Assert.Equal(
            [(50, At("03:40")), (75, At("04:25")), (90, At("04:52")), (100, At("05:10")), (150, At("06:40"))],
            clock.Entries.Where(x => x.Kind == ClockEntryKind.ThresholdFired).OrderBy(x => x.Sequence).Select(x => (x.Percent!.Value, x.At)));
        Assert.Equal((true, At("05:10")), (clock.IsBreached, clock.BreachedAt!.Value));

        var escalation = Assert.Single(await ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordNo == _no)));
        Assert.Equal(
            [(ManagementLevel.M1, At("04:25")), (ManagementLevel.M2, At("04:52")), (ManagementLevel.M3, At("05:10")), (ManagementLevel.M4, At("06:40"))],
            escalation.History.Where(x => x.Kind is EscalationStepKind.Opened or EscalationStepKind.Raised).OrderBy(x => x.Sequence).Select(x => (x.Level, x.At)));

        var penalty = Assert.Single(await ReadAsync(db => db.Set<Penalty>().Where(x => x.RecordNo == _no)));
        Assert.Equal(("PEN-L1-TIMEOUT", 5m, PenaltyState.Proposed), (penalty.RuleId, penalty.Points, penalty.State));

        var warnings = await ReadAsync(db => db.Set<Notification>().Where(x => x.RecordNo == _no && x.TemplateCode == "CLOCK_WARN" && x.Channel == NotificationChannel.InApp));
        Assert.Contains(warnings, x => x.TextEn.Contains("L1 restoration", StringComparison.Ordinal) && x.SentAt == At("03:40"));
        Assert.All(warnings.GroupBy(x => (x.RecipientId, x.TextEn)), told => Assert.Single(told));

        await _host.KillAsync();
        Assert.Empty(await ConsistencyCheck.FindAsync(_store.Services, isQuiet: false, TestContext.Current.CancellationToken));
    }

    // A minute before it is due nothing has happened, however often the host starts; the suite has time for the first and the last.
    private async Task NothingBeforeAsync(string local, int fired)
    {
        if (!TestScale.IsLarge && fired is not (0 or 100))
            return;

        Move(local);
        await DieAsync();
        Assert.Equal(fired, (await ClockAsync()).FiredPercent);
    }

    // The minute comes, the process is killed in it, perhaps in the middle of the deadline's command, and started again.
    private async Task ThresholdAsync(string local, int percent, ManagementLevel? level)
    {
        Move(local);
        await DieAsync();
        await UntilAsync(async () => (await ClockAsync()).FiredPercent == percent, $"{percent} % at {local}");
        var escalation = (await ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordNo == _no))).SingleOrDefault();
        Assert.Equal(level, escalation?.Level);
        if (level is not null) // its flow asks in a transaction of its own
            await UntilAsync(async () => (await ReadAsync(db => db.Set<WorkItem>().Where(x => x.TaskType == "esc-ack" && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)))).Count > 0, $"a question to {level}");
    }

    private void Move(string local) => _host.SetTime(_now = ManualTime.Local(local));

    private async Task DieAsync()
    {
        await _host.KillAsync();
        await _host.StartAgainAsync();
    }

    private async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Patience, $"Expected {what}, but it did not happen.\n{_host.Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<SlaClock> ClockAsync() =>
        Assert.Single(await ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordNo == _no && x.ClockId == Remote)));

    private Task<List<T>> ReadAsync<T>(Func<ItrDbContext, IQueryable<T>> query)
        where T : class =>
        _store.ReadAsync(db => query(db).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));

    private static DateTimeOffset At(string time) => ManualTime.Local($"2026-11-23 {time}");
}
