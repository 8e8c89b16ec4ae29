using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Checks what still stands against closing the case.</summary>
/// <remarks>Outcomes: Met, Unmet. Documents accepted, clocks stopped, root cause coded, customer confirmed. Source: flow 01 step 20.</remarks>
[Activity("Elsa.ITR", "Requests", "Checks what still stands against closing the case.", DisplayName = "Check closure")]
[FlowNode("Met", "Unmet")]
public sealed class CheckClosure([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What is missing, one per line as Chinese|English.</summary>
    [Output(Description = "What is missing, one per line as Chinese|English.")]
    public Output<string?>? Items { get; set; }

    /// <summary>Kinds of what is missing, one per line, e.g. <c>root-cause</c>.</summary>
    [Output(Description = "Kinds of what is missing, one per line.")]
    public Output<string?>? Codes { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var missing = await context.GetRequiredService<CaseDesk>().ClosureCheckAsync(await context.CaseAsync(), context.CancellationToken);
        context.Set(Items, string.Join('\n', missing.Select(item => $"{item.Text.Zh}|{item.Text.En}")));
        context.Set(Codes, string.Join('\n', missing.Select(item => item.Code).Distinct()));
        await context.CompleteActivityWithOutcomesAsync(missing.Count == 0 ? "Met" : "Unmet");
    }
}
