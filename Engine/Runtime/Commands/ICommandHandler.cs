namespace Elsa.Workflows.Runtime.Commands;

/// <summary>Does one command inside the unit of work that <see cref="CommandExecutor"/> opened. Registered scoped.</summary>
/// <remarks>Never commits, never opens a scope, holds no state: the executor may run it again from fresh state.</remarks>
/// <typeparam name="TCommand">What is asked for; one type has one handler.</typeparam>
/// <typeparam name="TResult">The answer; it is kept as JSON under the idempotency key and must survive the round trip.</typeparam>
public interface ICommandHandler<in TCommand, TResult>
{
    /// <summary>Changes tracked entities and answers; nothing is stored before the executor commits.</summary>
    Task<TResult> HandleAsync(TCommand command, CancellationToken cancellationToken);
}
