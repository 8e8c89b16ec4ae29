using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Deadlines;

/// <summary>Fires what is due: leases a batch, oldest and most severe first, and fires each row in a command of its own.</summary>
public sealed partial class DeadlineSweep(
    IServiceScopeFactory scopes,
    CommandExecutor executor,
    FailedRows failures,
    NodeIdentity node,
    RuntimeMetrics metrics,
    TimeProvider time,
    IOptions<RuntimeOptions> options,
    ILogger<DeadlineSweep> logger)
{
    /// <summary>Works one batch off; returns how many rows it took, 0 when nothing is due.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var batch = await LeaseAsync(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batch, parallel, async (due, token) => await TryFireAsync(due, token));
        return batch.Count;
    }

    /// <summary>Works off batches until nothing is due; returns how many rows were taken.</summary>
    public async Task<int> RunUntilQuietAsync(CancellationToken cancellationToken = default)
    {
        var total = 0;
        while (await RunOnceAsync(cancellationToken) is var count and > 0)
            total += count;
        return total;
    }

    private async Task<IReadOnlyList<Due>> LeaseAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        var now = time.GetUtcNow();
        var rows = await scope.ServiceProvider.GetRequiredService<IDeadlineStore>()
            .LeaseAsync(node.Name, now, now + options.Value.LeaseTime, options.Value.BatchSize, cancellationToken);
        var handlers = scope.ServiceProvider.GetServices<IDeadlineHandler>().ToDictionary(x => x.Kind);
        return [.. rows.Select(x => new Due(x, handlers.TryGetValue(x.Kind, out var handler) ? [.. handler.Locks(x)] : []))];
    }

    private async Task TryFireAsync(Due due, CancellationToken cancellationToken)
    {
        try
        {
            await executor.RunAsync(
                (services, token) => FireAsync(services, due.Row.Id, token),
                CommandOptions.ForSystem($"deadline/{due.Row.Kind}", options.Value.PrepareBackground, due.Locks),
                cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error, due.Row.Kind, due.Row.OwnerId);
            await failures.NoteDeadlineAsync(due.Row.Id, error, cancellationToken);
        }
    }

    private async Task FireAsync(IServiceProvider services, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await services.GetRequiredService<IDeadlineStore>().FindAsync(id, cancellationToken) is not { State: DeadlineState.Pending } deadline)
            return; // fired by another node, or cancelled since

        deadline.LeaseOwner = null;
        deadline.LeaseUntil = null;
        if (deadline.DueAt > now)
            return; // moved since

        deadline.State = DeadlineState.Fired;
        deadline.FiredAt = now;
        metrics.DeadlineFired(deadline.Kind, now - deadline.DueAt);
        var handler = services.GetServices<IDeadlineHandler>().FirstOrDefault(x => x.Kind == deadline.Kind)
            ?? throw new InvalidOperationException($"Expected a handler for deadlines of kind '{deadline.Kind}', but none is registered.");
        await handler.FireAsync(deadline, cancellationToken);
    }

    [LoggerMessage(141, LogLevel.Warning, "The deadline '{Kind}' of {OwnerId} failed and is tried again later.")]
    private partial void LogFailed(Exception error, string kind, string ownerId);

    private sealed record Due(Deadline Row, IReadOnlyList<string> Locks);
}
