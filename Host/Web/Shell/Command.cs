using System.Security.Cryptography;
using System.Text.Json;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Shell;

/// <summary>Runs a command for the person of the request: key, principal, locks and identity are set in one place (D1, D18).</summary>
public sealed class Command(CommandExecutor executor, CurrentActor me)
{
    private readonly Actor _actor = me.Value;

    /// <summary>Who runs it, for locks on what belongs to one person.</summary>
    public string Person => _actor.PersonId?.ToString() ?? _actor.UserName;

    /// <param name="route">Stable name of the operation.</param>
    /// <param name="key">Idempotency key of the form or the header; null only where repeating does no harm.</param>
    /// <param name="locks">Numbers or ids of records and instances the command changes.</param>
    public Task<TResult> RunAsync<TCommand, TResult>(
        TCommand command, string route, string? key, CancellationToken cancellationToken, params string[] locks) =>
        RunAsync<TCommand, TResult>(command, command, route, key, cancellationToken, locks);

    /// <param name="body">What the caller sent, where the command holds more (the time, resolved records): the same body under the same key is the same request.</param>
    public Task<TResult> RunAsync<TCommand, TResult>(
        TCommand command, object? body, string route, string? key, CancellationToken cancellationToken, params string[] locks) =>
        executor.ExecuteAsync<TCommand, TResult>(command, new CommandOptions
        {
            Principal = Person,
            Route = route,
            Key = key,
            BodyHash = key is null ? null : Hash(body),
            Locks = locks,
            Prepare = services => services.GetRequiredService<CurrentActor>().Become(_actor),
        }, cancellationToken);

    private static string Hash(object? body) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, body?.GetType() ?? typeof(object))))[..32];
}
