namespace Elsa.Workflows
{
    /// <summary>Receives signals.</summary>
    public interface ISignalHandler
    {
        /// <summary>Called for every signal that passes.</summary>
        ValueTask ReceiveSignalAsync(object signal, SignalContext context);
    }

    /// <summary>A signal on its way from the sender outwards.</summary>
    public class SignalContext(ActivityExecutionContext receiver, ActivityExecutionContext sender, CancellationToken cancellationToken)
    {
        /// <summary>Where the signal is.</summary>
        public ActivityExecutionContext ReceiverActivityExecutionContext { get; } = receiver;

        /// <summary>Where the signal comes from.</summary>
        public ActivityExecutionContext SenderActivityExecutionContext { get; } = sender;

        /// <summary>Cancelled when the burst is to stop.</summary>
        public CancellationToken CancellationToken { get; } = cancellationToken;

        /// <summary>Whether the sender receives its own signal.</summary>
        public bool IsSelf => ReceiverActivityExecutionContext == SenderActivityExecutionContext;

        internal bool StopPropagationRequested { get; private set; }

        /// <summary>The signal goes no further outwards.</summary>
        public void StopPropagation() => StopPropagationRequested = true;
    }
}

namespace Elsa.Workflows.Signals
{
    /// <summary>The sender has completed.</summary>
    /// <param name="Result">What it completed with, e.g. outcomes.</param>
    public record ActivityCompleted(object? Result = null);

    /// <summary>The nearest loop is to end.</summary>
    public record BreakSignal;

    /// <summary>The nearest composite is to complete.</summary>
    /// <param name="Value">What it completes with.</param>
    public record CompleteCompositeSignal(object? Value = default);

    /// <summary>The sender was cancelled.</summary>
    public record CancelSignal;

    /// <summary>The nearest flowchart is to follow these outcomes. No effect, as in Elsa.</summary>
    /// <param name="Outcomes">Names of the outcomes.</param>
    public record ScheduleActivityOutcomes(params string[] Outcomes);

    /// <summary>The receiving flowchart is to run one of its children, or a context of one again.</summary>
    public class ScheduleChildActivity
    {
        /// <summary>Runs the child anew.</summary>
        public ScheduleChildActivity(IActivity activity, IDictionary<string, object>? input = default) => (Activity, Input) = (activity, input);

        /// <summary>Runs the context again.</summary>
        public ScheduleChildActivity(ActivityExecutionContext? activityExecutionContext, IDictionary<string, object>? input = default)
        {
            ActivityExecutionContext = activityExecutionContext;
            Activity = activityExecutionContext?.Activity!;
            Input = input;
        }

        /// <summary>The child.</summary>
        public IActivity Activity { get; }

        /// <summary>The context to run again, or null.</summary>
        public ActivityExecutionContext? ActivityExecutionContext { get; }

        /// <summary>Input for the run.</summary>
        public IDictionary<string, object>? Input { get; }
    }
}
