using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <inheritdoc cref="IWorkflowStateExtractor"/>
public sealed class WorkflowStateExtractor : IWorkflowStateExtractor
{
    /// <inheritdoc/>
    public WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext)
    {
        var run = workflowExecutionContext;
        var identity = run.Workflow.Identity;
        return new()
        {
            Id = run.Id,
            DefinitionId = identity.DefinitionId,
            DefinitionVersionId = identity.Id,
            DefinitionVersion = identity.Version,
            ParentWorkflowInstanceId = run.ParentWorkflowInstanceId,
            CorrelationId = run.CorrelationId,
            Name = run.Name,
            Status = run.Status,
            SubStatus = run.SubStatus,
            IsExecuting = run.IsExecuting,
            IsSystem = run.Workflow.IsSystem,
            Bookmarks = [.. run.Bookmarks],
            Incidents = [.. run.Incidents],
            CompletionCallbacks = [.. run.CompletionCallbacks.Select(ToState)],
            ActivityExecutionContexts = [.. ContextsToKeep(run).Select(ToState)],
            ScheduledActivities = [.. run.Scheduler.List().Select(ToState)],
            ExecutionLogSequence = run.ExecutionLogSequence,
            ExecutionIndex = run.ExecutionIndex,
            Input = InputToKeep(run),
            Output = run.Output,
            Properties = run.Properties,
            CreatedAt = run.CreatedAt,
            UpdatedAt = run.UpdatedAt,
            FinishedAt = run.FinishedAt,
        };
    }

    /// <inheritdoc/>
    public WorkflowExecutionContext Apply(WorkflowExecutionContext workflowExecutionContext, WorkflowState state)
    {
        var run = workflowExecutionContext;
        run.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId;
        run.CorrelationId = state.CorrelationId;
        run.Name = state.Name;
        run.SubStatus = state.SubStatus;
        run.Bookmarks = new List<Bookmark>(state.Bookmarks);
        run.OriginalBookmarks = [.. state.Bookmarks];
        run.Incidents = new List<ActivityIncident>(state.Incidents);
        run.ExecutionLogSequence = state.ExecutionLogSequence;
        run.ExecutionIndex = state.ExecutionIndex;
        run.Input = new Dictionary<string, object>(state.Input, StringComparer.OrdinalIgnoreCase);
        run.Output = new Dictionary<string, object>(state.Output);
        run.Properties = new Dictionary<string, object>(state.Properties, StringComparer.OrdinalIgnoreCase);
        run.CreatedAt = state.CreatedAt;
        run.UpdatedAt = state.UpdatedAt;
        run.FinishedAt = state.FinishedAt;
        ApplyContexts(run, state);
        ApplyCallbacks(run, state);
        ApplyScheduled(run, state);
        return run;
    }

    /// <summary>What is not completed, the workflow itself, and what is around them; in order of creation, so parents come first.</summary>
    private static IEnumerable<ActivityExecutionContext> ContextsToKeep(WorkflowExecutionContext run)
    {
        var kept = new HashSet<ActivityExecutionContext>();
        foreach (var context in run.ActivityExecutionContexts)
        {
            if (context.IsCompleted && context.ParentActivityExecutionContext != null)
                continue;

            for (var scope = context; scope != null && kept.Add(scope);)
                scope = scope.ParentActivityExecutionContext;
        }

        return run.ActivityExecutionContexts.Where(kept.Contains);
    }

    private static Dictionary<string, object> InputToKeep(WorkflowExecutionContext run)
    {
        var kept = new Dictionary<string, object>();
        foreach (var definition in run.Workflow.Inputs)
        {
            if (definition.StorageDriverType == typeof(WorkflowInstanceStorageDriver) && run.Input.TryGetValue(definition.Name, out var value))
                kept[definition.Name] = value;
        }

        return kept;
    }

    private static ActivityExecutionContextState ToState(ActivityExecutionContext context) => new()
    {
        Id = context.Id,
        ParentContextId = context.ParentActivityExecutionContext?.Id,
        ScheduledActivityNodeId = context.NodeId,
        OwnerActivityNodeId = context.ParentActivityExecutionContext?.NodeId,
        Properties = context.Properties,
        Metadata = context.Metadata,
        ActivityState = EvaluatedInputs(context),
        ActivityInput = context.ActivityInput,
        DynamicVariables = context.HasDynamicVariables ? [.. context.DynamicVariables] : [],
        Status = context.Status,
        IsExecuting = context.IsExecuting,
        FaultCount = context.AggregateFaultCount,
        StartedAt = context.StartedAt,
        CompletedAt = context.CompletedAt,
        Tag = context.Tag,
        FaultedResume = context.FaultedResume,
    };

    /// <summary>Plain properties are part of the definition: they are read from the activity again, and cases of a switch hold activities.</summary>
    private static IDictionary<string, object?> EvaluatedInputs(ActivityExecutionContext context)
    {
        if (Array.TrueForAll(context.ActivityNode.Inputs, input => input.IsWrapped))
            return context.ActivityState;

        var evaluated = new Dictionary<string, object?>(context.ActivityState);
        foreach (var input in context.ActivityNode.Inputs.Where(input => !input.IsWrapped))
            evaluated.Remove(input.Name);
        return evaluated;
    }

    private static CompletionCallbackState ToState(ActivityCompletionCallbackEntry entry) =>
        new(entry.Owner.Id, entry.Child.NodeId, Callbacks.NameOf(entry.CompletionCallback), entry.Tag);

    private static ActivityWorkItemState ToState(ActivityWorkItem item) => new(
        item.Activity.NodeId, item.Owner?.Id, item.Tag, item.Variables?.ToList(), item.ExistingActivityExecutionContext?.Id, item.Input);

    private static void ApplyContexts(WorkflowExecutionContext run, WorkflowState state)
    {
        var states = state.ActivityExecutionContexts.ToDictionary(context => context.Id);
        foreach (var contextState in state.ActivityExecutionContexts)
            Restore(run, states, contextState);
    }

    /// <summary>Restores a context after its parent; null when its node, or a node around it, is gone.</summary>
    private static ActivityExecutionContext? Restore(
        WorkflowExecutionContext run, Dictionary<string, ActivityExecutionContextState> states, ActivityExecutionContextState state)
    {
        if (run.FindActivityExecutionContext(state.Id) is { } restored)
            return restored;

        ActivityExecutionContext? parent = null;
        if (state.ParentContextId != null)
        {
            parent = states.TryGetValue(state.ParentContextId, out var parentState) ? Restore(run, states, parentState) : null;
            if (parent == null)
                return null;
        }

        if (run.FindNodeById(state.ScheduledActivityNodeId) is not { } node)
            return null;

        var context = new ActivityExecutionContext(state.Id, run, parent, node)
        {
            Properties = new Dictionary<string, object>(state.Properties),
            Metadata = new Dictionary<string, object>(state.Metadata),
            ActivityState = new Dictionary<string, object?>(state.ActivityState),
            ActivityInput = new Dictionary<string, object>(state.ActivityInput),
            IsExecuting = state.IsExecuting,
            AggregateFaultCount = state.FaultCount,
            StartedAt = state.StartedAt,
            CompletedAt = state.CompletedAt,
            Tag = state.Tag,
            FaultedResume = state.FaultedResume,
        };
        context.RestoreStatus(state.Status);
        foreach (var input in node.Inputs.Where(input => !input.IsWrapped && input.IsSerializable != false))
            context.ActivityState[input.Name] = input.ValueGetter(node.Activity);
        foreach (var variable in state.DynamicVariables)
            context.AddDynamicVariable(variable);
        if (state.Status != ActivityStatus.Faulted)
            context.ClearTaint(); // a faulted one is recorded anew, without the exception, as Elsa does
        run.AddContext(context);
        return context;
    }

    private static void ApplyCallbacks(WorkflowExecutionContext run, WorkflowState state)
    {
        foreach (var callback in state.CompletionCallbacks)
        {
            if (run.FindActivityExecutionContext(callback.OwnerInstanceId) is not { } owner || run.FindNodeById(callback.ChildNodeId) is not { } child)
                continue;

            var method = callback.MethodName == null ? null : Callbacks.CompletionCallbackOf(owner.Activity, callback.MethodName);
            run.CompletionCallbacks.Add(new(owner, child, method, callback.Tag));
        }
    }

    private static void ApplyScheduled(WorkflowExecutionContext run, WorkflowState state)
    {
        foreach (var item in state.ScheduledActivities)
        {
            if (run.FindNodeById(item.ActivityNodeId) is not { } node)
                continue;

            run.Scheduler.Schedule(new(
                node.Activity,
                item.OwnerContextId == null ? null : run.FindActivityExecutionContext(item.OwnerContextId),
                item.Tag,
                item.Variables,
                item.ExistingActivityExecutionContextId == null ? null : run.FindActivityExecutionContext(item.ExistingActivityExecutionContextId),
                item.Input));
        }
    }
}
