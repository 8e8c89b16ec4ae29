using Elsa.Workflows.Activities;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

/// <summary>Start reading here: a burst is queue something, run the loop, take the state. Nothing is stored.</summary>
public sealed class WorkflowRunner(
    IServiceProvider services,
    IWorkflowGraphBuilder graphBuilder,
    IWorkflowBuilderFactory builderFactory,
    IWorkflowStateExtractor stateExtractor,
    IIdentityGenerator identityGenerator) : IWorkflowRunner
{
    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = CreateContext(workflowGraph, options, cancellationToken);
        run.Scheduler.Schedule(new(workflowGraph.Workflow, variables: VariablesOf(options)));
        return await RunAsync(run, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(
        WorkflowGraph workflowGraph, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = await CreateContextAsync(workflowGraph, workflowState, cancellationToken);
        if (run.Status == WorkflowStatus.Running)
        {
            ApplyOptions(run, options);
            ScheduleNext(run, options ?? new());
        }

        return await RunAsync(run, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default)
    {
        var run = workflowExecutionContext;
        var isNew = run.SubStatus == WorkflowSubStatus.Pending;
        foreach (var observer in run.Observers)
            await observer.WorkflowExecutingAsync(run);
        if (run.Status == WorkflowStatus.Running)
        {
            foreach (var observer in isNew ? run.Observers : [])
                await observer.WorkflowStartedAsync(run);
            await SchedulingMiddleware.RunAsync(run);
        }

        var state = await ExtractAsync(run);
        foreach (var observer in run.Observers)
        {
            if (run.Status == WorkflowStatus.Finished)
                await observer.WorkflowFinishedAsync(run, state);
            await observer.WorkflowExecutedAsync(run, state);
        }

        return new(run, state, run.Workflow, ResultOf(run), new([.. run.ActivityExecutionContexts]));
    }

    /// <inheritdoc/>
    public WorkflowExecutionContext CreateContext(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = new WorkflowExecutionContext(
            services, workflowGraph, options?.WorkflowInstanceId ?? identityGenerator.GenerateId(), cancellationToken)
        {
            CorrelationId = options?.CorrelationId,
            Name = options?.Name,
            ParentWorkflowInstanceId = options?.ParentWorkflowInstanceId,
        };
        Merge(run.Input, options?.Input);
        Merge(run.Properties, options?.Properties);
        run.TriggerActivityId = options?.TriggerActivityId
            ?? (options?.ActivityHandle is { } handle ? run.FindActivity(handle)?.Id : null);
        return run;
    }

    /// <inheritdoc/>
    public async Task<WorkflowExecutionContext> CreateContextAsync(
        WorkflowGraph workflowGraph, WorkflowState workflowState, CancellationToken cancellationToken = default)
    {
        var run = new WorkflowExecutionContext(services, workflowGraph, workflowState.Id, cancellationToken);
        stateExtractor.Apply(run, workflowState);
        await VariableStore.LoadAsync(run);
        return run;
    }

    /// <inheritdoc/>
    public async Task<WorkflowState> ExtractAsync(WorkflowExecutionContext workflowExecutionContext)
    {
        await VariableStore.SaveAsync(workflowExecutionContext);
        return stateExtractor.Extract(workflowExecutionContext);
    }

    /// <inheritdoc/>
    public Task<RunWorkflowResult> RunAsync(IActivity activity, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(Workflow.FromActivity(activity), options, cancellationToken);

    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(IWorkflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var built = await builderFactory.CreateBuilder().BuildWorkflowAsync(workflow, cancellationToken);
        return await RunAsync(built, options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunWorkflowResult<TResult>> RunAsync<TResult>(
        WorkflowBase<TResult> workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync((IWorkflow)workflow, options, cancellationToken);
        return new(result.WorkflowExecutionContext, result.WorkflowState, result.Workflow, (TResult)result.Result!, result.Journal);
    }

    /// <inheritdoc/>
    public Task<RunWorkflowResult> RunAsync<T>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
        where T : IWorkflow, new() => RunAsync((IWorkflow)ActivatorUtilities.GetServiceOrCreateInstance<T>(services), options, cancellationToken);

    /// <inheritdoc/>
    public async Task<TResult> RunAsync<T, TResult>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
        where T : WorkflowBase<TResult>, new() =>
        (await RunAsync((WorkflowBase<TResult>)ActivatorUtilities.GetServiceOrCreateInstance<T>(services), options, cancellationToken)).Result;

    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(Workflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphBuilder.BuildAsync(workflow, cancellationToken), options, cancellationToken);

    /// <inheritdoc/>
    public async Task<RunWorkflowResult> RunAsync(
        Workflow workflow, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphBuilder.BuildAsync(workflow, cancellationToken), workflowState, options, cancellationToken);

    /// <summary>The input is this burst's, stored inputs and properties win where they have a value.</summary>
    private static void ApplyOptions(WorkflowExecutionContext run, RunWorkflowOptions? options)
    {
        foreach (var (key, value) in options?.Input ?? new Dictionary<string, object>())
            run.Input[key] = value;
        foreach (var (key, value) in options?.Properties ?? new Dictionary<string, object>())
            run.Properties.TryAdd(key, value);
        run.TriggerActivityId = options?.TriggerActivityId;

        var root = run.ActivityExecutionContexts.FirstOrDefault(context => context.ParentActivityExecutionContext == null);
        foreach (var variable in VariablesOf(options))
            root?.AddDynamicVariable(variable);
    }

    /// <summary>Where a stored instance goes on: a bookmark, an activity, what is queued, what was interrupted, or its start.</summary>
    private static void ScheduleNext(WorkflowExecutionContext run, RunWorkflowOptions options)
    {
        if (options.BookmarkId != null)
            run.ScheduleBookmark(options.BookmarkId);
        else if (options.ActivityHandle?.ActivityInstanceId is { } activityInstanceId)
            run.ScheduleAgain(activityInstanceId);
        else if (options.ActivityHandle is { } handle)
            run.ScheduleAlone(handle);
        else if (!run.Scheduler.HasAny && !run.ScheduleInterrupted())
            run.Scheduler.Schedule(new(run.Workflow, variables: VariablesOf(options)));
    }

    private static List<Variable> VariablesOf(RunWorkflowOptions? options) =>
        options?.Variables?.Select(variable => new Variable(variable.Key, variable.Value)).ToList() ?? [];

    private static void Merge(IDictionary<string, object> target, IDictionary<string, object>? values)
    {
        foreach (var (key, value) in values ?? new Dictionary<string, object>())
            target[key] = value;
    }

    private static object? ResultOf(WorkflowExecutionContext run)
    {
        if (run.Workflow.ResultVariable is not { } variable)
            return null;

        var root = run.ActivityExecutionContexts.FirstOrDefault();
        return (root?.ExpressionExecutionContext ?? run.ExpressionExecutionContext).TryGet(variable, out var value) ? value : null;
    }
}
