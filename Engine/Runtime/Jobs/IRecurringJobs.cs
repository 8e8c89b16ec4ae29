namespace Elsa.Workflows.Runtime.Jobs;

/// <summary>Port to whatever runs work again and again on this node (Quartz).</summary>
public interface IRecurringJobs
{
    /// <summary>Runs the job once, soon or at <paramref name="at"/>, besides its rhythm; several calls may become one run. Never throws, never waits.</summary>
    /// <param name="jobName">Name of a registered <see cref="RecurringJob"/>; unknown names are ignored.</param>
    /// <param name="at">Instant of the run; null or past is now.</param>
    void Wake(string jobName, DateTimeOffset? at = null);

    /// <summary>Every registered job with what this node knows of its runs, by name.</summary>
    Task<IReadOnlyList<RecurringJobState>> StatesAsync(CancellationToken cancellationToken = default);
}

/// <summary>A recurring job and its runs.</summary>
/// <param name="Job">The job.</param>
/// <param name="NextAt">When it runs next; null where no scheduler runs.</param>
/// <param name="PreviousAt">When it was due last, on whatever node; null before the first time.</param>
/// <param name="Last">Its last run on this node since the node started; null before it.</param>
public sealed record RecurringJobState(RecurringJob Job, DateTimeOffset? NextAt = null, DateTimeOffset? PreviousAt = null, RecurringJobRun? Last = null);

/// <summary>A run that has ended.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record RecurringJobRun(DateTimeOffset StartedAt, TimeSpan Took, string? Error);

/// <summary>Work in a rhythm; register with <see cref="RuntimeSetup.AddRecurringJob(Microsoft.Extensions.DependencyInjection.IServiceCollection, RecurringJob)"/>. A run never overlaps the one before it on the same node.</summary>
/// <param name="Name">Unique, kebab-case.</param>
/// <param name="Run">The work; its services come from a fresh scope with the system's rights. Exceptions are logged.</param>
public sealed record RecurringJob(string Name, Func<IServiceProvider, CancellationToken, Task> Run)
{
    /// <summary>Elapsed time from start to start; null when <see cref="Cron"/> says when.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Six-field cron expression (seconds first), in <see cref="TimeZone"/>.</summary>
    public string? Cron { get; init; }

    /// <summary>IANA zone of <see cref="Cron"/>; UTC when null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>True when one run for all nodes is enough (D12).</summary>
    public bool OncePerCluster { get; init; }
}

/// <summary>Used where no scheduler runs (tests, command line): work is then driven by its caller.</summary>
internal sealed class NoRecurringJobs(IEnumerable<RecurringJob> jobs) : IRecurringJobs
{
    /// <inheritdoc />
    public void Wake(string jobName, DateTimeOffset? at = null)
    {
    }
    /// <inheritdoc />
    public Task<IReadOnlyList<RecurringJobState>> StatesAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<RecurringJobState>>([.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal).Select(job => new RecurringJobState(job))]);
}
