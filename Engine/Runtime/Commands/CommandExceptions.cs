namespace Elsa.Workflows.Runtime.Commands;

/// <summary>Thrown by <see cref="IUnitOfWork.CommitAsync"/> when another command changed or inserted the same row first.</summary>
/// <param name="message">What collided.</param>
/// <param name="inner">The store's own exception.</param>
public sealed class CommitConflictException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A command lost against others in every run (HTTP 409); nothing of it is stored.</summary>
/// <param name="route">The operation.</param>
/// <param name="runs">How often it was tried from fresh state.</param>
/// <param name="inner">The last conflict.</param>
public sealed class ConcurrencyConflictException(string route, int runs, Exception inner)
    : Exception($"Expected '{route}' to commit, but the same rows were changed by others in each of {runs} runs. Reload and try again.", inner);

/// <summary>The idempotency key was used before with another body (HTTP 422).</summary>
/// <param name="key">The key.</param>
public sealed class IdempotencyKeyReusedException(string key)
    : Exception($"Expected the body that came first under the idempotency key '{key}', but got another one. Use a new key for a new request.")
{
    /// <summary>The key that was used twice.</summary>
    public string Key { get; } = key;
}
