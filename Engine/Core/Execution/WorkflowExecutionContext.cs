using Elsa.Expressions.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

/// <summary>A run in memory, as long as a burst lasts.</summary>
public partial class WorkflowExecutionContext : IExecutionContext
{
    private readonly List<ActivityExecutionContext> _contexts = [];
    private readonly Dictionary<string, ActivityExecutionContext> _contextsById = [];
    private ActivityOutputRegister? _outputs;
    private IExecutionObserver[]? _observers;
    private IStorageDriver[]? _storageDrivers;

    internal WorkflowExecutionContext(IServiceProvider services, WorkflowGraph graph, string id, CancellationToken cancellationToken)
    {
        ServiceProvider = services;
        WorkflowGraph = graph;
        Id = id;
        CancellationToken = cancellationToken;
        SystemClock = services.GetRequiredService<ISystemClock>();
        IdentityGenerator = services.GetRequiredService<IIdentityGenerator>();
        Tracker = services.GetService<ExecutionTracker>();
        FaultReplay = services.GetService<IFaultReplay>();
        MemoryRegister = new();
        ExpressionExecutionContext = new(services, MemoryRegister, cancellationToken: cancellationToken) { Owner = this };
        CreatedAt = UpdatedAt = SystemClock.UtcNow;
    }

    /// <summary>Id of the instance.</summary>
    public string Id { get; }

    /// <summary>The workflow.</summary>
    public Workflow Workflow => WorkflowGraph.Workflow;

    /// <summary>The compiled workflow.</summary>
    public WorkflowGraph WorkflowGraph { get; }

    /// <summary>Whether the run may go on.</summary>
    public WorkflowStatus Status => Lifecycle.StatusOf(SubStatus);

    /// <summary>Where the run is.</summary>
    public WorkflowSubStatus SubStatus { get; internal set; } = WorkflowSubStatus.Pending;

    /// <summary>Ties the run to something outside.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Name of the instance.</summary>
    public string? Name { get; set; }

    /// <summary>The instance that started this one.</summary>
    public string? ParentWorkflowInstanceId { get; set; }

    /// <summary>Input of this burst; names are compared without case. Not stored, but for inputs with a storage driver.</summary>
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Outputs so far.</summary>
    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();

    /// <summary>Values kept with the instance; names are compared without case.</summary>
    public IDictionary<string, object> Properties { get; internal set; } = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values of this burst; never stored.</summary>
    public IDictionary<object, object> TransientProperties { get; } = new Dictionary<object, object>();

    /// <summary>Where the run waits.</summary>
    public ICollection<Bookmark> Bookmarks { get; internal set; } = new List<Bookmark>();

    /// <summary>Bookmarks as they were when the burst began, for telling what is new and what is gone.</summary>
    public IReadOnlyCollection<Bookmark> OriginalBookmarks { get; internal set; } = [];

    /// <summary>What went wrong so far.</summary>
    public ICollection<ActivityIncident> Incidents { get; internal set; } = new List<ActivityIncident>();

    /// <summary>The queue.</summary>
    public IActivityScheduler Scheduler { get; } = new QueueBasedActivityScheduler();

    /// <summary>The trigger that started this burst, or null.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>Every activity context in order of creation.</summary>
    public IReadOnlyCollection<ActivityExecutionContext> ActivityExecutionContexts => _contexts;

    /// <summary>Journal of this burst.</summary>
    public ICollection<WorkflowExecutionLogEntry> ExecutionLog { get; } = new List<WorkflowExecutionLogEntry>();

    /// <summary>Number of the last journal entry.</summary>
    public long ExecutionLogSequence { get; internal set; }

    /// <summary>Number of the last invocation of an activity over the whole life of the instance.</summary>
    public long ExecutionIndex { get; internal set; }

    /// <summary>Invocations of activities in this burst so far.</summary>
    public int BurstInvocations { get; internal set; }

    /// <summary>When the instance was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last change of status, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the instance ended, UTC, or null.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Memory of the workflow itself, outside of every activity.</summary>
    public MemoryRegister MemoryRegister { get; }

    /// <inheritdoc/>
    public ExpressionExecutionContext ExpressionExecutionContext { get; }

    /// <summary>Services of the scope of this burst.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <summary>Stops the burst: what it did is thrown away.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The clock.</summary>
    public ISystemClock SystemClock { get; }

    /// <summary>Makes ids.</summary>
    public IIdentityGenerator IdentityGenerator { get; }

    /// <summary>Variables of the workflow.</summary>
    public IEnumerable<Variable> Variables => Workflow.Variables;

    /// <summary>The bookmark this burst resumes, or null.</summary>
    public ResumedBookmarkContext? ResumedBookmarkContext { get; internal set; }

    /// <summary>Whether an activity is running right now.</summary>
    public bool IsExecuting { get; internal set; }

    IActivity IExecutionContext.Activity => Workflow;

    internal ExecutionTracker? Tracker { get; }

    internal IFaultReplay? FaultReplay { get; }

    internal IExecutionObserver[] Observers => _observers ??= [.. ServiceProvider.GetServices<IExecutionObserver>()];

    internal IStorageDriver[] StorageDrivers => _storageDrivers ??= [.. ServiceProvider.GetServices<IStorageDriver>()];

    internal List<ActivityCompletionCallbackEntry> CompletionCallbacks { get; } = [];

    /// <summary>A property of the instance, converted to <typeparamref name="T"/>; default when there is none.</summary>
    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? value.As<T>() : default;

    /// <summary>Sets a property of the instance.</summary>
    public void SetProperty<T>(string key, T value) => Properties[key] = value!;

