using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Elsa.Workflows;

// Scheduling children and making bookmarks.
public partial class ActivityExecutionContext
{
    /// <summary>Queues an activity; null calls back at once.</summary>
    public ValueTask ScheduleActivityAsync(
        IActivity? activity, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivityAsync(activity, this, new(completionCallback, tag, variables?.ToList()));

    /// <summary>Queues an activity; null completes this one.</summary>
    public ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options = null) =>
        ScheduleActivityAsync(activity, this, options);

    /// <summary>Queues an activity on behalf of an owner.</summary>
    /// <exception cref="InvalidOperationException">The activity is not part of the workflow.</exception>
    public ValueTask ScheduleActivityAsync(IActivity? activity, ActivityExecutionContext? owner, ScheduleWorkOptions? options = null)
    {
        var node = activity == null
            ? null
            : WorkflowExecutionContext.FindNodeByActivity(activity)
                ?? throw new InvalidOperationException(
                    $"Expected activity '{activity.Id}' ({activity.Type}) to be part of workflow "
                    + $"'{WorkflowExecutionContext.Workflow.Identity.DefinitionId}', but its graph does not contain it.");
        return new ValueTask(ScheduleActivityAsync(node, owner, options));
    }

    /// <summary>Queues a node on behalf of an owner; null calls back at once, or completes the owner when there is no callback.</summary>
    public async Task ScheduleActivityAsync(ActivityNode? activityNode, ActivityExecutionContext? owner = null, ScheduleWorkOptions? options = null)
    {
        owner ??= this;
        if (activityNode != null)
            WorkflowExecutionContext.Schedule(activityNode, owner, options);
        else if (options?.CompletionCallback is { } callback)
            await callback(new(this, this));
        else
            await owner.CompleteActivityAsync();
    }

    /// <summary>Queues activities in order.</summary>
    public ValueTask ScheduleActivitiesAsync(params IActivity?[] activities) => ScheduleActivities(activities);

    /// <summary>Queues activities in order with the same callback.</summary>
    public ValueTask ScheduleActivities(
        IEnumerable<IActivity?> activities, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivities(activities, new ScheduleWorkOptions(completionCallback, tag, variables?.ToList()));

    /// <summary>Queues activities in order with the same options.</summary>
    public async ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ScheduleWorkOptions? options = null)
    {
        foreach (var activity in activities.ToList())
            await ScheduleActivityAsync(activity, options);
    }

    /// <summary>Waits; a null argument makes a bookmark only this execution can be resumed by.</summary>
    public Bookmark CreateBookmark(CreateBookmarkArgs? options = null)
    {
        options ??= new() { IncludeActivityInstanceId = true };
        var name = options.BookmarkName ?? Activity.Type;
        var hash = GetRequiredService<IStimulusHasher>().Hash(name, options.Stimulus, options.IncludeActivityInstanceId ? Id : null);
        var bookmark = new Bookmark(
            options.BookmarkId ?? WorkflowExecutionContext.IdentityGenerator.GenerateId(), name, hash, options.Stimulus, Activity.Id, NodeId, Id,
            WorkflowExecutionContext.SystemClock.UtcNow, options.AutoBurn, options.Callback?.Method.Name, options.AutoComplete, options.Metadata);
        AddBookmark(bookmark);
        return bookmark;
    }

    /// <summary>Waits and goes on with the callback. The hash does not include this execution.</summary>
    public Bookmark CreateBookmark(ExecuteActivityDelegate callback, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    /// <summary>Waits for a stimulus and goes on with the callback. By default only a stimulus that names this execution matches.</summary>
    public Bookmark CreateBookmark(
        object stimulus, ExecuteActivityDelegate? callback, bool includeActivityInstanceId = true, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = stimulus,
            Callback = callback,
            IncludeActivityInstanceId = includeActivityInstanceId,
            Metadata = customProperties,
        });

    /// <summary>Waits for a stimulus; completes when it comes.</summary>
    public Bookmark CreateBookmark(object stimulus, bool includeActivityInstanceId, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(stimulus, null, includeActivityInstanceId, customProperties);

    /// <summary>Waits for a stimulus; completes when it comes. The hash does not include this execution.</summary>
    public Bookmark CreateBookmark(object stimulus, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    /// <summary>Waits for any of several stimuli.</summary>
    public void CreateBookmarks(
        IEnumerable<object> payloads, ExecuteActivityDelegate? callback = null, bool includeActivityInstanceId = true, string? bookmarkName = null)
    {
        foreach (var payload in payloads)
        {
            CreateBookmark(new CreateBookmarkArgs
            {
                Stimulus = payload,
                Callback = callback,
                BookmarkName = bookmarkName,
                IncludeActivityInstanceId = includeActivityInstanceId,
            });
        }
    }

    /// <summary>Adds a bookmark.</summary>
    public void AddBookmark(Bookmark bookmark)
    {
        _newBookmarks.Add(bookmark);
        WorkflowExecutionContext.Bookmarks.Add(bookmark);
        Taint();
    }

    /// <summary>Adds bookmarks.</summary>
    public void AddBookmarks(IEnumerable<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks)
            AddBookmark(bookmark);
    }

    /// <summary>Waits for nothing any more.</summary>
    public void ClearBookmarks()
    {
        RemoveBookmarks(bookmark => bookmark.ActivityInstanceId == Id);
        _newBookmarks.Clear();
    }

    internal void RemoveBookmarks(Predicate<Bookmark> predicate)
    {
        var bookmarks = (List<Bookmark>)WorkflowExecutionContext.Bookmarks;
        if (bookmarks.RemoveAll(predicate) > 0)
            Taint();
    }
}
