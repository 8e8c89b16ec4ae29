using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Activities.Flows;

/// <summary>Cancels the flows this flow has started and that still run.</summary>
[Activity("Elsa.ITR", "Flows", "Cancels the flows this flow has started and that still run.", DisplayName = "Cancel child flows")]
public sealed class CancelChildFlows([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Only flows of this definition; blank for all.</summary>
    [Input(Description = "Only flows of this definition; blank for all.")]
    public Input<string?> DefinitionId { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var only = context.Get(DefinitionId);
        var children = FlowStart.Started(context.WorkflowExecutionContext)
            .Where(child => string.IsNullOrEmpty(only) || child.DefinitionId == only)
            .Select(child => child.InstanceId);
        await context.GetRequiredService<IWorkflowCancellationService>().CancelWorkflowsAsync(children, context.CancellationToken);
    }
}
