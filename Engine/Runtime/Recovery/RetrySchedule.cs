using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime;

/// <summary>Automatic retries of faulted activity instances, as deadlines of kind <c>retry</c> owned by the activity instance (D3). Scoped.</summary>
internal sealed class RetrySchedule(IDeadlineStore deadlines, IOptions<RuntimeOptions> options, TimeProvider time)
{
    /// <summary>Kind of the deadlines.</summary>
    public const string Kind = "retry";

    private const int Severity = 4;
    private (string ActivityInstanceId, int Attempt)? _current;

    /// <summary>This command is the n-th automatic retry of that activity instance.</summary>
    public void Retrying(string activityInstanceId, int attempt) => _current = (activityInstanceId, attempt);

    /// <summary>After a burst: schedules retries of what faulted in it, cancels those of what is repaired.</summary>
    /// <param name="faultedBefore">Ids of activity instances that were faulted when the burst began.</param>
    public async Task UpdateAsync(WorkflowExecutionContext run, IReadOnlySet<string> faultedBefore, CancellationToken cancellationToken)
    {
        var goesOn = run.Status == WorkflowStatus.Running;
        var faulted = run.ActivityExecutionContexts.Where(x => x.Status == ActivityStatus.Faulted).ToDictionary(x => x.Id, StringComparer.Ordinal);
        await deadlines.CancelManyAsync(Kind, [.. faultedBefore.Where(x => !goesOn || !faulted.ContainsKey(x))], cancellationToken);
        if (!goesOn)
            return;

        foreach (var context in faulted.Values.Where(x => x.Exception is not null)) // others faulted in an earlier burst
        {
            var attempt = _current is { } current && current.ActivityInstanceId == context.Id ? current.Attempt : 0;
            if (attempt >= options.Value.AutomaticRetries.Count)
                continue;

            var payload = RowJson.Write(new Retry(run.Id, attempt + 1));
            deadlines.Schedule(Kind, context.Id, time.GetUtcNow() + options.Value.AutomaticRetries[attempt], Severity, payload);
        }
    }

    /// <summary>Cancels the retries of an activity instance, or of all of an instance that ends.</summary>
    public Task CancelAsync(IReadOnlyCollection<string> activityInstanceIds, CancellationToken cancellationToken) =>
        deadlines.CancelManyAsync(Kind, activityInstanceIds, cancellationToken);

    /// <summary>What a deadline of this kind is to do.</summary>
    public static Retry Read(Deadline deadline) => RowJson.Read<Retry>(deadline.Payload!);

    /// <param name="InstanceId">The instance.</param>
    /// <param name="Attempt">Number of the automatic retry, from 1.</param>
    internal sealed record Retry(string InstanceId, int Attempt);
}

/// <summary>Runs the faulted activity instance again when its time has come.</summary>
internal sealed class RetryDeadlines(RetrySchedule schedule, IWorkflowRuntime runtime, IWorkflowInstanceStore instances) : IDeadlineHandler
{
    /// <inheritdoc />
    public string Kind => RetrySchedule.Kind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(Deadline deadline) => [InstanceLocks.Of(RetrySchedule.Read(deadline).InstanceId)];

    /// <inheritdoc />
    public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var retry = RetrySchedule.Read(deadline);
        if (!await instances.ExistsAsync(retry.InstanceId, cancellationToken))
            return; // deleted since

        schedule.Retrying(deadline.OwnerId, retry.Attempt);
        var client = await runtime.CreateClientAsync(retry.InstanceId, cancellationToken);
        await client.RunInstanceAsync(
            new RunWorkflowInstanceRequest { ActivityHandle = ActivityHandle.FromActivityInstanceId(deadline.OwnerId) }, cancellationToken);
    }
}
