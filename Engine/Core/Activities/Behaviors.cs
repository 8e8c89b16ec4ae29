using Elsa.Extensions;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows
{
    /// <summary>Runs beside an activity.</summary>
    public interface IBehavior : ISignalHandler
    {
        /// <summary>The activity.</summary>
        IActivity Owner { get; }

        /// <summary>Runs after the activity's body; not after a resume.</summary>
        ValueTask ExecuteAsync(ActivityExecutionContext context);
    }

    /// <summary>Base of behaviours.</summary>
    public abstract class Behavior(IActivity owner) : IBehavior
    {
        private Dictionary<Type, Func<object, SignalContext, ValueTask>>? _signalHandlers;

        /// <inheritdoc/>
        public IActivity Owner { get; } = owner;

        /// <inheritdoc cref="IBehavior.ExecuteAsync"/>
        protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            Execute(context);
            return default;
        }

        /// <inheritdoc cref="IBehavior.ExecuteAsync"/>
        protected virtual void Execute(ActivityExecutionContext context)
        {
        }

        /// <summary>Called for every signal that passes.</summary>
        protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
        {
            OnSignalReceived(signal, context);
            return default;
        }

        /// <summary>Called for every signal that passes.</summary>
        protected virtual void OnSignalReceived(object signal, SignalContext context)
        {
        }

        /// <summary>Handles signals of exactly that type.</summary>
        protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) =>
            (_signalHandlers ??= [])[typeof(T)] = (signal, context) => handler((T)signal, context);

        /// <summary>Handles signals of exactly that type.</summary>
        protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => OnSignalReceived<T>((signal, context) =>
        {
            handler(signal, context);
            return default;
        });

        ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

        async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
        {
            await OnSignalReceivedAsync(signal, context);
            if (_signalHandlers != null && _signalHandlers.TryGetValue(signal.GetType(), out var handler))
                await handler(signal, context);
        }
    }

    /// <summary>Adds and removes behaviours.</summary>
    public static class BehaviorExtensions
    {
        /// <summary>Adds a behaviour whose constructor takes the activity.</summary>
        public static void Add<TBehavior>(this ICollection<IBehavior> behaviors, IActivity owner) where TBehavior : IBehavior =>
            behaviors.Add((TBehavior)Activator.CreateInstance(typeof(TBehavior), owner)!);

        /// <summary>Removes every behaviour of that type.</summary>
        public static void Remove<TBehavior>(this ICollection<IBehavior> behaviors) where TBehavior : IBehavior
        {
            foreach (var behavior in behaviors.Where(x => x is TBehavior).ToList())
                behaviors.Remove(behavior);
        }
    }
}

namespace Elsa.Workflows.Behaviors
{
    /// <summary>Completes the activity after its body, unless the body made a bookmark.</summary>
    public class AutoCompleteBehavior(IActivity owner) : Behavior(owner)
    {
        /// <inheritdoc/>
        protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
            context.HasNewBookmarks ? default : context.CompleteActivityAsync();
    }

    /// <summary>Lets <see cref="BreakSignal"/> end the loop that owns it.</summary>
    public class BreakBehavior : Behavior
    {
        /// <summary>Creates the behaviour.</summary>
        public BreakBehavior(IActivity owner) : base(owner)
        {
            OnSignalReceived<BreakSignal>((_, context) =>
            {
                context.ReceiverActivityExecutionContext.SetIsBreaking();
                context.StopPropagation();
            });
            OnSignalReceived<CompleteCompositeSignal>((_, context) => context.ReceiverActivityExecutionContext.CancelActivityAsync());
        }
    }

    /// <summary>Calls back the owner of a scheduled activity when it completes.</summary>
    public class ScheduledChildCallbackBehavior(IActivity owner) : Behavior(owner)
    {
        /// <inheritdoc/>
        protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
        {
            if (signal is not ActivityCompleted completed)
                return;

            var run = context.ReceiverActivityExecutionContext.WorkflowExecutionContext;
            var entry = run.PopCompletionCallback(context.ReceiverActivityExecutionContext, context.SenderActivityExecutionContext.ActivityNode);
            if (entry?.CompletionCallback is not { } callback)
                return;

            context.ReceiverActivityExecutionContext.Tag = entry.Tag;
            try
            {
                await callback(new(context.ReceiverActivityExecutionContext, context.SenderActivityExecutionContext, completed.Result));
            }
            catch
            {
                // The child is faulted for it; a retry of the child must find its way back to the owner.
                run.RestoreCompletionCallback(entry);
                throw;
            }
        }
    }
}
