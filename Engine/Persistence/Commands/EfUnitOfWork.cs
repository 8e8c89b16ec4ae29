using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Commands;

/// <summary>The scoped context's changes, saved once and all together.</summary>
internal sealed class EfUnitOfWork(DbContext context, CommandScope command, WriteGate gate) : IUnitOfWork
{
    /// <inheritdoc />
    public bool IsActive => command.IsActive;

    /// <inheritdoc />
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        RowVersions.Increment(context);
        context.ChangeTracker.AutoDetectChangesEnabled = false; // done by the line above, and nothing changes from here on
        try
        {
            using (await gate.EnterAsync(context, cancellationToken))
                await context.SaveChangesAsync(cancellationToken);
        }
        catch (Exception error) when (DatabaseErrors.IsConflict(error))
        {
            throw new CommitConflictException($"Another command was first: {error.InnerException?.Message ?? error.Message}", error);
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
