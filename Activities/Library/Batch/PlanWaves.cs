using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Puts the items of the batch replacement into waves: a small pilot, then city by city.</summary>
/// <remarks>Source: flow 10 steps 3, 4 and 7.</remarks>
[Activity("Elsa.ITR", "Batch", "Puts the items of the batch replacement into waves.", DisplayName = "Plan waves")]
public sealed class PlanWaves([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the stock plan as JSON object; its rows waves have supplyAt and plannedEnd.</summary>
    [Input(Description = "Answer of the stock plan as JSON object; its rows waves have supplyAt and plannedEnd.", Order = 1)]
    public Input<string?> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rows = FormJson.Read(context.Get(Answer)).GetValueOrDefault("waves") as IEnumerable<object?> ?? [];
        await context.GetRequiredService<CampaignDesk>().PlanAsync(
            await context.CampaignAsync(),
            [.. rows.OfType<IReadOnlyDictionary<string, object?>>().Select(row => (FormJson.ToInstant(row.GetValueOrDefault("supplyAt")), FormJson.ToInstant(row.GetValueOrDefault("plannedEnd"))))],
            context.CancellationToken);
    }
}
