using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Changes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Grades the change, and looks for what stands against it: another change near by, a freeze, a missing way back.</summary>
/// <remarks>Outcomes: Ok, Conflict. Source: flow 07 step 2.</remarks>
[Activity("Elsa.ITR", "Records", "Grades the change and looks for what stands against it.", DisplayName = "Check change")]
[FlowNode("Ok", "Conflict")]
public sealed class CheckChange([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What stands against it, in both languages; blank for nothing.</summary>
    [Output(Description = "What stands against it, in both languages; blank for nothing.")]
    public Output<string?>? Conflict { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var change = await context.BusinessRecordAsync() as ChangeRequest
            ?? throw new InvalidOperationException($"Expected a flow on a change, but {context.Record().No} is a {context.Record().Type}.");
        var conflict = await context.GetRequiredService<ChangeDesk>().CheckAsync(change, context.CancellationToken);
        context.Set(Conflict, conflict is null ? "" : $"{conflict.Zh} / {conflict.En}");
        await context.CompleteActivityWithOutcomesAsync(conflict is null ? "Ok" : "Conflict");
    }
}
