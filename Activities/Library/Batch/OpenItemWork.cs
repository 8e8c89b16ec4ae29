using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Opens the change or the upgrade by which an item is carried out, as its batch replacement says.</summary>
/// <remarks>Outcomes: Report (the engineer only reports), Change, Upgrade. Source: flow 10 step c.</remarks>
[Activity("Elsa.ITR", "Batch", "Opens the change or the upgrade by which an item is carried out, as its batch replacement says.", DisplayName = "Open item work")]
[FlowNode("Report", "Change", "Upgrade")]
public sealed class OpenItemWork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The change or upgrade as <c>type|id|number</c>, for the flow that runs on it; blank for a report.</summary>
    [Output(Description = "The change or upgrade as type|id|number, for the flow that runs on it; blank for a report.")]
    public Output<string?>? OtherRecord { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var item = await context.BusinessRecordAsync() as CampaignItem
            ?? throw new InvalidOperationException($"Expected a flow on an item of a batch replacement, but {context.Record().No} is a {context.Record().Type}.");
        var (work, opened) = await context.GetRequiredService<CampaignItemDesk>().OpenAsync(item, context.CancellationToken);
        context.Set(OtherRecord, opened?.Ref.Text() ?? "");
        await context.CompleteActivityWithOutcomesAsync(work.ToString());
    }
}
