using Elsa.Scheduling;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Recovery;

/// <summary>Looks for running instances that nothing will ever wake: no task, timer, event, child, retry or effect on its way, or what the application knows of.</summary>
public sealed partial class StallScan(
    IServiceScopeFactory scopes, CommandExecutor executor, TimeProvider time, IOptions<RuntimeOptions> options, ILogger<StallScan> logger)
{
    private const int BatchSize = 200;

    /// <summary>Marks what it finds and unmarks what goes on again; returns how many instances are stalled now.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var stalled = 0;
        for (string? after = null; ;)
        {
            var findings = await InspectAsync(after, cancellationToken);
            if (findings.Count == 0)
                break;

            stalled += findings.Count(x => x.Reason is not null);
            after = findings[^1].InstanceId;
            foreach (var finding in findings.Where(x => x.Reason != x.KnownReason))
                await MarkAsync(finding, cancellationToken);
        }

        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        foreach (var follower in scope.ServiceProvider.GetServices<IStallFollower>())
            await follower.AfterScanAsync(cancellationToken);
        return stalled;
    }

    private async Task<List<Finding>> InspectAsync(string? after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        var candidates = await scope.ServiceProvider.GetRequiredService<IStallStore>().ListRunningAsync(after, BatchSize, cancellationToken);
        var inspectors = scope.ServiceProvider.GetServices<IWaitInspector>().ToDictionary(x => x.BookmarkName, StringComparer.Ordinal);

        var broken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in candidates.SelectMany(x => x.Bookmarks).Where(x => !x.IsListener).GroupBy(x => x.Name))
        {
            if (!inspectors.TryGetValue(group.Key, out var inspector))
                continue;
            foreach (var (bookmarkId, reason) in await inspector.FindBrokenAsync([.. group], cancellationToken))
                broken[bookmarkId] = reason;
        }

        var known = await InspectAsync(scope.ServiceProvider, candidates, cancellationToken);
        return [.. candidates.Select(x => new Finding(x.InstanceId, x.KnownReason, known.GetValueOrDefault(x.InstanceId) ?? ReasonOf(x, broken)))];
    }

    private static async Task<Dictionary<string, string>> InspectAsync(
        IServiceProvider services, IReadOnlyList<RunningInstance> candidates, CancellationToken cancellationToken)
    {
        var ids = candidates.Where(x => !x.HasFaultedActivities).Select(x => x.InstanceId).ToList();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var inspector in ids.Count == 0 ? [] : services.GetServices<IInstanceInspector>())
        {
            foreach (var (id, reason) in await inspector.FindStalledAsync(ids, cancellationToken))
                known[id] = reason;
        }

        return known;
    }

    // An instance with a faulted activity is not stalled: it is shown as faulted, and somebody retries it.
    private static string? ReasonOf(RunningInstance instance, Dictionary<string, string> broken)
    {
        if (instance.HasFaultedActivities || instance.HasPendingEffects)
            return null;

        var waits = instance.Bookmarks.Where(x => !x.IsListener).ToList();
        if (waits.Count == 0)
            return "It waits for nothing: no open task, timer, event or child.";

        var reasons = waits.Select(x => Broken(x, instance, broken)).ToList();
        return reasons.Contains(null) ? null : string.Join(" ", reasons.Distinct());
    }

    private static string? Broken(StoredBookmark bookmark, RunningInstance instance, Dictionary<string, string> broken)
    {
        if (BookmarkSchedule.IsTimed(bookmark.Name) && !instance.PendingDeadlineOwners.Contains(bookmark.Id))
            return $"Activity '{bookmark.ActivityId}' waits for a timer that is not set.";

        return broken.GetValueOrDefault(bookmark.Id);
    }

    private Task MarkAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Reason is { } reason)
            LogStalled(finding.InstanceId, reason);
        return executor.RunAsync(
            async (services, token) =>
            {
                if (await services.GetRequiredService<Management.IWorkflowInstanceStore>().FindAsync(finding.InstanceId, token)
                    is not { Status: WorkflowStatus.Running } instance)
                    return;

                instance.StallReason = finding.Reason;
                instance.StalledAt = finding.Reason is null ? null : instance.StalledAt ?? time.GetUtcNow();
            },
            CommandOptions.ForSystem("stalls/mark", options.Value.PrepareBackground, InstanceLocks.Of(finding.InstanceId)),
            cancellationToken);
    }

    [LoggerMessage(171, LogLevel.Warning, "Instance {InstanceId} is stalled: {Reason}")]
    private partial void LogStalled(string instanceId, string reason);

    private sealed record Finding(string InstanceId, string? KnownReason, string? Reason);
}

/// <summary>Knows whether what a bookmark waits for can still come, for example whether a work item has anyone who may do it. Registered scoped.</summary>
public interface IWaitInspector
{
    /// <summary>Name of the bookmarks it knows.</summary>
    string BookmarkName { get; }

    /// <summary>The bookmarks that nothing will ever resume, with the reason in English, by bookmark id.</summary>
    Task<IReadOnlyDictionary<string, string>> FindBrokenAsync(IReadOnlyList<StoredBookmark> bookmarks, CancellationToken cancellationToken);
}

/// <summary>Knows more reasons than the engine why an instance does not go on. Registered scoped; several may look.</summary>
public interface IInstanceInspector
{
    /// <summary>Those of the running instances that stand still, with the reason in English, by instance id.</summary>
    Task<IReadOnlyDictionary<string, string>> FindStalledAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);
}

/// <summary>Called at the end of every scan, when all that stands still is noted. Registered scoped; it writes in commands of its own.</summary>
public interface IStallFollower
{
    /// <summary>Looks at what the scan left.</summary>
    Task AfterScanAsync(CancellationToken cancellationToken);
}

/// <summary>Reads for the stall scan; scoped.</summary>
public interface IStallStore
{
    /// <summary>Running instances in order of their ids, after the given one.</summary>
    Task<IReadOnlyList<RunningInstance>> ListRunningAsync(string? after, int count, CancellationToken cancellationToken);
}

/// <summary>What the stall scan needs of a running instance.</summary>
/// <param name="InstanceId">Id of the instance.</param>
/// <param name="KnownReason">What an earlier scan noted.</param>
/// <param name="HasFaultedActivities">An activity is faulted.</param>
/// <param name="HasPendingEffects">An outbox row that it caused is pending, or a child of it runs that was just dispatched.</param>
/// <param name="Bookmarks">Where it waits.</param>
/// <param name="PendingDeadlineOwners">Ids of those bookmarks that a pending deadline belongs to.</param>
public sealed record RunningInstance(
    string InstanceId,
    string? KnownReason,
    bool HasFaultedActivities,
    bool HasPendingEffects,
    IReadOnlyList<StoredBookmark> Bookmarks,
    IReadOnlySet<string> PendingDeadlineOwners);
