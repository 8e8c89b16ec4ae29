using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Upgrades;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Activities.Records;

/// <summary>Looks whether the target version is released and certified, and whether the plan needs the third tier.</summary>
/// <remarks>Outcomes: Certified, Uncertified. Incidents: <c>equipment.unknown-code</c>. Source: flow 08 step 4.</remarks>
[Activity("Elsa.ITR", "Records", "Looks whether the target version is certified and whether the plan needs review.", DisplayName = "Check upgrade")]
[FlowNode("Certified", "Uncertified")]
public sealed class CheckUpgrade([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var upgrade = await context.BusinessRecordAsync() as UpgradeApplication
            ?? throw new InvalidOperationException($"Expected a flow on an upgrade, but {context.Record().No} is a {context.Record().Type}.");
        var isCertified = await context.GetRequiredService<UpgradeDesk>().CheckAsync(upgrade, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(isCertified ? "Certified" : "Uncertified");
    }
}
