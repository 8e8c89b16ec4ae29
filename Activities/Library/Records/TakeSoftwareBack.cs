using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Writes to the records of network elements that they run again what they ran before the record changed their software.</summary>
/// <remarks>Incident: <c>equipment.unknown-code</c>. Source: flow 08 step 14.</remarks>
[Activity("Elsa.ITR", "Records", "Writes to the records of network elements that they run their former software again.", DisplayName = "Take software back")]
public sealed class TakeSoftwareBack([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Codes of the network elements.</summary>
    [Input(Description = "Codes of the network elements.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Equipment { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = await context.AnyRecordAsync();
        foreach (var code in context.Get(Equipment)!)
            await context.GetRequiredService<EquipmentDesk>().TakeVersionBackAsync(record, code, context.CancellationToken);
    }
}
