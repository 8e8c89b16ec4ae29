using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Decides whether a retrospective is needed, and opens it.</summary>
/// <remarks>Outcomes: Needed, NotNeeded. Level 1, major incident, verified complaint, breach, reopened, repeated, low satisfaction. Source: flow 01 step 22.</remarks>
[Activity("Elsa.ITR", "Requests", "Decides whether a retrospective is needed, and opens it.", DisplayName = "Check retrospective")]
[FlowNode("Needed", "NotNeeded")]
public sealed class CheckRetrospective([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Number of the retrospective; blank when none is needed.</summary>
    [Output(Description = "Number of the retrospective; blank when none is needed.")]
    public Output<string?>? RetrospectiveNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        var opened = await context.GetRequiredService<AftercareDesk>().OpenRetrospectiveAsync(found, context.CancellationToken);
        if (opened is not null) // what was learnt since the closure, say a survey, starts the clock back-dated (R1)
        {
            var required = new Dictionary<string, object?> { ["retrospectiveRequired"] = true };
            await context.GetRequiredService<CaseDesk>().ApplyAsync(found, required, context.CancellationToken);
        }

        context.Set(RetrospectiveNo, opened?.No);
        await context.CompleteActivityWithOutcomesAsync(opened is null ? "NotNeeded" : "Needed");
    }
}
