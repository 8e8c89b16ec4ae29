namespace Elsa.Workflows.Runtime.Commands;

/// <summary>The one transaction of a command; scoped. Only <see cref="CommandExecutor"/> commits.</summary>
public interface IUnitOfWork
{
    /// <summary>True inside a command: what is changed in this scope is committed by somebody further out.</summary>
    bool IsActive { get; }

    /// <summary>Stores everything that was changed in this scope, all together.</summary>
    /// <exception cref="CommitConflictException">Another command was first; the scope must be thrown away.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
