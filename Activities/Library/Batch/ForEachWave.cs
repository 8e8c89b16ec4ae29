using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Opens the next wave of the batch replacement; come back to it after each wave.</summary>
/// <remarks>Outcomes: Wave, Done (no wave is left). Raises CampaignWave.Opened and CampaignWave.Closed. Source: flow conventions §3.</remarks>
[Activity("Elsa.ITR", "Batch", "Opens the next wave of the batch replacement; come back to it after each wave.", DisplayName = "For each wave")]
[FlowNode("Wave", "Done")]
public sealed class ForEachWave([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>On closes the wave at hand first; off opens it again.</summary>
    [Input(Description = "On closes the wave at hand first; off opens it again.", Order = 1)]
    public Input<bool> Next { get; set; } = new(true);

    /// <summary>Number of the wave, 0 for the pilot.</summary>
    [Output(Description = "Number of the wave, 0 for the pilot.")]
    public Output<int>? Wave { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var campaign = await context.CampaignAsync();
        var desk = context.GetRequiredService<CampaignDesk>();
        if (context.Get(Next) && campaign.CurrentWave >= 0)
            await desk.CloseAsync(campaign, context.CancellationToken);
        var wave = await desk.OpenNextAsync(campaign, context.CancellationToken);
        context.Set(Wave, wave?.Number ?? campaign.CurrentWave);
        await context.CompleteActivityWithOutcomesAsync(wave is null ? "Done" : "Wave");
    }
}
