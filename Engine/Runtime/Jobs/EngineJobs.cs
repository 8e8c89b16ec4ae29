using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime.Jobs;

/// <summary>The engine's own recurring work; rhythms from architecture §4.</summary>
public static class EngineJobs
{
    /// <summary>Fires what is due; every second on every node.</summary>
    public const string DeadlineSweep = "deadline-sweep";

    /// <summary>Does outside effects and what dead nodes left; every second on every node, and after commits that add effects.</summary>
    public const string OutboxDispatcher = "outbox-dispatcher";

    /// <summary>Finishes what was interrupted; every 10 seconds on every node.</summary>
    public const string Recovery = "recovery";

    /// <summary>Looks for instances that nothing will wake; every 5 minutes, once for all nodes.</summary>
    public const string StallScan = "stall-scan";

    /// <summary>Deletes remembered answers that are old enough; nightly, once for all nodes.</summary>
    public const string Retention = "retention";

    internal static IEnumerable<RecurringJob> All =>
    [
        new(DeadlineSweep, (services, token) => services.GetRequiredService<DeadlineSweep>().RunUntilQuietAsync(token)) { Every = TimeSpan.FromSeconds(1) },
        new(OutboxDispatcher, (services, token) => services.GetRequiredService<OutboxDispatcher>().RunUntilQuietAsync(token)) { Every = TimeSpan.FromSeconds(1) },
        new(Recovery, (services, token) => services.GetRequiredService<RecoverySweep>().RunOnceAsync(token)) { Every = TimeSpan.FromSeconds(10) },
        new(StallScan, (services, token) => services.GetRequiredService<StallScan>().RunOnceAsync(token)) { Every = TimeSpan.FromMinutes(5), OncePerCluster = true },
        new(Retention, (services, token) => services.GetRequiredService<Retention>().RunOnceAsync(token)) { Cron = "0 20 3 * * ?", OncePerCluster = true },
    ];
}
