using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Spares;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Reserves the nearest spare part that fits the request.</summary>
/// <remarks>
/// Outcomes: <c>Found</c>, <c>NoStock</c>. Order: same city, same region, spare parts centre, others, batch reserve; older firmware last,
/// and only with an upgrade before use. Source: flow 17 step 3.
/// </remarks>
[Activity("Elsa.ITR", "Records", "Reserves the nearest spare part that fits the request.", DisplayName = "Reserve spare")]
[FlowNode("Found", "NoStock")]
public sealed class ReserveSpare([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Role that approves it: M2 for the batch reserve, the duty manager at night for level 1, else the coordinator.</summary>
    [Output(Description = "Role that approves it.")]
    public Output<string?>? ApproverRole { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<SpareDesk>();
        var request = (SparePartRequest)await context.ServiceAsync();
        var isFound = await desk.ReserveAsync(request, context.CancellationToken);
        context.Set(ApproverRole, await desk.ApproverOfAsync(request, context.CancellationToken));
        context.JournalData["Serial"] = request.Serial ?? "";
        await context.CompleteActivityWithOutcomesAsync(isFound ? "Found" : "NoStock");
    }
}
