using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>At nine o'clock the live records stand where demo-data.md §7 says, brought there by the flows.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class LiveRecordsTests(DemoTemplate demo)
{
    private readonly string _file = demo.PathOf("template");

    [Theory]
    [InlineData("CASE-20261123-0001", "GD-L1-RESTORE-REMOTE", "2026-11-23 06:40", "2026-11-23 09:40")]
    [InlineData("CASE-20261123-0002", "GD-L1-RESTORE-ONSITE", "2026-11-23 05:50", "2026-11-23 15:50")]
    [InlineData("CASE-20261123-0002", "GD-L1-LEG-ARRIVE", "2026-11-23 06:40", "2026-11-23 13:40")]
    [InlineData("CASE-20261121-0001", "GD-L1-DOC-HANDLING", "2026-11-21 12:30", "2026-11-23 12:30")]
    [InlineData("CASE-20261120-0008", "OLA-COMPLAINT-VERIFY", "2026-11-20 15:10", "2026-11-25 18:00")]
    public async Task A_promise_runs_from_and_to_the_times_of_its_row(string no, string clockId, string from, string due)
    {
        var clock = await DatabaseDump.ReadAsync(_file, db => db.Set<SlaClock>().AsNoTracking().SingleAsync(x => x.RecordNo == no && x.ClockId == clockId));

        Assert.Equal((ClockState.Running, false), (clock.State, clock.IsBreached));
        Assert.Equal((ManualTime.Local(from), ManualTime.Local(due)), (clock.StartedAt, clock.DueAt));
    }

    [Theory]
    [InlineData("CASE-20261123-0001", ManagementLevel.M3)]
    [InlineData("CASE-20261120-0008", ManagementLevel.M1)]
    [InlineData("CASE-20261113-0006", ManagementLevel.M1)]
    public async Task Management_stands_at_the_level_of_the_row(string no, ManagementLevel level) =>
        Assert.Equal(level, await DatabaseDump.ReadAsync(_file, db => db.Set<Escalation>().Where(x => x.RecordNo == no).Select(x => x.Level).SingleAsync()));

    [Fact]
    public async Task The_engineers_of_the_morning_hold_their_tasks()
    {
        var held = await DatabaseDump.ReadAsync(_file, db => (
            from item in db.Set<WorkItem>()
            join user in db.Users on item.AssigneeId equals user.Id
            where item.State == WorkItemState.Claimed
            select $"{user.UserName} {item.TaskType} {item.RecordNo}").ToListAsync());

        Assert.Contains("t1gz remote-work CASE-20261123-0001", held);
        Assert.Contains("t1zj onsite-arrive CASE-20261123-0002", held);
        Assert.Contains("t1gz doc-fault-handling-form CASE-20261121-0001", held);
        Assert.Contains("quality1 complaint-resolve CASE-20261120-0008", held);
    }

    [Fact]
    public async Task The_workaround_of_November_is_closed_and_its_solution_agreed()
    {
        var (closed, followUp, agreed) = await DatabaseDump.ReadAsync(_file, async db =>
        {
            var first = await db.Set<Case>().AsNoTracking().SingleAsync(x => x.No == "CASE-20261109-0002");
            var next = await db.Set<Case>().AsNoTracking().SingleAsync(x => x.ParentCaseId == first.Id);
            return (first, next, await db.Set<DifficultFault>().AsNoTracking().SingleAsync(x => x.CaseId == next.Id));
        });

        Assert.Equal((CaseState.Closed, SolutionType.Workaround), (closed.State, closed.SolutionType));
        Assert.Equal(("CASE-20261109-0003", 3), (followUp.No, followUp.Level));
        Assert.Equal(ManualTime.Local("2026-12-10 18:00"), agreed.AgreedDue);
    }

    [Theory] // row 26
    [InlineData("ESC-20261123-0001", "CASE-20261123-0001")]
    [InlineData("ESC-20261123-0002", "CASE-20261113-0006")]
    public async Task Escalations_of_the_morning_bear_the_numbers_of_their_row(string no, string about) =>
        Assert.Equal(about, await DatabaseDump.ReadAsync(_file, db => db.Set<Escalation>().Where(x => x.No == no).Select(x => x.RecordNo).SingleAsync()));

    [Fact] // row 17
    public async Task The_recall_is_in_its_first_wave_and_its_pilot_is_done()
    {
        var items = await DatabaseDump.ReadAsync(_file, db => db.Set<CampaignItem>().AsNoTracking().Where(x => x.ParentNo == "BRC-20261102-0001").ToListAsync());

        Assert.Equal(60, items.Count);
        Assert.All(items.Where(x => x.Wave == 0), x => Assert.Equal((CampaignItemState.Done, true), (x.State, x.ReturnedAt is not null)));
        Assert.Equal((5, 12, 3, 2), (items.Count(x => x.Wave == 0), Wave1(CampaignItemState.Done), Wave1(CampaignItemState.InProgress), Wave1(CampaignItemState.Exception)));
        Assert.All(items.Where(x => x.Wave > 1), x => Assert.Equal(CampaignItemState.Planned, x.State));
        Assert.Equal(["SerialMismatch", "SpareDefective"], items.Where(x => x.State == CampaignItemState.Exception).Select(x => x.ExceptionReason).Order());

        int Wave1(CampaignItemState state) => items.Count(x => x.Wave == 1 && x.State == state);
    }

    [Fact] // row 21
    public async Task A_loan_should_have_come_back_yesterday()
    {
        var (loan, clock, isOpen) = await DatabaseDump.ReadAsync(_file, async db =>
        {
            var request = await db.Set<SparePartRequest>().AsNoTracking().SingleAsync(x => x.No == "SPR-20261107-0001");
            return (
                await db.Set<Loan>().AsNoTracking().SingleAsync(x => x.RequestId == request.Id),
                await db.Set<SlaClock>().AsNoTracking().SingleAsync(x => x.RecordNo == request.No && x.ClockId == "GD-HW-LOAN-RETURN"),
                await db.Set<WorkItem>().AnyAsync(x => x.RecordNo == request.No && x.TaskType == "spare-return" && x.State != WorkItemState.Completed));
        });

        Assert.Equal((ManualTime.Local("2026-11-23 00:00"), null), (loan.DueAt, loan.ReturnedAt));
        Assert.Equal((ClockState.Running, true, true), (clock.State, clock.IsBreached, isOpen));
    }

    [Fact] // rows 6 and 27
    public async Task A_pause_waits_for_more_than_a_day_for_its_end()
    {
        var (state, since) = await DatabaseDump.ReadAsync(_file, async db => (
            await db.Set<Case>().Where(x => x.No == "CASE-20261116-0001").Select(x => x.State).SingleAsync(),
            await db.Set<StoredBookmark>().Where(x => x.CorrelationId == "CASE-20261116-0001" && x.ActivityId == "wait-resumed").Select(x => x.CreatedAt).SingleAsync()));

        Assert.Equal(CaseState.Suspended, state);
        Assert.True(since <= ManualTime.Local("2026-11-22 09:00"), $"{since:O}");
    }

    [Fact]
    public async Task One_flow_has_failed_and_waits_for_repair()
    {
        var failed = await DatabaseDump.ReadAsync(_file, db => db.Set<WorkflowInstance>().Where(x => x.FaultedActivityCount > 0).Select(x => x.CorrelationId).ToListAsync());

        Assert.Equal("CASE-20261121-0004", Assert.Single(failed));
    }

    [Fact]
    public async Task A_penalty_of_the_overdue_fault_is_under_review()
    {
        var penalty = await DatabaseDump.ReadAsync(_file, db => db.Set<Penalty>().AsNoTracking().SingleAsync(x => x.RecordNo == "CASE-20261113-0006"));

        Assert.Equal(("PEN-L34-TIMEOUT", PenaltyState.Proposed), (penalty.RuleId, penalty.State));
        Assert.True(await DatabaseDump.ReadAsync(_file, db => db.Set<WorkItem>().AnyAsync(x => x.RecordNo == penalty.No && x.TaskType == "penalty-verify")));
    }
}
