using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Approves the retrospective or returns it.</summary>
/// <remarks>Approval raises Retrospective.Approved. Incidents: <c>retrospective.none</c>.</remarks>
[Activity("Elsa.ITR", "Records", "Approves the retrospective or returns it.", DisplayName = "Decide retrospective")]
public sealed class DecideRetrospective([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Off returns it to its author.</summary>
    [Input(Description = "Off returns it to its author.", Order = 1)]
    public Input<bool> Approved { get; set; } = new(true);

    /// <summary>Why.</summary>
    [Input(Description = "Why.", Order = 2)]
    public Input<string?> Opinion { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<AftercareDesk>().DecideRetrospectiveAsync(
            await context.CaseAsync(), context.Get(Approved), context.Get(Opinion), context.CancellationToken);
    }
}
