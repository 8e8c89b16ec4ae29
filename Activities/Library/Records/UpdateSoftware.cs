using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Writes the software version that now runs to the records of network elements.</summary>
/// <remarks>Incidents: <c>equipment.unknown-code</c>, <c>equipment.unknown-version</c>. Source: flow 08 step 12.</remarks>
[Activity("Elsa.ITR", "Records", "Writes the software version that now runs to the records of network elements.", DisplayName = "Update software")]
public sealed class UpdateSoftware([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Codes of the network elements.</summary>
    [Input(Description = "Codes of the network elements.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Equipment { get; set; } = null!;

    /// <summary>Version number, e.g. <c>5.21.18.30</c>.</summary>
    [Input(Description = "Version number.", Order = 2)]
    public Input<string> VersionNo { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = await context.AnyRecordAsync();
        foreach (var code in context.Get(Equipment)!)
            await context.GetRequiredService<EquipmentDesk>().ConfirmVersionAsync(record, code, context.Get(VersionNo)!, context.CancellationToken);
    }
}
