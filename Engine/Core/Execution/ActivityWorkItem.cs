using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Models;

/// <summary>An activity that is to run.</summary>
public class ActivityWorkItem(
    IActivity activity,
    ActivityExecutionContext? owner = null,
    object? tag = null,
    IEnumerable<Variable>? variables = null,
    ActivityExecutionContext? existingActivityExecutionContext = null,
    IDictionary<string, object>? input = null)
{
    /// <summary>The activity.</summary>
    public IActivity Activity { get; } = activity;

    /// <summary>Who scheduled it; the parent of the new context.</summary>
    public ActivityExecutionContext? Owner { get; } = owner;

    /// <summary>Tag of the new context.</summary>
    public object? Tag { get; } = tag;

    /// <summary>Dynamic variables of the new context.</summary>
    public IEnumerable<Variable>? Variables { get; } = variables;

    /// <summary>A context to run again instead of a new one.</summary>
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; } = existingActivityExecutionContext;

    /// <summary>Input of the run.</summary>
    public IDictionary<string, object> Input { get; } = input ?? new Dictionary<string, object>();

    /// <summary>The bookmark to go on from; null runs the activity from its start.</summary>
    internal Bookmark? ResumedBookmark { get; init; }
}

/// <summary>What happens when a scheduled activity completes.</summary>
/// <param name="Owner">Who scheduled it.</param>
/// <param name="Child">The scheduled node.</param>
/// <param name="CompletionCallback">What to call, or null.</param>
/// <param name="Tag">Tag the owner gets while it is called.</param>
public record ActivityCompletionCallbackEntry(
    ActivityExecutionContext Owner, ActivityNode Child, ActivityCompletionCallback? CompletionCallback, object? Tag);
