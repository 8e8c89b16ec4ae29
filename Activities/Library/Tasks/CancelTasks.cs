using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Ends waiting steps of this flow that another way made needless: tasks are withdrawn, waits and child flows given up.</summary>
/// <remarks>Steps that do not wait are left alone. Source: R10 (the first restoration cancels the other ways).</remarks>
[Activity("Elsa.ITR", "Tasks", "Ends waiting steps of this flow that are no longer needed.", DisplayName = "Cancel steps")]
public sealed class CancelTasks([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Activity ids of the steps.</summary>
    [Input(Description = "Activity ids of the steps to end.", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>> Steps { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var steps = context.Get(Steps)!;
        var waiting = context.WorkflowExecutionContext.ActivityExecutionContexts
            .Where(x => x != context && x.Status is ActivityStatus.Running or ActivityStatus.Faulted && steps.Contains(x.Activity.Id))
            .ToList();
        foreach (var step in waiting)
            await step.CancelActivityAsync();
    }
}
