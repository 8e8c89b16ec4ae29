using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Campaigns;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Activities.Batch;

/// <summary>Stops the line: items whose work has not begun give their window back.</summary>
/// <remarks>Items at work finish. Source: flow 10 step 10.</remarks>
[Activity("Elsa.ITR", "Batch", "Stops the line: items whose work has not begun give their window back.", DisplayName = "Stop line")]
public sealed class StopLine([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<CampaignDesk>().StopAsync(await context.CampaignAsync(), context.CancellationToken);
}
