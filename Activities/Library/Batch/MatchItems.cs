using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Makes an item for every installed board that the rule of the batch replacement means.</summary>
/// <remarks>Source: flow 10 step 2.</remarks>
[Activity("Elsa.ITR", "Batch", "Makes an item for every installed board that the rule of the batch replacement means.", DisplayName = "Match items")]
public sealed class MatchItems([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Number of items.</summary>
    [Output(Description = "Number of items.")]
    public Output<int>? ItemCount { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(ItemCount, await context.GetRequiredService<CampaignDesk>().MatchAsync(await context.CampaignAsync(), context.CancellationToken));
}
