using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Holds the case against the criteria of a major incident.</summary>
/// <remarks>Outcomes: Declared, NotMajor. Source: flow 06 step 1.</remarks>
[Activity("Elsa.ITR", "Management", "Holds the case against the criteria of a major incident.", DisplayName = "Check major incident")]
[FlowNode("Declared", "NotMajor")]
public sealed class DeclareMajorIncident([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The criterion that holds, e.g. MI-1; blank for none.</summary>
    [Output(Description = "The criterion that holds, e.g. MI-1; blank for none.")]
    public Output<string?>? Criterion { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var criterion = await context.FindCaseAsync() is { } found
            ? await context.GetRequiredService<CaseDesk>().MajorIncidentAsync(found, context.CancellationToken)
            : null;
        context.Set(Criterion, criterion?.Code);
        await context.CompleteActivityWithOutcomesAsync(criterion is null ? "NotMajor" : "Declared");
    }
}
