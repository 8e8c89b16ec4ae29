using Elsa.Common.Models;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Contracts;
using Elsa.Workflows.Runtime.Requests;

namespace Elsa.ITR.Activities.Flows;

/// <summary>Starting another flow on a record, after this burst is committed.</summary>
internal static class FlowStart
{
    private const string StartedKey = "startedFlows";

    /// <summary>Dispatches the published version of a definition.</summary>
    /// <param name="context">The running activity; its instance becomes the parent.</param>
    /// <param name="definitionId">Definition id.</param>
    /// <param name="record">The record the other flow works on.</param>
    /// <param name="input">Inputs besides the record.</param>
    /// <param name="waits">True when the engine is to wake the caller at the end.</param>
    /// <param name="isIndependent">True when it is to live on after the caller was cancelled.</param>
    /// <returns>Id of the new instance.</returns>
    public static async Task<string> StartAsync(
        ActivityExecutionContext context, string definitionId, RecordRef record, IDictionary<string, object>? input, bool waits, bool isIndependent = false)
    {
        var definition = await context.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowDefinitionAsync(
            definitionId, VersionOptions.Published, context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected a published version of flow '{definitionId}', found none. Publish it, then retry.");

        var parent = context.WorkflowExecutionContext.Id;
        var child = context.GetRequiredService<IIdentityGenerator>().GenerateId();
        var properties = new Dictionary<string, object>();
        if (!isIndependent)
            properties["ParentInstanceId"] = parent;
        if (waits)
            properties["WaitForCompletion"] = true; // the engine's own mark of a parent that waits

        await context.GetRequiredService<IWorkflowDispatcher>().DispatchAsync(
            new DispatchWorkflowDefinitionRequest(definition.Id)
            {
                InstanceId = child,
                ParentWorkflowInstanceId = isIndependent ? null : parent,
                CorrelationId = record.No,
                Input = record.Inputs(input),
                Properties = properties,
            },
            context.CancellationToken);
        if (isIndependent)
            return child;

        var run = context.WorkflowExecutionContext;
        run.SetProperty(StartedKey, string.Join(',', [.. Started(run).Select(x => $"{x.DefinitionId}={x.InstanceId}"), $"{definitionId}={child}"]));
        return child;
    }

    /// <summary>The flows a run has started, in order; some may have ended.</summary>
    public static IEnumerable<(string DefinitionId, string InstanceId)> Started(WorkflowExecutionContext run) =>
        (run.GetProperty<string>(StartedKey) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('='))
            .Select(parts => (parts[0], parts[1]));
}
