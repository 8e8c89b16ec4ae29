using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Outbox;

/// <summary>Runs internal outbox rows, each in a command of its own that also marks the row done: exactly once.</summary>
public sealed partial class InternalOutbox(
    IServiceProvider services, IServiceScopeFactory scopes, FailedRows failures, IOptions<RuntimeOptions> options, ILogger<InternalOutbox> logger)
{
    private readonly AsyncLocal<Queue<string>?> _running = new();

    /// <summary>Runs one row; null when it was done, parked or deleted meanwhile, else what its handler has to say.</summary>
    /// <exception cref="InvalidOperationException">No handler of its kind is registered.</exception>
    internal async Task<object?> RunAsync(string messageId, CancellationToken cancellationToken)
    {
        // Resolved late: the executor runs rows through this class.
        var executor = services.GetRequiredService<CommandExecutor>();
        if (await PeekAsync(messageId, cancellationToken) is not { } peek)
            return null;

        return await executor.RunAsync<object?>(
            async (command, token) =>
            {
                if (await command.GetRequiredService<IOutboxStore>().FindAsync(messageId, token) is not { State: OutboxState.Pending } message)
                    return null;

                message.State = OutboxState.Done;
                message.DoneAt = command.GetRequiredService<TimeProvider>().GetUtcNow();
                message.LeaseOwner = null;
                message.LeaseUntil = null;
                await HandlerOf(command, message.Kind).HandleAsync(message, token);
                return command.GetRequiredService<CommandScope>().Result;
            },
            CommandOptions.ForSystem($"outbox/{peek.Kind}", options.Value.PrepareBackground, peek.Locks),
            cancellationToken);
    }

    /// <summary>Runs rows that this node has just committed, and the rows that those cause; a failing one is left to the dispatcher.</summary>
    internal async Task RunInlineAsync(IEnumerable<string> messageIds, CancellationToken cancellationToken)
    {
        if (_running.Value is { } outer)
        {
            foreach (var id in messageIds)
                outer.Enqueue(id); // the loop below, further out, takes it: chains do not grow the stack
            return;
        }

        var queue = new Queue<string>(messageIds);
        if (queue.Count == 0)
            return;

        _running.Value = queue;
        try
        {
            while (queue.TryDequeue(out var id))
                await TryRunAsync(id, cancellationToken);
        }
        finally
        {
            _running.Value = null;
        }
    }

    /// <summary>Runs one row; a failure is written down and leaves it to the dispatcher.</summary>
    internal async Task<object?> TryRunAsync(string messageId, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(messageId, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error, messageId);
            await failures.NoteMessageAsync(messageId, error, cancellationToken);
            return null;
        }
    }

    internal static IOutboxHandler HandlerOf(IServiceProvider services, string kind) =>
        services.GetServices<IOutboxHandler>().FirstOrDefault(x => x.Kind == kind)
        ?? throw new InvalidOperationException($"Expected a handler for outbox rows of kind '{kind}', but none is registered.");

    private async Task<Peeked?> PeekAsync(string messageId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return await scope.ServiceProvider.GetRequiredService<IOutboxStore>().FindAsync(messageId, cancellationToken) is { State: OutboxState.Pending } message
            ? new Peeked(message.Kind, [.. HandlerOf(scope.ServiceProvider, message.Kind).Locks(message)])
            : null;
    }

    [LoggerMessage(111, LogLevel.Warning, "Outbox row {MessageId} failed and is tried again later.")]
    private partial void LogFailed(Exception error, string messageId);

    private sealed record Peeked(string Kind, IReadOnlyList<string> Locks);
}
