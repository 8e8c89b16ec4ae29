using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Tells R&amp;D of a suspected product defect.</summary>
/// <remarks>A case reports once. Source: flow 02 step 16.</remarks>
[Activity("Elsa.ITR", "Records", "Tells R&D of a suspected product defect.", DisplayName = "Create defect report")]
public sealed class CreateDefectReport([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What was seen; blank takes the cause, or the title of the case.</summary>
    [Input(Description = "What was seen; blank takes the cause, or the title of the case.", Order = 1)]
    public Input<string?> Description { get; set; } = null!;

    /// <summary>Number of the report.</summary>
    [Output(Description = "Number of the report.")]
    public Output<string?>? DefectNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        var description = context.Get(Description) is { Length: > 0 } given ? given : found.RootCauseText ?? found.Title;
        var report = await context.GetRequiredService<EquipmentDesk>().ReportDefectAsync(found, description, cancellationToken: context.CancellationToken);
        context.Set(DefectNo, report.No);
    }
}
