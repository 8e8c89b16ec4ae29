using System.Runtime.CompilerServices;
using Elsa.Extensions;
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
    /// <summary>Why it is needed, comma separated.</summary>
    [Output(Description = "Why it is needed, comma separated.")]
    public Output<string?>? Reasons { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        var desk = context.GetRequiredService<CaseDesk>();
        var reasons = await desk.RetrospectiveNeededAsync(found, context.CancellationToken);
        if (reasons.Count > 0) // what was learnt since the closure, say a survey, starts the clock back-dated (R1)
            await desk.ApplyAsync(found, new Dictionary<string, object?> { ["retrospectiveRequired"] = true }, context.CancellationToken);
        context.Set(Reasons, string.Join(", ", reasons));
        await context.CompleteActivityWithOutcomesAsync(reasons.Count == 0 ? "NotNeeded" : "Needed");
    }
}
