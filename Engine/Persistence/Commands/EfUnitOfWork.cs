using Elsa.Persistence.EFCore.Journal;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Commands;

/// <summary>The scoped context's changes, saved once and all together.</summary>
internal sealed class EfUnitOfWork(DbContext context, JournalBatch journal, CommandScope command, WriteGate gate) : IUnitOfWork
{
    /// <inheritdoc />
    public bool IsActive => command.IsActive;

    /// <inheritdoc />
    public Task BeginAsync(CancellationToken cancellationToken = default) => context.Database.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc />
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        RowVersions.Increment(context);
        context.ChangeTracker.AutoDetectChangesEnabled = false; // done by the line above, and nothing changes from here on
        try
        {
            using (await gate.EnterAsync(context, cancellationToken))
                await SaveAsync(cancellationToken);
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

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!journal.HasRows)
        {
            await context.SaveChangesAsync(cancellationToken);
            return;
        }

        context.Database.AutoSavepointsEnabled = false; // what fails is thrown away whole
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await journal.WriteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
