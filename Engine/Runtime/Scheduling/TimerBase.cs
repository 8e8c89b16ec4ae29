using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;

namespace Elsa.Scheduling.Activities;

/// <summary>Base of activities that wait one interval, or start the workflow at every interval.</summary>
public abstract class TimerBase : EventGenerator
{
    /// <inheritdoc />
    protected TimerBase(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    /// <summary>The elapsed time between two events.</summary>
    protected abstract TimeSpan GetInterval(ExpressionExecutionContext context);

    /// <summary>Called when the interval has passed, before the activity completes.</summary>
    protected virtual ValueTask OnTimerElapsedAsync(ActivityExecutionContext context)
    {
        OnTimerElapsed(context);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="OnTimerElapsedAsync" />
    protected virtual void OnTimerElapsed(ActivityExecutionContext context)
    {
    }

    /// <inheritdoc />
    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = GetInterval(context.ExpressionExecutionContext);
        var now = context.ExpressionExecutionContext.GetRequiredService<ISystemClock>().UtcNow;
        context.TriggerName = SchedulingNames.Timer;
        return new TimerTriggerPayload(now + interval, interval);
    }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
            await TimerElapsedAsync(context);
        else
            context.RepeatWithInterval(GetInterval(context.ExpressionExecutionContext), TimerElapsedAsync);
    }

    private async ValueTask TimerElapsedAsync(ActivityExecutionContext context)
    {
        await OnTimerElapsedAsync(context);
        await context.CompleteActivityAsync();
    }
}
