using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime;

/// <summary>Told when background work is given up, in a command of its own (D2). Registered scoped; several may listen.</summary>
public interface IParkedWork
{
    /// <summary>An outbox row was parked; its <see cref="OutboxMessage.Error"/> says why.</summary>
    Task OnParkedAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>A deadline was parked; its <see cref="Deadline.Error"/> says why.</summary>
    Task OnParkedAsync(Deadline deadline, CancellationToken cancellationToken);
}

/// <summary>Writes down failed tries of rows, apart from the command that failed: when to try again, or that it was given up.</summary>
public sealed partial class FailedRows(
    IServiceProvider services, RuntimeMetrics metrics, TimeProvider time, IOptions<RuntimeOptions> options, ILogger<FailedRows> logger)
{
    internal Task NoteMessageAsync(string id, Exception error, CancellationToken cancellationToken) =>
        RunAsync(
            "outbox/failed",
            async (command, token) =>
            {
                if (await command.GetRequiredService<IOutboxStore>().FindAsync(id, token) is not { State: OutboxState.Pending } row)
                    return;

                var waits = row.IsInternal ? options.Value.Backoff : options.Value.ExternalBackoff;
                (row.Attempts, row.Error, row.LeaseOwner, row.LeaseUntil) = (row.Attempts + 1, Describe(error), null, null);
                if (row.Attempts <= waits.Count)
                {
                    row.AvailableAt = time.GetUtcNow() + waits[row.Attempts - 1];
                    return;
                }

                row.State = OutboxState.Parked;
                Park(row.Kind, row.Id, error);
                foreach (var listener in command.GetServices<IParkedWork>())
                    await listener.OnParkedAsync(row, token);
            },
            cancellationToken);

    internal Task NoteDeadlineAsync(string id, Exception error, CancellationToken cancellationToken) =>
        RunAsync(
            "deadline/failed",
            async (command, token) =>
            {
                if (await command.GetRequiredService<IDeadlineStore>().FindAsync(id, token) is not { State: DeadlineState.Pending } row)
                    return;

                var waits = options.Value.Backoff;
                (row.Attempts, row.Error, row.LeaseOwner) = (row.Attempts + 1, Describe(error), null);
                if (row.Attempts <= waits.Count)
                {
                    row.LeaseUntil = time.GetUtcNow() + waits[row.Attempts - 1]; // due as before: only the next try waits
                    return;
                }

                (row.State, row.LeaseUntil) = (DeadlineState.Parked, null);
                Park(row.Kind, row.Id, error);
                foreach (var listener in command.GetServices<IParkedWork>())
                    await listener.OnParkedAsync(row, token);
            },
            cancellationToken);

    private async Task RunAsync(string route, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            // Resolved late: the executor runs rows, and their failures come here.
            await services.GetRequiredService<Commands.CommandExecutor>()
                .RunAsync(work, Commands.CommandOptions.ForSystem(route, options.Value.PrepareBackground), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotWritten(error, route); // the lease runs out and the row is tried again
        }
    }

    private void Park(string kind, string id, Exception error)
    {
        metrics.Parked(kind);
        LogParked(error, kind, id);
    }

    private static string Describe(Exception error)
    {
        var text = $"{error.GetType().Name}: {error.Message}";
        return text.Length <= 2000 ? text : text[..2000];
    }

    [LoggerMessage(121, LogLevel.Error, "Row {Id} of kind '{Kind}' failed too often and is parked.")]
    private partial void LogParked(Exception error, string kind, string id);

    [LoggerMessage(122, LogLevel.Error, "The failure of a row could not be written down ('{Route}').")]
    private partial void LogNotWritten(Exception error, string route);
}
