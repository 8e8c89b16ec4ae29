using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Commands;

/// <summary>Table <c>command_log</c>.</summary>
internal sealed class EfCommandLog(DbContext context, WriteGate gate) : ICommandLog
{
    private static readonly PerModel<Func<DbContext, string, string, string, CancellationToken, Task<CommandLogEntry?>>> Query = new(() => EF.CompileAsyncQuery(
        (DbContext db, string principal, string route, string key, CancellationToken _) => db.Set<CommandLogEntry>()
            .AsNoTracking()
            .FirstOrDefault(x => x.Principal == principal && x.Route == route && x.Key == key)));

    /// <inheritdoc />
    public Task<CommandLogEntry?> FindAsync(string principal, string route, string key, CancellationToken cancellationToken) =>
        Query.For(context)(context, principal, route, key, cancellationToken);

    /// <inheritdoc />
    public void Add(CommandLogEntry entry) => context.Add(entry);

    /// <inheritdoc />
    public Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Deletion.InBatchesAsync(context, gate, context.Set<CommandLogEntry>().Where(x => x.CreatedAt < before), cancellationToken);
}
