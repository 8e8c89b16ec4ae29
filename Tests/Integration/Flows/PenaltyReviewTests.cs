using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Every end of the review of a proposed penalty (conventions §7, R20).</summary>
[Collection(nameof(FlowTemplate))]
public sealed class PenaltyReviewTests(FlowTemplate template)
{
    [Fact]
    public async Task Confirmed_by_the_institute_and_agreed_by_the_contract_manager_it_stands()
    {
        await using var host = await BreachedAsync();

        await host.DoAsync("institute1", await ItemAsync(host, "penalty-verify"), "Confirm");
        Assert.Equal(PenaltyState.Proposed, (await PenaltyAsync(host)).State); // both have to
        await host.DoAsync("contract1", await ItemAsync(host, "penalty-agree"), "Agree");

        await EndedAsync(host, PenaltyState.Confirmed);
    }

    [Fact]
    public async Task Waived_by_the_institute_it_does_not_count()
    {
        await using var host = await BreachedAsync();

        await host.DoAsync("institute1", await ItemAsync(host, "penalty-verify"), "Waive", ("reason", "fibre cut by a third party"), ("comment", "fibre cut"));

        await EndedAsync(host, PenaltyState.Waived);
    }

    [Fact]
    public async Task Disputed_by_the_contract_manager_it_waits_for_the_quarterly_meeting()
    {
        await using var host = await BreachedAsync();

        await host.DoAsync("institute1", await ItemAsync(host, "penalty-verify"), "Confirm");
        await host.DoAsync("contract1", await ItemAsync(host, "penalty-agree"), "Dispute", ("reason", "customer access was missing"), ("comment", "access"));

        await EndedAsync(host, PenaltyState.Disputed);
    }

    [Fact]
    public async Task Without_an_answer_of_the_institute_within_five_working_days_its_state_stays()
    {
        await using var host = await ProposedAsync();
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await ItemAsync(host, "penalty-verify")).DueAt);

        await host.AtAsync("2026-11-30 17:59");
        Assert.True((await ItemAsync(host, "penalty-verify")).IsOpen);
        await host.AtAsync("2026-11-30 18:00");

        await EndedAsync(host, PenaltyState.Proposed);
    }

    [Fact]
    public async Task Without_an_answer_of_the_contract_manager_its_state_stays_too()
    {
        await using var host = await ProposedAsync();
        await host.AtAsync("2026-11-24 10:00");
        await host.DoAsync("institute1", await ItemAsync(host, "penalty-verify"), "Confirm");
        var before = (await PenaltyAsync(host)).State;

        await host.AtAsync("2026-12-01 18:00"); // five working days of his own

        await EndedAsync(host, before);
    }

    private async Task<FlowHost> BreachedAsync()
    {
        var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await host.AtAsync("2026-11-23 05:10");
        Assert.Equal(PenaltyState.Proposed, (await PenaltyAsync(host)).State);
        return host;
    }

    // Of a fault that nobody works on any more: days pass in which a fault at work would call for management every hour.
    private async Task<FlowHost> ProposedAsync()
    {
        var host = template.Start("2026-11-23 05:10");
        await WalkStarts.BareFaultAsync(host, level: 1);
        await host.RunAsync(null, services => services.GetRequiredService<PenaltyDesk>().ProposeAsync("PEN-L1-TIMEOUT", host.Case.Ref, null, "breached", host.Case.No));
        await host.DrainAsync();
        return host;
    }

    private static async Task EndedAsync(FlowHost host, PenaltyState state)
    {
        var penalty = await PenaltyAsync(host);
        Assert.Equal(state, penalty.State);
        Assert.Empty(await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordId == penalty.Id && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)).ToListAsync()));
        var review = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.CorrelationId == penalty.No && x.DefinitionId == FlowIds.PenaltyReview));
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Finished), (review.Status, review.SubStatus));
        Assert.All(await host.ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == penalty.Id).ToListAsync()), clock => Assert.False(clock.IsOpen, $"{clock.ClockId} #{clock.Sequence}"));
    }

    private static async Task<Penalty> PenaltyAsync(FlowHost host) => Assert.Single(await host.PenaltiesAsync());

    private static async Task<WorkItem> ItemAsync(FlowHost host, string taskType)
    {
        var penalty = await PenaltyAsync(host);
        return await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.RecordId == penalty.Id && x.TaskType == taskType && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)));
    }
}
