using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Management.Entities;
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
