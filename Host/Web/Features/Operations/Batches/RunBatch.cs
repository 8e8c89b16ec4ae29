using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Operations.Batches;

/// <summary>Works a batch off: each instance in a transaction of its own that also notes its outcome, so that a batch goes on after a crash where it was.</summary>
internal sealed class RunBatch(CommandExecutor executor, IOptions<RuntimeOptions> options) : IOutboxHandler
{
    public const string RowKind = "repair-batch";
    private const int PageSize = 50;

    public string Kind => RowKind;

    public sealed record Row(string PlanId);

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var planId = RowJson.Read<Row>(message.Payload).PlanId;
        while (await AsSystemAsync("batches/next", (services, token) => NextAsync(services, planId, token), cancellationToken) is { Count: > 0 } jobs)
        {
            foreach (var job in jobs)
                await DoAsync(job, cancellationToken);
        }
    }

    private async Task DoAsync(AlterationJob job, CancellationToken cancellationToken)
    {
        try
        {
            await AsSystemAsync("batches/do", (services, token) => services.GetRequiredService<Worker>().DoAsync(job.Id, token), cancellationToken, InstanceLocks.Of(job.WorkflowInstanceId));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The instance is as it was; the others are done all the same.
            await AsSystemAsync("batches/note", (services, token) => services.GetRequiredService<Worker>().FailAsync(job.Id, error, token), cancellationToken);
        }
    }

    private Task<T> AsSystemAsync<T>(string route, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken, params string[] locks) =>
        executor.RunAsync(work, CommandOptions.ForSystem(route, options.Value.PrepareBackground, locks), cancellationToken);

    private static async Task<IReadOnlyList<AlterationJob>> NextAsync(IServiceProvider services, string planId, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IAlterationPlanStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await store.FindAsync(planId, cancellationToken) is not { Status: not (AlterationPlanStatus.Stopped or AlterationPlanStatus.Completed) } plan)
            return [];

        var jobs = await store.PendingAsync(planId, PageSize, cancellationToken);
        plan.StartedAt ??= now;
        plan.Status = jobs.Count == 0 ? AlterationPlanStatus.Completed : AlterationPlanStatus.Running;
        plan.CompletedAt = jobs.Count == 0 ? now : null;
        return jobs;
    }

    internal sealed class Worker(
        IAlterationPlanStore store, InstanceRepair repair, ICommandHandler<Repair, RepairInstance.Result?> handler, IDirectory directory, CurrentActor me, TimeProvider time)
    {
        public async Task<bool> DoAsync(string jobId, CancellationToken cancellationToken)
        {
            if (await store.FindJobAsync(jobId, cancellationToken) is not { Status: AlterationJobStatus.Pending } job
                || await store.FindAsync(job.PlanId, cancellationToken) is not { Status: AlterationPlanStatus.Running } plan)
                return false; // done since, or stopped

            var order = BatchOrder.Of(plan);
            if (order.ById is { } id && await directory.ActorAsync(id, cancellationToken) is { } person)
                me.Become(person); // what is done stands in the audit trail as his

            RepairInstance.Result? done = null;
            foreach (var asked in await RepairsAsync(order, job.WorkflowInstanceId, cancellationToken))
                done = await handler.HandleAsync(asked, cancellationToken);
            if (order.Kind == RepairKinds.Retry && done?.StillFaulted > 0)
                Note(job, AlterationJobStatus.Failed, "The step was run again and failed again."); // stands: it says what it met this time
            else
                Note(job, AlterationJobStatus.Completed, null);
            return true;
        }

        public async Task<bool> FailAsync(string jobId, Exception error, CancellationToken cancellationToken)
        {
            Note((await store.FindJobAsync(jobId, cancellationToken))!, AlterationJobStatus.Failed, error is RuleViolationException rule ? rule.Message : $"{error.GetType().Name}: {error.Message}");
            return true;
        }

        private async Task<IEnumerable<Repair>> RepairsAsync(BatchOrder order, string instanceId, CancellationToken cancellationToken)
        {
            var repairOne = new Repair(order.Kind, instanceId, order.Reason) { Version = order.Version };
            if (order.Kind != RepairKinds.Retry)
                return [repairOne];

            var faulted = await repair.ListFaultedAsync(instanceId, cancellationToken);
            return faulted.Count == 0
                ? throw new RuleViolationException("instance.not-faulted", ("instance", instanceId))
                : faulted.Select(x => repairOne with { Subject = x });
        }

        private void Note(AlterationJob job, AlterationJobStatus status, string? why) =>
            (job.Status, job.Log, job.StartedAt, job.CompletedAt) = (status, why is null ? null : RowJson.Write(new[] { new AlterationLogEntry("Repair", false, why) }), job.StartedAt ?? time.GetUtcNow(), time.GetUtcNow());
    }
}