    /// <summary>Changes a property of the instance and returns the new value.</summary>
    public T UpdateProperty<T>(string key, Func<T?, T> updater)
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value!;
        return value;
    }

    /// <summary>Whether the instance has the property.</summary>
    public bool HasProperty(string name) => Properties.ContainsKey(name);

    /// <summary>A service of the burst's scope; throws when it is not registered.</summary>
    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();

    /// <inheritdoc cref="GetRequiredService{T}"/>
    public object GetRequiredService(Type serviceType) => ServiceProvider.GetRequiredService(serviceType);

    /// <summary>A service of the burst's scope, or null.</summary>
    public T? GetService<T>() => ServiceProvider.GetService<T>();

    /// <summary>All services of that type.</summary>
    public IEnumerable<T> GetServices<T>() where T : notnull => ServiceProvider.GetServices<T>();

    /// <summary>The first activity with that id, or null.</summary>
    public IActivity? FindActivityById(string activityId) => WorkflowGraph.FindByActivityId(activityId)?.Activity;

    /// <summary>The activity with that node id, or null.</summary>
    public IActivity? FindActivityByNodeId(string nodeId) => WorkflowGraph.FindByNodeId(nodeId)?.Activity;

    /// <summary>The activity of that context, or null.</summary>
    public IActivity? FindActivityByInstanceId(string activityInstanceId) => FindActivityExecutionContext(activityInstanceId)?.Activity;

    /// <summary>The activity whose node id has that hash, or null.</summary>
    public IActivity? FindActivityByHash(string hash) => WorkflowGraph.FindByHash(hash)?.Activity;

    /// <summary>The node of the activity, or null.</summary>
    public ActivityNode? FindNodeByActivity(IActivity activity) => WorkflowGraph.FindByActivity(activity);

    /// <summary>The node with that node id, or null.</summary>
    public ActivityNode? FindNodeById(string nodeId) => WorkflowGraph.FindByNodeId(nodeId);

    /// <summary>The activity the handle names, or null.</summary>
    public IActivity? FindActivity(ActivityHandle handle) =>
        handle.ActivityId != null ? FindActivityById(handle.ActivityId)
        : handle.ActivityNodeId != null ? FindActivityByNodeId(handle.ActivityNodeId)
        : handle.ActivityInstanceId != null ? FindActivityByInstanceId(handle.ActivityInstanceId)
        : handle.ActivityHash != null ? FindActivityByHash(handle.ActivityHash)
        : null;

    /// <summary>The context with that id, or null.</summary>
    public ActivityExecutionContext? FindActivityExecutionContext(string activityInstanceId) => _contextsById.GetValueOrDefault(activityInstanceId);

    /// <summary>What activities put out in this burst.</summary>
    public ActivityOutputRegister GetActivityOutputRegister() => _outputs ??= new();

    /// <summary>The last value put out as <c>Result</c> in this burst, or null.</summary>
    public object? GetLastActivityResult() => LastActivityResult;

    internal object? LastActivityResult { get; set; }

    /// <summary>Adds a line about the workflow to the journal.</summary>
    public WorkflowExecutionLogEntry AddExecutionLogEntry(string eventName, string? message = null, object? payload = null) => AddLogEntry(new(
        IdentityGenerator.GenerateId(), Id, null, Workflow.Id, Workflow.Type, Workflow.Version, Workflow.Name, Workflow.Identity.Id, null,
        SystemClock.UtcNow, ++ExecutionLogSequence, eventName, message, Workflow.GetSource(), payload));

    internal WorkflowExecutionLogEntry AddLogEntry(WorkflowExecutionLogEntry entry)
    {
        ExecutionLog.Add(entry);
        return entry;
    }

    /// <summary>Cancels the run: nothing more is queued, awaited or called back. Does nothing when it has ended.</summary>
    public void Cancel()
    {
        if (Status != WorkflowStatus.Running)
            return;

        Scheduler.Clear();
        Bookmarks.Clear();
        CompletionCallbacks.Clear();
        AddExecutionLogEntry("Workflow cancelled");
        TransitionTo(WorkflowSubStatus.Cancelled);
    }

    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    internal void TransitionTo(WorkflowSubStatus subStatus)
    {
        if (!Lifecycle.Allows(SubStatus, subStatus))
            throw new InvalidOperationException($"Expected instance '{Id}' to be running, but it is {SubStatus} and cannot become {subStatus}.");

        SubStatus = subStatus;
        UpdatedAt = SystemClock.UtcNow;
        if (Status == WorkflowStatus.Finished)
            FinishedAt = UpdatedAt;
    }

    internal bool AllActivitiesCompleted => _contexts.TrueForAll(context => context.IsCompleted);

    internal void AddContext(ActivityExecutionContext context)
    {
        _contexts.Add(context);
        _contextsById.Add(context.Id, context);
    }

    internal ActivityExecutionContext CreateActivityExecutionContext(
        ActivityNode node, ActivityExecutionContext? parent, object? tag = null, IEnumerable<Variable>? variables = null)
    {
        var context = new ActivityExecutionContext(IdentityGenerator.GenerateId(), this, parent, node)
        {
            Tag = tag,
            StartedAt = SystemClock.UtcNow,
        };
        foreach (var variable in variables ?? [])
            context.AddDynamicVariable(variable);
        AddContext(context);
        return context;
    }

    internal void AddIncident(ActivityExecutionContext context, Exception exception) => Incidents.Add(new(
        context.Activity.Id, context.NodeId, context.Activity.Type, exception.Message, ExceptionState.FromException(exception),
        SystemClock.UtcNow));
}
