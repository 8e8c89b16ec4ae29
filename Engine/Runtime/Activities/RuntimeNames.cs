namespace Elsa.Workflows.Runtime;

/// <summary>Names that Elsa's stored data and callers share.</summary>
public static class RuntimeNames
{
    /// <summary>Bookmark, trigger and activity type of an event.</summary>
    public const string Event = "Elsa.Event";

    /// <summary>Bookmark and activity type of a task that somebody reports on.</summary>
    public const string RunTask = "Elsa.RunTask";

    /// <summary>Bookmark and activity type of a dispatched child.</summary>
    public const string DispatchWorkflow = "Elsa.DispatchWorkflow";

    /// <summary>Bookmark and activity type of a nested child.</summary>
    public const string ExecuteWorkflow = "Elsa.ExecuteWorkflow";

    /// <summary>Bookmark and activity type of many dispatched children.</summary>
    public const string BulkDispatchWorkflows = "Elsa.BulkDispatchWorkflows";

    /// <summary>Input key of an event's payload.</summary>
    public const string EventPayload = "__EventPayloadWorkflowInput";

    /// <summary>Input key of a task's result.</summary>
    public const string TaskResult = "RunTaskInput";

    /// <summary>Input and property key: id of the instance that started this one.</summary>
    public const string ParentInstanceId = "ParentInstanceId";

    /// <summary>Property key: true when the parent waits for this instance's end.</summary>
    public const string WaitForCompletion = "WaitForCompletion";

    /// <summary>Metadata key of bookmarks of a listener (D8): "true" says that the instance does not really wait for it.</summary>
    public const string Listener = "listener";
}
