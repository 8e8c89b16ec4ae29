using Elsa.Expressions.Models;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows;

/// <summary>One execution of an activity: made when the activity is scheduled, kept until it completes.</summary>
public partial class ActivityExecutionContext : IExecutionContext, IDisposable
{
    private readonly HashSet<ActivityExecutionContext> _children = [];
    private readonly List<Bookmark> _newBookmarks = [];

    internal ActivityExecutionContext(
        string id, WorkflowExecutionContext workflowExecutionContext, ActivityExecutionContext? parent, ActivityNode node)
    {
        Id = id;
        WorkflowExecutionContext = workflowExecutionContext;
        ParentActivityExecutionContext = parent;
        ActivityNode = node;
        ExpressionExecutionContext = new(
            workflowExecutionContext.ServiceProvider,
            new MemoryRegister(),
            parent?.ExpressionExecutionContext ?? workflowExecutionContext.ExpressionExecutionContext,
            onChange: Taint,
            cancellationToken: workflowExecutionContext.CancellationToken)
        { Owner = this };
        parent?._children.Add(this);
    }

    /// <summary>Id of this execution.</summary>
    public string Id { get; }

    /// <summary>The activity.</summary>
    public IActivity Activity => ActivityNode.Activity;

    /// <summary>Its descriptor.</summary>
    public ActivityDescriptor ActivityDescriptor => ActivityNode.Descriptor;

    /// <summary>Its place in the graph.</summary>
    public ActivityNode ActivityNode { get; }

    /// <summary>Its node id.</summary>
    public string NodeId => ActivityNode.NodeId;

    /// <summary>The run.</summary>
    public WorkflowExecutionContext WorkflowExecutionContext { get; }

    /// <summary>Who scheduled it; null for the workflow itself.</summary>
    public ActivityExecutionContext? ParentActivityExecutionContext { get; internal set; }

    /// <summary>Contexts it scheduled.</summary>
    public ISet<ActivityExecutionContext> Children => _children;

    /// <summary>Where it is.</summary>
    public ActivityStatus Status { get; private set; } = ActivityStatus.Pending;

    /// <summary>Completed or cancelled.</summary>
    public bool IsCompleted => Status is ActivityStatus.Completed or ActivityStatus.Canceled;

    /// <summary>Whether its body is running right now.</summary>
    public bool IsExecuting { get; internal set; }

    /// <summary>Faults of this context and everything in it.</summary>
    public int AggregateFaultCount { get; internal set; }

    /// <summary>What it failed with in this burst.</summary>
    public Exception? Exception { get; internal set; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>When it completed or was cancelled, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; internal set; }

    /// <summary>Tag it was scheduled with; during a callback, the tag of the child.</summary>
    public object? Tag { get; set; }

    /// <summary>Stops the burst.</summary>
    public CancellationToken CancellationToken => WorkflowExecutionContext.CancellationToken;

    /// <summary>How often its body or a callback of a bookmark ran in this burst.</summary>
    public long ExecutionCount { get; internal set; }

    /// <summary>Whether its record changed in this burst.</summary>
    public bool IsDirty { get; private set; } = true;

    /// <summary>Values kept with the instance.</summary>
    public IDictionary<string, object> Properties { get; internal set; } = new Dictionary<string, object>();

    /// <summary>Values kept with the instance, for tools.</summary>
    public IDictionary<string, object> Metadata { get; internal set; } = new Dictionary<string, object>();

    /// <summary>Evaluated inputs by name.</summary>
    public IDictionary<string, object?> ActivityState { get; internal set; } = new Dictionary<string, object?>();

    /// <summary>Input given when it was scheduled. Stored, unlike in Elsa: a loop must know it went back also after a wait.</summary>
    public IDictionary<string, object> ActivityInput { get; internal set; } = new Dictionary<string, object>();

    /// <summary>Values for its record.</summary>
    public IDictionary<string, object?> JournalData { get; } = new Dictionary<string, object?>();

