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
            if (!await IsStillOursAsync(message, cancellationToken))
                return;
            await HandleAsync(message, cancellationToken);

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

    // Late in its batch a row's lease may be running out: another node may have it by now.
    private async Task<bool> IsStillOursAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (message.LeaseUntil > now + options.Value.LeaseTime / 2)
            return true;

        await using var scope = NewScope();
        return await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
            .RenewAsync(message.Id, node.Name, now + options.Value.LeaseTime, cancellationToken);
    }

    private async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(message.Id, done.Token);
        try
        {
            await using var scope = NewScope();
            await InternalOutbox.HandlerOf(scope.ServiceProvider, message.Kind).HandleAsync(message, cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    // A receiver may be slower than a lease: as long as this node is at it, no other one sends.
    private async Task RenewAsync(string messageId, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(options.Value.LeaseTime / 3, time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await using var scope = NewScope();
                await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
                    .RenewAsync(messageId, node.Name, time.GetUtcNow() + options.Value.LeaseTime, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogRenewed(messageId);
        }
        catch (Exception error)
        {
            LogNotRenewed(error, messageId); // at worst the effect happens twice, with the same key
        }
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return scope;
    }

    [LoggerMessage(132, LogLevel.Trace, "Row {MessageId} is done with.")]
    private partial void LogRenewed(string messageId);

    [LoggerMessage(133, LogLevel.Warning, "The lease of row {MessageId} could not be prolonged.")]
    private partial void LogNotRenewed(Exception error, string messageId);

    [LoggerMessage(131, LogLevel.Warning, "The effect '{Kind}' with key {Key} failed and is tried again later.")]
    private partial void LogFailed(Exception error, string kind, string key);
}
