namespace Elsa.Workflows.Runtime.Commands;

/// <summary>The one transaction of a command; scoped. Only <see cref="CommandExecutor"/> commits.</summary>
public interface IUnitOfWork
{
    /// <summary>True inside a command: what is changed in this scope is committed by somebody further out.</summary>
    bool IsActive { get; }

    /// <summary>Takes the connection for the length of the command, instead of anew for each of its queries; it is given back with the scope.</summary>
    Task BeginAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores everything that was changed in this scope, all together.</summary>
    /// <exception cref="CommitConflictException">Another command was first; the scope must be thrown away.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
