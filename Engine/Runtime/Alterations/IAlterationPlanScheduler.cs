using Elsa.Alterations.Core.Entities;
using Elsa.Alterations.Core.Models;

namespace Elsa.Alterations.Core.Contracts;

/// <summary>Takes plans, which are then worked off in the background. Scoped.</summary>
public interface IAlterationPlanScheduler
{
    /// <summary>Stores the plan with a job for every instance that matches now, in one transaction.</summary>
    /// <returns>Id of the plan.</returns>
    Task<string> SubmitAsync(AlterationPlanParams plan, CancellationToken cancellationToken = default);
}

/// <summary>Rows of plans; scoped, tracked by the unit of work.</summary>
public interface IAlterationPlanStore
{
    /// <summary>Adds a plan at the commit.</summary>
    void Add(AlterationPlan plan, IEnumerable<AlterationJob> jobs);

    /// <summary>The plan for changing, or null.</summary>
    Task<AlterationPlan?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The job for changing, or null.</summary>
    Task<AlterationJob?> FindJobAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Some jobs of a plan that are still to be done, for reading.</summary>
    Task<IReadOnlyList<AlterationJob>> PendingAsync(string planId, int count, CancellationToken cancellationToken = default);

    /// <summary>All jobs of a plan in the order of their instances, for reading.</summary>
    Task<IReadOnlyList<AlterationJob>> ListJobsAsync(string planId, CancellationToken cancellationToken = default);
}
