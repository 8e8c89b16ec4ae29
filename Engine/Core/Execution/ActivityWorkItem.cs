using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Models
{
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
}

namespace Elsa.Workflows
{
    /// <summary>The queue of a burst: first in, first out.</summary>
    public interface IActivityScheduler
    {
        /// <summary>Whether anything is queued.</summary>
        bool HasAny { get; }

        /// <summary>Queues an activity at the end.</summary>
        void Schedule(ActivityWorkItem activity);

        /// <summary>Takes the first.</summary>
        /// <exception cref="InvalidOperationException">Nothing is queued.</exception>
        ActivityWorkItem Take();

        /// <summary>All in order.</summary>
        IEnumerable<ActivityWorkItem> List();

        /// <summary>The first that satisfies the predicate, or null.</summary>
        ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate);

        /// <summary>Whether any satisfies the predicate.</summary>
        bool Any(Func<ActivityWorkItem, bool> predicate);

        /// <summary>Forgets all that satisfy the predicate.</summary>
        void Remove(Func<ActivityWorkItem, bool> predicate);

        /// <summary>Forgets all.</summary>
        void Clear();
    }

    /// <inheritdoc cref="IActivityScheduler"/>
    public sealed class QueueBasedActivityScheduler : IActivityScheduler
    {
        private readonly LinkedList<ActivityWorkItem> _queue = new();

        /// <inheritdoc/>
        public bool HasAny => _queue.Count > 0;

        /// <inheritdoc/>
        public void Schedule(ActivityWorkItem activity) => _queue.AddLast(activity);

        /// <inheritdoc/>
        public ActivityWorkItem Take()
        {
            var item = _queue.First ?? throw new InvalidOperationException("Expected an activity to be queued, but the queue is empty.");
            _queue.RemoveFirst();
            return item.Value;
        }

        /// <inheritdoc/>
        public IEnumerable<ActivityWorkItem> List() => [.. _queue];

        /// <inheritdoc/>
        public ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate) => _queue.FirstOrDefault(predicate);

        /// <inheritdoc/>
        public bool Any(Func<ActivityWorkItem, bool> predicate) => _queue.Any(predicate);

        /// <inheritdoc/>
        public void Remove(Func<ActivityWorkItem, bool> predicate)
        {
            for (var item = _queue.First; item != null;)
            {
                var next = item.Next;
                if (predicate(item.Value))
                    _queue.Remove(item);
                item = next;
            }
        }

        /// <inheritdoc/>
        public void Clear() => _queue.Clear();
    }
}

namespace Elsa.Workflows.Options
{
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

    /// <summary>How a workflow is run.</summary>
    public class RunWorkflowOptions
    {
        /// <summary>Id of a new instance; generated by default.</summary>
        public string? WorkflowInstanceId { get; set; }

        /// <summary>Correlation id of a new instance.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Name of a new instance.</summary>
        public string? Name { get; set; }

        /// <summary>The bookmark to go on from.</summary>
        public string? BookmarkId { get; set; }

        /// <summary>An activity to run; by activity instance id it runs that context again, also a faulted one.</summary>
        public ActivityHandle? ActivityHandle { get; set; }

        /// <summary>Input of this burst.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Dynamic variables of the workflow.</summary>
        public IDictionary<string, object>? Variables { get; set; }

        /// <summary>Properties of the instance; stored ones win.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>The trigger that starts the workflow.</summary>
        public string? TriggerActivityId { get; set; }

        /// <summary>The instance that started this one.</summary>
        public string? ParentWorkflowInstanceId { get; set; }
    }

    /// <summary>Editor options of <see cref="UIHints.InputUIHints.DynamicOutcomes"/>.</summary>
    public class DynamicOutcomesOptions
    {
        /// <summary>Outcomes that are always there.</summary>
        public ICollection<string> FixedOutcomes { get; set; } = [];
    }
}