    /// <summary>Values of this burst; never stored.</summary>
    public IDictionary<object, object> TransientProperties => ExpressionExecutionContext.TransientProperties;

    /// <summary>Input of the burst.</summary>
    public IDictionary<string, object> WorkflowInput => WorkflowExecutionContext.Input;

    /// <inheritdoc/>
    public ExpressionExecutionContext ExpressionExecutionContext { get; }

    /// <summary>All bookmarks of this context.</summary>
    public IEnumerable<Bookmark> Bookmarks => WorkflowExecutionContext.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == Id);

    /// <summary>Bookmarks this context made in this burst.</summary>
    public IEnumerable<Bookmark> NewBookmarks => _newBookmarks;

    /// <summary>Bookmark and input of a resume that failed; a retry repeats the resume.</summary>
    public FaultedResume? FaultedResume { get; internal set; }

    internal bool HasNewBookmarks => _newBookmarks.Count > 0;

    /// <summary>Marks its record as changed.</summary>
    public void Taint() => IsDirty = true;

    /// <summary>Marks its record as stored.</summary>
    public void ClearTaint() => IsDirty = false;

    /// <summary>Changes the status.</summary>
    /// <exception cref="InvalidOperationException">The state table forbids it, e.g. a cancelled context runs.</exception>
    public void TransitionTo(ActivityStatus status)
    {
        if (!Lifecycle.Allows(Status, status))
            throw new InvalidOperationException($"Activity '{Activity.Id}' ({Id}) is {Status} and cannot become {status}.");

        Status = status;
        Taint();
    }

    internal void RestoreStatus(ActivityStatus status) => Status = status;

    /// <summary>A service of the burst's scope; throws when it is not registered.</summary>
    public T GetRequiredService<T>() where T : notnull => WorkflowExecutionContext.ServiceProvider.GetRequiredService<T>();

    /// <inheritdoc cref="GetRequiredService{T}"/>
    public object GetRequiredService(Type serviceType) => WorkflowExecutionContext.ServiceProvider.GetRequiredService(serviceType);

    /// <summary>A service of the burst's scope, or null.</summary>
    public T? GetService<T>() => WorkflowExecutionContext.ServiceProvider.GetService<T>();

    /// <inheritdoc cref="GetService{T}"/>
    public object? GetService(Type serviceType) => WorkflowExecutionContext.ServiceProvider.GetService(serviceType);

    /// <summary>All services of that type.</summary>
    public IEnumerable<T> GetServices<T>() where T : notnull => WorkflowExecutionContext.ServiceProvider.GetServices<T>();

    /// <summary>A service, or a new object whose constructor gets services.</summary>
    public T GetOrCreateService<T>() where T : notnull =>
        ActivatorUtilities.GetServiceOrCreateInstance<T>(WorkflowExecutionContext.ServiceProvider);

    /// <inheritdoc cref="GetOrCreateService{T}"/>
    public object GetOrCreateService(Type serviceType) =>
        ActivatorUtilities.GetServiceOrCreateInstance(WorkflowExecutionContext.ServiceProvider, serviceType);

    /// <summary>Adds a line to the journal.</summary>
    public WorkflowExecutionLogEntry AddExecutionLogEntry(
        string eventName, string? message = null, string? source = null, object? payload = null) =>
        WorkflowExecutionContext.AddLogEntry(new(
            WorkflowExecutionContext.IdentityGenerator.GenerateId(), Id, ParentActivityExecutionContext?.Id, Activity.Id, Activity.Type,
            Activity.Version, Activity.Name, NodeId, ActivityState, WorkflowExecutionContext.SystemClock.UtcNow,
            ++WorkflowExecutionContext.ExecutionLogSequence, eventName, message, source ?? Activity.GetSource(), payload));

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A resume that failed.</summary>
/// <param name="BookmarkId">The bookmark, which is kept.</param>
/// <param name="Input">Workflow input the resume had.</param>
public record FaultedResume(string BookmarkId, IDictionary<string, object> Input);
