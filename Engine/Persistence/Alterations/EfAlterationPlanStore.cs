using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Alterations;

/// <summary>Tables <c>alteration_plans</c> and <c>alteration_jobs</c>.</summary>
internal sealed class EfAlterationPlanStore(DbContext context) : IAlterationPlanStore
{
    /// <inheritdoc />
    public void Add(AlterationPlan plan, IEnumerable<AlterationJob> jobs)
    {
        context.Add(plan);
        context.AddRange(jobs);
    }

    /// <inheritdoc />
    public async Task<AlterationPlan?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<AlterationPlan>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public async Task<AlterationJob?> FindJobAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<AlterationJob>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AlterationJob>> PendingAsync(string planId, int count, CancellationToken cancellationToken = default) =>
        await context.Set<AlterationJob>().AsNoTracking()
            .Where(x => x.PlanId == planId && x.Status == AlterationJobStatus.Pending).OrderBy(x => x.Id).Take(count).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AlterationJob>> ListJobsAsync(string planId, CancellationToken cancellationToken = default) =>
        await context.Set<AlterationJob>().AsNoTracking()
            .Where(x => x.PlanId == planId).OrderBy(x => x.WorkflowInstanceId).ToListAsync(cancellationToken);
}
