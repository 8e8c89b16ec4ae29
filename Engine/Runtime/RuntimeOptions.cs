namespace Elsa.Workflows.Runtime;

/// <summary>Settings of the durable part of the engine.</summary>
public sealed class RuntimeOptions
{
    /// <summary>Gives a fresh scope the rights of the system; called for every scope that the engine opens on its own.</summary>
    public Action<IServiceProvider>? PrepareBackground { get; set; }

    /// <summary>Passes the caller's rights on to the command that a public service opens: given the caller's scope, answers what prepares the
    /// command's; null when nobody is signed in, then <see cref="PrepareBackground"/> does.</summary>
    public Func<IServiceProvider, Action<IServiceProvider>?>? CaptureCaller { get; set; }

    /// <summary>Name of this node in leases; unique among all running processes. A generated one when null.</summary>
    public string? NodeName { get; set; }

    /// <summary>Elapsed time after which a leased row of a dead node is taken over.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Rows leased at once by the deadline sweep and the outbox dispatcher.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>Rows of one batch worked on at the same time; 1 where the database has a single writer.</summary>
    public int Parallelism { get; set; } = 1;

    /// <summary>Waits between tries of a failing deadline or outbox row; after the last one the row is parked (D2).</summary>
    public IList<TimeSpan> Backoff { get; } = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Waits between tries of a failing outside effect (mail, webhook); after the last one the row is parked.</summary>
    public IList<TimeSpan> ExternalBackoff { get; } =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8)];

    /// <summary>Elapsed times after which a faulted activity instance is run again by itself (D3).</summary>
    public IList<TimeSpan> AutomaticRetries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    /// <summary>Elapsed time a stimulus that nobody waited for is kept (D6).</summary>
    public TimeSpan StimulusLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Elapsed time for which a repeated command gets its first answer.</summary>
    public TimeSpan CommandLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Elapsed time for which internal outbox rows are kept after they are done.</summary>
    public TimeSpan InternalRowLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Elapsed time for which fired and cancelled deadlines are kept; their lateness is shown until then.</summary>
    public TimeSpan DeadlineLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>A deadline due within this elapsed time wakes the sweep when its command commits.</summary>
    public TimeSpan WakeWithin { get; set; } = TimeSpan.FromSeconds(10);
}
