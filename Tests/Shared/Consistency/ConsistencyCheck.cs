using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>
/// Says where the rows of one database disagree: work items, instances, bookmarks, clocks, deadlines, audit, timeline, effects.
/// Most rules hold at every commit, so they are also asked of the file that a killed process left; a few hold when nothing is under way.
/// </summary>
public static class ConsistencyCheck
{
    /// <summary>Sentences, one per disagreement; empty when everything agrees.</summary>
    /// <param name="services">The product's services over the database.</param>
    /// <param name="isQuiet">True when nobody works and everything that was due has been worked off.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(IServiceProvider services, bool isQuiet, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        using var system = scope.ServiceProvider.GetRequiredService<AccessScope>().EnterSystem();
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();

        // One transaction: everything is read as of one commit, also while others write.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await Pages(db, cancellationToken);
        var picture = await Picture.ReadAsync(db, scope.ServiceProvider.GetRequiredService<IWorkflowStateSerializer>(), cancellationToken);
        found.AddRange(WorkItemRules.Find(picture));
        found.AddRange(InstanceRules.Find(picture));
        found.AddRange(await ClockRules.FindAsync(picture, scope.ServiceProvider.GetRequiredService<ClockBook>(), cancellationToken));
        if (isQuiet)
            found.AddRange(QuietRules.Find(picture, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow()));
        return found;
    }

    // The database's own opinion of its file; other products check theirs themselves.
    private static async Task<List<string>> Pages(ItrDbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
            return [];

        var integrity = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancellationToken);
        var foreign = await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync(cancellationToken);
        return [.. integrity.Where(line => line != "ok").Select(line => $"file: {line}"), .. foreign.Select(table => $"file: a row of {table} refers to nothing")];
    }
}
