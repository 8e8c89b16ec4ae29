using System.Text.Json;
using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Elsa.Alterations.Core.Models;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Lists;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Alterations;

/// <summary>Stores plans, and works them off from an outbox row: each job in a transaction of its own that also notes its outcome, so that a plan goes on after a crash where it was.</summary>
internal sealed class AlterationPlanScheduler(AmbientCommand ambient, IIdentityGenerator ids) : IAlterationPlanScheduler, IOutboxHandler
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public string Kind => "alteration-plan";

    /// <inheritdoc/>
    public Task<string> SubmitAsync(AlterationPlanParams plan, CancellationToken cancellationToken = default) => ambient.RunAsync(
        "alterations/submit",
        async (services, token) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var stored = new AlterationPlan
            {
                Id = plan.Id ?? ids.GenerateId(),
                Alterations = AlterationJson.Write(plan.Alterations),
                Filter = JsonSerializer.Serialize(plan.Filter, PlainJson.Options),
                CreatedAt = now,
            };
            var instances = plan.Filter.NamesNone ? [] : await services.GetRequiredService<IInstanceLists>().ListIdsAsync(plan.Filter.ToQuery(), token);
            services.GetRequiredService<IAlterationPlanStore>().Add(
                stored,
                instances.Select(id => new AlterationJob { Id = ids.GenerateId(), PlanId = stored.Id, WorkflowInstanceId = id, CreatedAt = now }));
            services.GetRequiredService<IOutbox>().Add(Kind, new Work(stored.Id));
            return stored.Id;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var planId = RowJson.Read<Work>(message.Payload).PlanId;
        var alterations = await ambient.RunApartAsync("alterations/begin", (services, token) => BeginAsync(services, planId, token), cancellationToken);
        for (IReadOnlyList<AlterationJob> jobs; (jobs = await PendingAsync(planId, cancellationToken)).Count > 0;)
        {
            foreach (var job in jobs)
                await DoAsync(job, alterations, cancellationToken);
        }

        await ambient.RunApartAsync("alterations/end", (services, token) => EndAsync(services, planId, token), cancellationToken);
    }

    private Task<IReadOnlyList<AlterationJob>> PendingAsync(string planId, CancellationToken cancellationToken) => ambient.RunApartAsync(
        "alterations/page", (services, token) => services.GetRequiredService<IAlterationPlanStore>().PendingAsync(planId, PageSize, token), cancellationToken);

    private async Task DoAsync(AlterationJob job, IReadOnlyList<IAlteration> alterations, CancellationToken cancellationToken)
    {
        try
        {
            await ambient.RunApartAsync(
                "instances/alter",
                async (services, token) =>
                {
                    var result = await services.GetRequiredService<InstanceAlterations>().RunAsync(job.WorkflowInstanceId, alterations, preview: false, token);
                    await services.GetRequiredService<IAlteredWorkflowDispatcher>().DispatchAsync(result, token);
                    return await NoteAsync(services, job.Id, result.Log, token);
                },
                cancellationToken,
                InstanceLocks.Of(job.WorkflowInstanceId));
        }
        catch (Exception error) when (error is WorkflowInstanceNotFoundException or WorkflowGraphNotFoundException)
        {
            await ambient.RunApartAsync(
                "alterations/fail",
                (services, token) => NoteAsync(services, job.Id, [new AlterationLogEntry("Alteration failed", false, error.Message)], token),
                cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<IAlteration>> BeginAsync(IServiceProvider services, string planId, CancellationToken cancellationToken)
    {
        var plan = (await services.GetRequiredService<IAlterationPlanStore>().FindAsync(planId, cancellationToken))!;
        plan.Status = AlterationPlanStatus.Running;
        plan.StartedAt ??= services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var alterations = JsonDocument.Parse(plan.Alterations);
        return AlterationJson.Read(alterations.RootElement);
    }

    private static async Task<bool> NoteAsync(IServiceProvider services, string jobId, IReadOnlyList<AlterationLogEntry> log, CancellationToken cancellationToken)
    {
        var job = (await services.GetRequiredService<IAlterationPlanStore>().FindJobAsync(jobId, cancellationToken))!;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        (job.Status, job.StartedAt, job.CompletedAt) = (log.Any(x => x.Succeeded) ? AlterationJobStatus.Completed : AlterationJobStatus.Failed, now, now);
        job.Log = JsonSerializer.Serialize(log, PlainJson.Options);
        return true;
    }

    private static async Task<bool> EndAsync(IServiceProvider services, string planId, CancellationToken cancellationToken)
    {
        var plan = (await services.GetRequiredService<IAlterationPlanStore>().FindAsync(planId, cancellationToken))!;
        (plan.Status, plan.CompletedAt) = (AlterationPlanStatus.Completed, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return true;
    }

    private sealed record Work(string PlanId);
}
