using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>New versions of policies and calendars under running cases: a version changes new cases only, a calendar moves running clocks.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class PolicyVersionTests(FlowTemplate template)
{
    private const string Remote = "GD-L1-RESTORE-REMOTE";

    private static readonly ClockEdit Shorter = new(Remote, [new TargetEdit("2.5", "h")], Pausable: true, "ESC-L1", "PEN-L1-TIMEOUT");

    [Fact]
    public async Task A_new_version_is_for_cases_that_are_reported_once_it_is_in_force()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        var running = host.Case;
        var draft = await host.DraftAsync(Shorter);
        var preview = (await host.RunAsync("owner1", services => services.GetRequiredService<PreviewPolicy.Handler>().HandleAsync(draft.Version, null, default)))!;

        var published = await host.PublishAsync(draft, new DateOnly(2026, 11, 24));
        var before = await RemoteDueAsync(host, "2026-11-23 02:40");
        await host.AtAsync("2026-11-24 00:10");
        var after = await RemoteDueAsync(host, "2026-11-24 00:20");

        Assert.Equal((2, FlowHost.Local("2026-11-24 00:00")), (published.Version, published.EffectiveFrom));
        Assert.Equal((1, 1, FlowHost.Local("2026-11-23 05:40")), before);
        Assert.Equal((2, 2, FlowHost.Local("2026-11-24 02:50")), after);
        await host.UseAsync(running.Id);
        await host.RunAsync(null, async services =>
        {
            await services.GetRequiredService<ClockDesk>().ReevaluateAsync(running.Ref);
            return true;
        });
        var kept = await host.ClockAsync(Remote);
        Assert.Equal((1, 3m, FlowHost.Local("2026-11-23 05:10")), (kept.PolicyVersion, kept.TargetValue, kept.DueAt));

        var example = Assert.Single(preview.Example!.Rows, x => x.ClockId == Remote);
        Assert.Equal((running.No, FlowHost.Local("2026-11-23 05:10"), FlowHost.Local("2026-11-23 04:40")), (preview.Example.CaseNo, example.OldDue, example.NewDue));
        Assert.Equal("targets", Assert.Single(Assert.Single(preview.Changes).Fields).Name);
        Assert.Equal(1, preview.OpenCases);
    }

    [Fact]
    public async Task A_contract_that_was_not_moved_keeps_its_version_for_new_cases()
    {
        await using var host = template.Start("2026-11-23 02:05");
        var draft = await host.DraftAsync(Shorter);

        await host.PublishAsync(draft, null, "none");
        var (promise, @base, due) = await RemoteDueAsync(host, "2026-11-23 02:10");

        Assert.Equal((1, 2, FlowHost.Local("2026-11-23 05:10")), (promise, @base, due));
    }

    [Fact]
    public async Task A_published_version_and_a_stale_draft_cannot_be_changed()
    {
        await using var host = template.Start("2026-11-23 02:05");
        var draft = await host.DraftAsync(Shorter);
        Task EditAsync(string hash) => host.RunAsync("owner1", services => services.GetRequiredService<EditPolicy.Handler>().HandleAsync(new EditPolicy.Command(draft.Version, hash, Shorter), default));

        var stale = await Assert.ThrowsAsync<RuleViolationException>(() => EditAsync("of another day"));
        var past = await Assert.ThrowsAsync<RuleViolationException>(() => host.PublishAsync(draft, new DateOnly(2026, 11, 22)));
        await host.PublishAsync(draft, new DateOnly(2026, 12, 1));
        var published = await Assert.ThrowsAsync<RuleViolationException>(() => EditAsync(draft.ContentHash));
        var next = await host.DraftAsync(Shorter with { Targets = [new TargetEdit("2", "h")] });
        var earlier = await Assert.ThrowsAsync<RuleViolationException>(() => host.PublishAsync(next));
        var second = await Assert.ThrowsAsync<RuleViolationException>(() => host.DraftAsync());

        Assert.Equal(
            ["policy.stale", "policy.from-past", "policy.not-a-draft", "policy.from-before", "policy.draft-exists"],
            new[] { stale, past, published, earlier, second }.Select(x => x.Code));
    }

    [Fact]
    public async Task A_holiday_moves_running_clocks_and_their_tasks_and_says_so_in_the_audit_trail()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.ResolvedAsync("NE-GZ-0001", "2026-11-23 02:10", "2026-11-23 04:30");
        var before = (await host.ClocksAsync()).Values.Where(x => x is { IsOpen: true, Unit: ClockUnit.WorkingDays }).ToDictionary(x => x.ClockId, x => x.DueAt);
        var year = await host.YearWithAsync(2026, new DateOnly(2026, 11, 24));

        var (preview, result) = await host.PublishHolidaysAsync(1, year);
        await host.AtAsync("2026-11-23 04:31");

        var moved = (await host.ClocksAsync()).Values.Where(x => before.TryGetValue(x.ClockId, out var due) && due != x.DueAt).ToList();
        Assert.NotEmpty(moved);
        Assert.Equal((2, preview.Count), (result.Version, result.Moving));
        Assert.All(moved, clock => Assert.Contains(preview.Moves, x => (x.RecordNo, x.ClockId, x.OldDue, x.NewDue) == (clock.RecordNo, clock.ClockId, before[clock.ClockId], clock.DueAt)));
        var audited = await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "clock.recount").ToListAsync());
        Assert.Equal(preview.Count, audited.Count);
        Assert.Contains(audited, x => x.RecordNo == host.Case.No && x.Old!.StartsWith(moved[0].ClockId, StringComparison.Ordinal));
        var tasks = (await host.OpenAsync()).Where(x => moved.Exists(clock => x.ClockIds.Contains(clock.ClockId))).ToList();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, x => Assert.Contains(moved, clock => clock.DueAt == x.DueAt));

        var stale = await Assert.ThrowsAsync<RuleViolationException>(() => host.PublishHolidaysAsync(1, year));
        Assert.Equal("calendar.stale", stale.Code);
    }

    // A level 1 fault of today: what it is promised.
    private static async Task<(int? Promise, int Base, DateTimeOffset Due)> RemoteDueAsync(FlowHost host, string accepted)
    {
        await host.AcceptedAsync("NE-GZ-0001", accepted);
        await host.DoAsync("t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "cross-connect board"));
        Case record = await host.CaseAsync();
        return (record.PolicyVersion, record.BaseVersion, (await host.ClockAsync(Remote)).DueAt);
    }
}
