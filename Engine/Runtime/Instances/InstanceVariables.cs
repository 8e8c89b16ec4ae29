using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime.Exceptions;

namespace Elsa.Workflows.Management;

/// <summary>The variables of a workflow as an instance holds them. Scoped.</summary>
public interface IWorkflowInstanceVariableManager
{
    /// <summary>Variables of the workflow itself, not of containers inside it; those without storage have their default.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    Task<IEnumerable<ResolvedVariable>> GetVariablesAsync(string workflowInstanceId, CancellationToken cancellationToken = default);
}

/// <summary>A variable with its value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">Its value in the instance.</param>
public record ResolvedVariable(Variable Variable, object? Value);

/// <summary>Reads the stored state; changes nothing.</summary>
internal sealed class InstanceVariables(
    IWorkflowInstanceStore instances, IWorkflowStateSerializer states, IWorkflowDefinitionService definitions, IWorkflowRunner runner)
    : IWorkflowInstanceVariableManager
{
    /// <inheritdoc />
    public async Task<IEnumerable<ResolvedVariable>> GetVariablesAsync(string workflowInstanceId, CancellationToken cancellationToken = default)
    {
        var found = await instances.FindWithStateAsync(workflowInstanceId, cancellationToken)
            ?? throw new WorkflowInstanceNotFoundException($"Expected workflow instance '{workflowInstanceId}', but there is none.", workflowInstanceId);
        var state = states.Deserialize(found.Document.State);
        if (await definitions.FindWorkflowGraphAsync(state.DefinitionVersionId, cancellationToken) is not { } graph)
            return [];

        var run = await runner.CreateContextAsync(graph, state, cancellationToken);
        var root = run.ActivityExecutionContexts.FirstOrDefault(x => x.ParentActivityExecutionContext is null);
        return [.. graph.Workflow.Variables.Select(x => new ResolvedVariable(x, root is not null && root.TryGet(x, out var value) ? value : x.Value))];
    }
}
