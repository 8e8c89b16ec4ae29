using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Options;

/// <summary>How an activity is scheduled.</summary>
public class ScheduleWorkOptions
{
    /// <summary>All by default.</summary>
    public ScheduleWorkOptions()
    {
    }

    /// <summary>Callback, tag, variables and so on.</summary>
    public ScheduleWorkOptions(
        ActivityCompletionCallback? completionCallback,
        object? tag = null,
        ICollection<Variable>? variables = null,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        bool preventDuplicateScheduling = false,
        IDictionary<string, object>? input = null)
    {
        CompletionCallback = completionCallback;
        Tag = tag;
        Variables = variables;
        ExistingActivityExecutionContext = existingActivityExecutionContext;
        PreventDuplicateScheduling = preventDuplicateScheduling;
        Input = input;
    }

    /// <summary>Called on the owner when the activity completes; must be a method of the owner.</summary>
    public ActivityCompletionCallback? CompletionCallback { get; set; }

    /// <summary>Tag of the new context, and of the owner during the callback.</summary>
    public object? Tag { get; set; }

    /// <summary>Dynamic variables of the new context.</summary>
    public ICollection<Variable>? Variables { get; set; }

    /// <summary>A context to run again instead of a new one.</summary>
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    /// <summary>Does nothing when the node is already queued for the same owner.</summary>
    public bool PreventDuplicateScheduling { get; set; }

    /// <summary>Input of the run.</summary>
    public IDictionary<string, object>? Input { get; set; }
}

/// <summary>How an activity is run by hand.</summary>
public class ActivityInvocationOptions
{
    /// <summary>Parent of the new context.</summary>
    public ActivityExecutionContext? Owner { get; set; }

    /// <summary>Tag of the new context.</summary>
    public object? Tag { get; set; }

    /// <summary>Dynamic variables of the new context.</summary>
    public IEnumerable<Variable>? Variables { get; set; }

    /// <summary>A context to run again instead of a new one.</summary>
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    /// <summary>Input of the run.</summary>
    public IDictionary<string, object>? Input { get; set; }
}
