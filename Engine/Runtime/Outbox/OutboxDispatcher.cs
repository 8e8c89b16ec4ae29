using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Outbox;

/// <summary>Does pending outbox rows that no inline run has done: outside effects, and internal rows of a node that died.</summary>
public sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    InternalOutbox internalOutbox,
    FailedRows failures,
    CommandExecutor executor,
    NodeIdentity node,
    TimeProvider time,
    IOptions<RuntimeOptions> options,
    ILogger<OutboxDispatcher> logger)
{
    /// <summary>Leases one batch and works it off; returns how many rows it took, 0 when nothing is due.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var batch = await LeaseAsync(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batch, parallel, async (message, token) =>
        {
            if (message.IsInternal)
                await internalOutbox.TryRunAsync(message.Id, token);
            else
                await SendAsync(message, token);
        });
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

    /// <summary>Makes a parked or done outside effect pending again, with the same key; false when there is no such row.</summary>
    public async Task<bool> SendAgainAsync(string messageId, CommandOptions command, CancellationToken cancellationToken = default) =>
        await executor.RunAsync(
            async (services, token) =>
            {
                if (await services.GetRequiredService<IOutboxStore>().FindAsync(messageId, token) is not { } row)
                    return false;

                (row.State, row.Attempts, row.AvailableAt, row.LeaseOwner, row.LeaseUntil) = (OutboxState.Pending, 0, time.GetUtcNow(), null, null);
                return true;
            },
            command,
            cancellationToken);

    private async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(CancellationToken cancellationToken)
    {
        await using var scope = NewScope();
        var now = time.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
            .LeaseAsync(node.Name, now, now + options.Value.LeaseTime, options.Value.BatchSize, cancellationToken);
    }

    private async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await using (var scope = NewScope())
                await InternalOutbox.HandlerOf(scope.ServiceProvider, message.Kind).HandleAsync(message, cancellationToken);

            await executor.RunAsync(
                async (services, token) =>
                {
                    if (await services.GetRequiredService<IOutboxStore>().FindAsync(message.Id, token) is { State: OutboxState.Pending } row)
                        (row.State, row.DoneAt, row.Error, row.LeaseOwner, row.LeaseUntil) = (OutboxState.Done, time.GetUtcNow(), null, null, null);
                },
                CommandOptions.ForSystem("outbox/sent", options.Value.PrepareBackground),
                cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error, message.Kind, message.Key);
            await failures.NoteMessageAsync(message.Id, error, cancellationToken);
        }
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return scope;
    }

    [LoggerMessage(131, LogLevel.Warning, "The effect '{Kind}' with key {Key} failed and is tried again later.")]
    private partial void LogFailed(Exception error, string kind, string key);
}
