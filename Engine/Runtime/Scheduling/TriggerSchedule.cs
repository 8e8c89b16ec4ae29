using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows;

namespace Elsa.Scheduling;

/// <summary>Timers, instants and cron expressions that start workflows, as deadlines of kind <c>trigger</c> owned by the trigger.</summary>
internal sealed class TriggerSchedule(
    IDeadlineStore deadlines, ITriggerStore triggers, IWorkflowRuntime runtime, IPayloadSerializer payloads, IServiceProvider services, TimeProvider time)
    : IDeadlineHandler
{
    private const string DeadlineKind = "trigger";
    private const int Severity = 5;

    /// <inheritdoc />
    public string Kind => DeadlineKind;

    /// <summary>Schedules the first start; a past instant starts nothing, as in Elsa.</summary>
    public void Add(StoredTrigger trigger, object? stimulus)
    {
        DateTimeOffset? at = stimulus switch
        {
            TimerTriggerPayload timer => timer.StartAt,
            StartAtPayload instant when instant.ExecuteAt > time.GetUtcNow() => instant.ExecuteAt,
            CronTriggerPayload cron => Next(cron.CronExpression),
            _ => null,
        };
        if (at is { } dueAt)
            deadlines.Schedule(DeadlineKind, trigger.Id, dueAt, Severity);
    }

    /// <summary>Cancels the starts of removed triggers.</summary>
    public Task RemoveAsync(IReadOnlyList<StoredTrigger> removed, CancellationToken cancellationToken) =>
        deadlines.CancelManyAsync(DeadlineKind, [.. removed.Where(IsTimed).Select(x => x.Id)], cancellationToken);

    /// <inheritdoc />
    public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        if (await triggers.FindAsync(deadline.OwnerId, cancellationToken) is not { Payload: { } json } trigger)
            return; // retracted since

        var input = new Dictionary<string, object>();
        DateTimeOffset? next = null;
        switch (payloads.Deserialize(json))
        {
            case TimerTriggerPayload timer:
                input[nameof(TimerTriggerPayload.StartAt)] = timer.StartAt;
                input[nameof(TimerTriggerPayload.Interval)] = timer.Interval;
                next = NextOf(deadline.DueAt, timer.Interval);
                break;
            case StartAtPayload instant:
                input[nameof(StartAtPayload.ExecuteAt)] = instant.ExecuteAt;
                break;
            case CronTriggerPayload cron:
                input[nameof(CronTriggerPayload.CronExpression)] = cron.CronExpression;
                next = Next(cron.CronExpression);
                break;
        }

        if (next is { } dueAt)
            deadlines.Schedule(DeadlineKind, trigger.Id, dueAt, Severity);

        var client = await runtime.CreateClientAsync(cancellationToken);
        await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(trigger.WorkflowDefinitionVersionId),
                TriggerActivityId = trigger.ActivityId,
                Input = input,
            },
            cancellationToken);
    }

    private static bool IsTimed(StoredTrigger trigger) => trigger.Name is SchedulingNames.Timer or SchedulingNames.StartAt or SchedulingNames.Cron;

    // On the timer's own grid: neither drift nor a burst of starts after an outage.
    private DateTimeOffset NextOf(DateTimeOffset dueAt, TimeSpan interval)
    {
        var missed = interval <= TimeSpan.Zero ? 0 : Math.Max(0, (time.GetUtcNow() - dueAt).Ticks / interval.Ticks);
        return dueAt + interval * (missed + 1);
    }

    private DateTimeOffset Next(string expression) =>
        (services.GetService(typeof(ICronParser)) as ICronParser
            ?? throw new InvalidOperationException("Expected a cron parser to be registered (AddQuartzJobs), but there is none.")).GetNextOccurrence(expression);
}
