using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Runs a flow on every item of the wave, a limited number at once; an item that ends lets the next one begin.</summary>
/// <remarks>
/// Outcomes: Gate (enough items of the wave are settled, see the policy) or, with <see cref="UntilFinal"/>, Final (no item is left, of no wave).
/// Items tell their end with the event CampaignItem.Ended on the batch replacement. Source: flow conventions §3, flow 10 steps 8, 9 and 11.
/// </remarks>
[Activity("Elsa.ITR", "Batch", "Runs a flow on every item of the wave, a limited number at once.", DisplayName = "For each item")]
[FlowNode("Gate", "Final")]
public sealed class ForEachItem([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Event by which an item tells the batch replacement that it is settled or free again.</summary>
    public const string Ended = "CampaignItem.Ended";

    /// <summary>Definition id of the flow of one item.</summary>
    [Input(Description = "Definition id of the flow of one item; its published version runs.", UIHint = InputUIHints.WorkflowDefinitionPicker, Order = 1)]
    public Input<string> DefinitionId { get; set; } = null!;

    /// <summary>On waits until every item of every wave is final; off until the gate of the wave opens.</summary>
    [Input(Description = "On waits until every item of every wave is final; off until the gate of the wave opens.", Order = 2)]
    public Input<bool> UntilFinal { get; set; } = new(false);

    /// <summary>On counts exceptions as open: they are repeated before the gate opens again.</summary>
    [Input(Description = "On counts exceptions as open: they are repeated before the gate opens again.", Order = 3)]
    public Input<bool> RepeatExceptions { get; set; } = new(false);

    /// <summary>Successful items of a hundred settled.</summary>
    [Output(Description = "Successful items of a hundred settled.")]
    public Output<int>? SuccessPercent { get; set; }

    /// <summary>Whether the share of successful items lets the next wave begin.</summary>
    [Output(Description = "Whether the share of successful items lets the next wave begin.")]
    public Output<bool>? Passed { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (await GoOnAsync(context))
            return;

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new BusinessEventStimulus(Ended, context.Record().No),
            BookmarkName = BusinessEventStimulus.BookmarkName,
            Callback = OnEndedAsync,
            IncludeActivityInstanceId = false,
            AutoBurn = false, // every item that ends comes here
        });
    }

    private async ValueTask OnEndedAsync(ActivityExecutionContext context) => await GoOnAsync(context);

    // The items themselves say how far it is; the events only wake.
    private async Task<bool> GoOnAsync(ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        var events = context.GetRequiredService<IBusinessEvents>();
        while (await events.ClaimAsync(Ended, null, context.Record().No, run.Id, context.NodeId, run.CreatedAt, context.CancellationToken) is not null)
        {
        }

        var campaign = await context.CampaignAsync();
        var rules = (await context.GetRequiredService<IPolicies>().GetAsync(campaign.BaseVersion, context.CancellationToken)).Campaigns;
        var untilFinal = context.Get(UntilFinal);
        var items = (await context.GetRequiredService<ICampaigns>().ItemsAsync(campaign.Id, context.CancellationToken)).Where(item => item.Wave <= campaign.CurrentWave).ToList();
        var free = (campaign.MaxParallel > 0 ? campaign.MaxParallel : rules.ParallelItems) - items.Count(item => item.IsActive);
        foreach (var item in items.Where(item => item.State == CampaignItemState.Planned).Take(Math.Max(0, free)))
        {
            item.Fire(CampaignItemTrigger.Schedule, context.GetRequiredService<TimeProvider>().GetUtcNow());
            item.Attempts++;
            await FlowStart.StartAsync(context, context.Get(DefinitionId)!, item.Ref, null, waits: false);
        }

        if (untilFinal)
        {
            if (!items.TrueForAll(item => item.IsFinal))
                return false;

            await context.CompleteActivityWithOutcomesAsync("Final");
            return true;
        }

        var wave = items.Where(item => item.Wave == campaign.CurrentWave).ToList();
        var repeats = context.Get(RepeatExceptions);
        var progress = new WaveProgress(
            wave.Count, wave.Count(item => item.IsFinal || (item.State == CampaignItemState.Exception && !repeats)), wave.Count(item => item.IsSuccess));
        if (progress.SettledPercent < rules.GateFinalPercent)
            return false;

        (await context.GetRequiredService<ICampaigns>().WavesAsync(campaign.Id, context.CancellationToken)).First(x => x.Number == campaign.CurrentWave).Move(WaveState.Gate);
        context.Set(SuccessPercent, progress.SuccessPercent);
        context.Set(Passed, progress.SuccessPercent >= rules.GateSuccessPercent);
        await context.CompleteActivityWithOutcomesAsync("Gate");
        return true;
    }
}
