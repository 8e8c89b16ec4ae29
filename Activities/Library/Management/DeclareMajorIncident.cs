using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Incidents;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Holds the case against the criteria of a major incident and declares it when one holds.</summary>
/// <remarks>
/// Outcomes: Declared; NotMajor when no criterion holds, or one that was declared before covers the case. The flow of the notices is
/// started by the next step. Raises MajorIncident.Declared. Source: flow 06 step 1.
/// </remarks>
[Activity("Elsa.ITR", "Management", "Holds the case against the criteria of a major incident.", DisplayName = "Check major incident")]
[FlowNode("Declared", "NotMajor")]
public sealed class DeclareMajorIncident([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The criterion that holds, e.g. MI-1; blank for none.</summary>
    [Output(Description = "The criterion that holds, e.g. MI-1; blank for none.")]
    public Output<string?>? Criterion { get; set; }

    /// <summary>The incident as type|id|number; blank for none.</summary>
    [Output(Description = "The incident as type|id|number; blank for none.")]
    public Output<string?>? OtherRecord { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var incident = await context.FindCaseAsync() is { } found
            ? await context.GetRequiredService<MajorIncidentDesk>().DeclareAsync(found, context.CancellationToken)
            : null;
        context.Set(Criterion, incident?.Criterion);
        context.Set(OtherRecord, incident?.Ref.Text());
        await context.CompleteActivityWithOutcomesAsync(incident is null ? "NotMajor" : "Declared");
    }
}
