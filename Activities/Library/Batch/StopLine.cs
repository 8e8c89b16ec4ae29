using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Stops the line: items whose work has not begun give their window back.</summary>
/// <remarks>Items at work finish. Source: flow 10 step 10.</remarks>
[Activity("Elsa.ITR", "Batch", "Stops the line: items whose work has not begun give their window back.", DisplayName = "Stop line")]
public sealed class StopLine([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>On when the batch replacement is given up: nothing is expected of its open items any more.</summary>
    [Input(Description = "On when the batch replacement is given up: nothing is expected of its open items any more.", Order = 1)]
    public Input<bool> ForGood { get; set; } = new(false);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<CampaignDesk>();
        var campaign = await context.CampaignAsync();
        await (context.Get(ForGood) ? desk.AbandonAsync(campaign, context.CancellationToken) : desk.StopAsync(campaign, context.CancellationToken));
    }
}
