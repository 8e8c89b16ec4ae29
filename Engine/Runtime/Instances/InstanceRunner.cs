using System.Diagnostics;
using Elsa.Scheduling;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Telemetry;
using Elsa.Workflows.Signals;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Bursts of instances inside a running command: load, run in memory, put the end into the unit of work. Scoped.</summary>
internal sealed class InstanceRunner(
    IWorkflowInstanceStore instances,
    IWorkflowDefinitionService definitions,
    IWorkflowStateSerializer states,
    IWorkflowRunner runner,
    CommitHandler commit,
    IBookmarkStore bookmarks,
    BookmarkSchedule schedule,
    RetrySchedule retries,
    ParentNotifier parents,
    RuntimeMetrics metrics)
{
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <summary>Runs a burst of a stored instance; see <see cref="IWorkflowClient.RunInstanceAsync"/>.</summary>
    public async Task<RunWorkflowInstanceResponse> RunAsync(string id, RunWorkflowInstanceRequest request, CancellationToken cancellationToken)
    {
        var stored = await LoadAsync(id, cancellationToken);
        if (stored.State.Status != WorkflowStatus.Running || IsStale(stored.State, request))
            return Response(stored.State, stored.State.Bookmarks, request.IncludeWorkflowOutput);

        var graph = await GraphAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(stored.State.DefinitionVersionId), cancellationToken);
        var options = new RunWorkflowOptions
        {
            BookmarkId = request.BookmarkId,
            ActivityHandle = request.ActivityHandle,
            TriggerActivityId = request.TriggerActivityId,
            Input = request.Input,
            Variables = request.Variables,
            Properties = request.Properties,
        };
        return await RunBurstAsync(graph, stored, options, request.IncludeWorkflowOutput, cancellationToken);
    }

    /// <summary>Runs the first burst of a new instance.</summary>
    public async Task<RunWorkflowInstanceResponse> CreateAndRunAsync(
        string id, CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken)
    {
        var graph = await GraphAsync(request.WorkflowDefinitionHandle, cancellationToken);
        return await RunBurstAsync(graph, null, NewOptions(id, request), request.IncludeWorkflowOutput, cancellationToken);
    }

    /// <summary>Stores a new instance that has not run.</summary>
    public async Task CreateAsync(string id, CreateWorkflowInstanceRequest request, CancellationToken cancellationToken)
    {
        var graph = await GraphAsync(request.WorkflowDefinitionHandle, cancellationToken);
        var run = runner.CreateContext(graph, NewOptions(id, request), cancellationToken);
        commit.Store(await runner.ExtractAsync(run), null);
    }

    /// <summary>Ends the instance; its activities get a <see cref="CancelSignal"/> so that they withdraw what they asked for. False when it has ended before.</summary>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await LoadAsync(id, cancellationToken);
        if (stored.State.Status != WorkflowStatus.Running)
            return false;

        if (await definitions.FindWorkflowGraphAsync(stored.State.DefinitionVersionId, cancellationToken) is { } graph)
            await CancelRunAsync(graph, stored, cancellationToken);
        else
            await CancelOrphanAsync(stored, cancellationToken);
        return true;
    }

    /// <summary>Removes the instance with everything that belongs to it; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (!await instances.ExistsAsync(id, cancellationToken))
            return false;

        await CancelAsync(id, cancellationToken);
        await bookmarks.RemoveAllAsync(id, cancellationToken);
        return await instances.RemoveAsync(id, cancellationToken);
    }

    /// <summary>Replaces the stored state and the bookmark rows, or adds the instance.</summary>
    public async Task ImportAsync(WorkflowState state, CancellationToken cancellationToken)
    {
        var found = await instances.FindWithStateAsync(state.Id, cancellationToken);
        var stored = found is { } old ? new StoredInstance(old.Instance, old.Document, states.Deserialize(old.Document.State)) : null;
        commit.Store(state, stored);
        await commit.ReplaceBookmarksAsync(stored?.State.Bookmarks ?? [], state, cancellationToken);
    }

    /// <summary>The instance and its state.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    public async Task<StoredInstance> LoadAsync(string id, CancellationToken cancellationToken)
    {
        if (_running.Contains(id))
            throw new InvalidOperationException($"Expected instance '{id}' not to be changed from within its own burst. Dispatch the work instead.");

        return await instances.FindWithStateAsync(id, cancellationToken) is { } found
            ? new StoredInstance(found.Instance, found.Document, states.Deserialize(found.Document.State))
            : throw new WorkflowInstanceNotFoundException($"Expected workflow instance '{id}', but there is none.", id);
    }

    private static RunWorkflowOptions NewOptions(string id, CreateWorkflowInstanceRequest request)
    {
        var options = new RunWorkflowOptions
        {
            WorkflowInstanceId = id,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Input = request.Input,
            Properties = request.Properties,
            ParentWorkflowInstanceId = request.ParentId,
        };
        if (request is CreateAndRunWorkflowInstanceRequest first)
        {
            options.Variables = first.Variables;
            options.TriggerActivityId = first.TriggerActivityId;
            options.ActivityHandle = first.ActivityHandle;
        }

        return options;
    }

    // A bookmark that is used up resumes nothing; a burst of nothing would only change the version under somebody else.
    private static bool IsStale(WorkflowState state, RunWorkflowInstanceRequest request) =>
        request.BookmarkId is { } bookmarkId && !state.Bookmarks.Any(x => x.Id == bookmarkId);

    private static RunWorkflowInstanceResponse Response(WorkflowState state, IEnumerable<Bookmark> waits, bool withOutput) => new()
    {
        WorkflowInstanceId = state.Id,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Bookmarks = [.. waits],
        Incidents = [.. state.Incidents],
        Output = withOutput ? new Dictionary<string, object>(state.Output) : null,
        WorkflowState = state,
    };

    private async Task<RunWorkflowInstanceResponse> RunBurstAsync(
        WorkflowGraph graph, StoredInstance? stored, RunWorkflowOptions options, bool withOutput, CancellationToken cancellationToken)
    {
        var id = stored?.Instance.Id ?? options.WorkflowInstanceId!;
        _running.Add(id);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var result = stored is null
                ? await runner.RunAsync(graph, options, cancellationToken)
                : await runner.RunAsync(graph, stored.State, options, cancellationToken);
            metrics.BurstDone(graph.Workflow.Identity.DefinitionId, Stopwatch.GetElapsedTime(started));
            await commit.CommitAsync(result.WorkflowExecutionContext, result.WorkflowState, stored, cancellationToken);
            return Response(result.WorkflowState, result.WorkflowExecutionContext.Bookmarks, withOutput);
        }
        finally
        {
            _running.Remove(id);
        }
    }

    private async Task CancelRunAsync(WorkflowGraph graph, StoredInstance stored, CancellationToken cancellationToken)
    {
        var run = await runner.CreateContextAsync(graph, stored.State, cancellationToken);
        run.Cancel();
        await WithdrawAsync(run, cancellationToken);
        await commit.CommitCancelledAsync(run, await runner.ExtractAsync(run), stored, cancellationToken);
    }

    // Its version was deleted: there is nobody left to tell.
    private async Task CancelOrphanAsync(StoredInstance stored, CancellationToken cancellationToken)
    {
        var state = stored.State;
        (state.Status, state.SubStatus, state.FinishedAt) = (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled, state.UpdatedAt);
        commit.Store(state, stored);
        await bookmarks.RemoveAllAsync(state.Id, cancellationToken);
        await schedule.RemoveAsync(state.Bookmarks, cancellationToken);
        await retries.CancelAsync(stored.FaultedIds, cancellationToken);
        parents.ChildEnded(state);
    }

    /// <summary>Lets the activities of a cancelled run withdraw what they asked for.</summary>
    public static async Task WithdrawAsync(WorkflowExecutionContext run, CancellationToken cancellationToken)
    {
        foreach (var context in run.ActivityExecutionContexts.Reverse())
        {
            // Only the activity itself hears it: its container must not go on in an instance that has ended.
            if (context is { IsCompleted: false, Activity: ISignalHandler handler })
                await handler.ReceiveSignalAsync(new CancelSignal(), new SignalContext(context, context, cancellationToken));
        }
    }

    private async Task<WorkflowGraph> GraphAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken) =>
        await definitions.FindWorkflowGraphAsync(handle, cancellationToken)
        ?? throw new WorkflowGraphNotFoundException($"Expected workflow definition {handle}, but there is none.", handle);
}
