using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Clocks", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class ClockActivityTests(ActivityBench bench)
{
    private const string Form = "GD-L1-DOC-HANDLING";

    [Fact]
    public async Task StartClock_starts_once_and_StopClock_says_whether_it_was_met()
    {
        var found = await bench.AcceptedAsync();

        var started = await bench.RunAsync(found.Ref, new StartClock { ClockId = new(Form), OccurredAt = new(""), AgreedDue = new("") });
        var again = await bench.RunAsync(found.Ref, new StartClock { ClockId = new(Form), OccurredAt = new(""), AgreedDue = new("") });
        var stopped = await bench.RunAsync(found.Ref, new StopClock { ClockId = new(Form), OccurredAt = new("") });

        Assert.Equal(started.Output("DueAt"), again.Output("DueAt"));
        Assert.Equal("Met", stopped.Output("State"));
        Assert.Single(await ClocksAsync(found, Form));
    }

    [Fact]
    public async Task StartClock_with_an_agreed_date_is_due_then_and_one_past_it_is_missed()
    {
        var found = await bench.AcceptedAsync();
        var agreed = bench.Now.AddDays(30);
        await bench.RunAsync(found.Ref, new ITR.Activities.Requests.UpdateCase { Facts = Facts(("isDifficult", true)) });

        var started = await bench.RunAsync(found.Ref, new StartClock { ClockId = new("GD-DIFFICULT-RESOLVE"), OccurredAt = new(""), AgreedDue = new(agreed.ToString("O")) });
        var stopped = await bench.RunAsync(found.Ref, new StopClock { ClockId = new("GD-DIFFICULT-RESOLVE"), OccurredAt = new(agreed.AddMinutes(1).ToString("O")) });

        Assert.Equal(agreed, DateTimeOffset.Parse((string)started.Output("DueAt")!, null));
        Assert.Equal("Missed", stopped.Output("State"));
    }

    [Fact]
    public async Task StopClock_without_a_running_clock_is_no_error_and_a_bad_time_is()
    {
        var found = await bench.AcceptedAsync();

        Assert.Null((await bench.RunAsync(found.Ref, new StopClock { ClockId = new(Form), OccurredAt = new("") })).Output("State"));
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new StopClock { ClockId = new(Form), OccurredAt = new("yesterday") }));
    }

    [Fact]
    public async Task CancelClock_ends_it_without_a_result()
    {
        var found = await bench.AcceptedAsync();
        await bench.RunAsync(found.Ref, new StartClock { ClockId = new(Form), OccurredAt = new(""), AgreedDue = new("") });

        await bench.RunAsync(found.Ref, new CancelClock { ClockId = new(Form), OccurredAt = new("") });

        Assert.Equal(ClockState.Cancelled, Assert.Single(await ClocksAsync(found, Form)).State);
    }

    [Fact]
    public async Task ReadClock_tells_running_from_none()
    {
        var found = await bench.AcceptedAsync();
        var none = await bench.RunAsync(found.Ref, new ReadClock { ClockId = new(Form) });
        await bench.RunAsync(found.Ref, new StartClock { ClockId = new(Form), OccurredAt = new(""), AgreedDue = new("") });

        var running = await bench.RunAsync(found.Ref, new ReadClock { ClockId = new(Form) });

        Assert.Equal(("None", "InTime"), (none.Outcome, running.Outcome));
        Assert.NotNull(running.Output("DueAt"));
    }

    [Fact]
    public async Task PauseClock_asks_DecidePause_lets_it_hold_and_ResumeClock_ends_it()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_MINOR_ALARM", interrupted: false);

        var asked = await bench.RunAsync(found.Ref, new PauseClock { Reason = new("CUSTOMER_WINDOW"), Comment = new("night window") }, "t1gz");
        var pause = Guid.Parse((string)asked.Output("PauseId")!);
        var decided = await bench.RunAsync(found.Ref, new DecidePause { PauseId = new(pause.ToString()), Decision = new("Approve") }, "duty1");
        Assert.Equal("Approved", decided.Outcome);
        Assert.Contains(await bench.RowsAsync<SlaClock>(x => x.RecordId == found.Id), x => x.State == ClockState.Paused);
        await bench.RunAsync(found.Ref, new ResumeClock { PauseId = new(""), OccurredAt = new("") });

        Assert.Equal(ClockPauseState.Ended, Assert.Single(await bench.RowsAsync<ClockPause>(x => x.Id == pause)).State);
        Assert.DoesNotContain(await bench.RowsAsync<SlaClock>(x => x.RecordId == found.Id), x => x.State == ClockState.Paused);
    }

    [Fact]
    public async Task DecidePause_rejects_and_voids_and_PauseClock_refuses_an_unknown_reason()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_MINOR_ALARM", interrupted: false);
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new PauseClock { Reason = new("HOLIDAY"), Comment = new("") }, "t1gz"));

        foreach (var (decision, outcome) in (IEnumerable<(string, string)>)[("Reject", "Rejected"), ("Void", "Void")])
        {
            var asked = await bench.RunAsync(found.Ref, new PauseClock { Reason = new("CUSTOMER_WINDOW"), Comment = new("night window") }, "t1gz");
            Assert.Equal(outcome, (await bench.RunAsync(found.Ref, new DecidePause { PauseId = new((string)asked.Output("PauseId")!), Decision = new(decision) }, "duty1")).Outcome);
        }
    }

    [Fact]
    public async Task PauseByConsent_holds_at_once_and_a_second_one_changes_nothing()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_MINOR_ALARM", interrupted: false);
        var later = bench.Now.AddDays(2).ToString("O");

        var first = await bench.RunAsync(found.Ref, new PauseByConsent { Reason = new("CUSTOMER_WINDOW"), ResumeAt = new(later) }, "institute1");
        var second = await bench.RunAsync(found.Ref, new PauseByConsent { Reason = new("CUSTOMER_WINDOW"), ResumeAt = new(later) }, "institute1");

        Assert.NotEqual("", first.Output("PauseId"));
        Assert.Equal("", second.Output("PauseId"));
        Assert.Single(await bench.RowsAsync<ClockPause>(x => x.RecordId == found.Id));
    }

    [Fact]
    public async Task WaitFor_and_WaitUntil_wait_and_name_what_they_cannot_read()
    {
        var found = await bench.AcceptedAsync();

        Assert.Single((await bench.RunAsync(found.Ref, new WaitFor { Timer = new("TMR-OBSERVE-MAX"), From = new("") })).Waits);
        Assert.Single((await bench.RunAsync(found.Ref, new WaitUntil { Instant = new(bench.Now.AddHours(1).ToString("O")) })).Waits);
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new WaitFor { Timer = new("TMR-NONE"), From = new("") }));
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new WaitUntil { Instant = new("soon") }));
    }

    private Task<List<SlaClock>> ClocksAsync(Case found, string id) => bench.RowsAsync<SlaClock>(x => x.RecordId == found.Id && x.ClockId == id);
}
