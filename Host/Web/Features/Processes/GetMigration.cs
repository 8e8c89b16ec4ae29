using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>How a migration gets on: numbers, and what became of each instance.</summary>
public static class GetMigration
{
    private const int Most = 200;

    /// <param name="Steps">Ids of the steps at which it stands or stood, each between commas.</param>
    public sealed record Item(string InstanceId, string? RecordNo, int FromVersion, MigrationChoice Choice, MigrationState State, string Steps, Bilingual? Reason, DateTimeOffset? DoneAt);

    /// <param name="Items">What needs a look first: refused, waiting, then the others; at most 200.</param>
    public sealed record Details(
        Guid Id, string DefinitionId, int ToVersion, string StartedBy, DateTimeOffset StartedAt, string? Note, bool IsListed, IReadOnlyDictionary<MigrationState, int> Counts, IReadOnlyList<Item> Items)
    {
        public int Total => Counts.Values.Sum();

        public int Of(MigrationState state) => Counts.GetValueOrDefault(state);

        /// <summary>Something is still to be done at once; those that wait for a step may wait for weeks.</summary>
        public bool IsBusy => !IsListed || Of(MigrationState.Due) > 0;
    }

    public sealed class Handler(ItrDbContext db)
    {
        /// <returns>Null when the flow has no such migration.</returns>
        public async Task<Details?> HandleAsync(string definitionId, Guid id, CancellationToken cancellationToken)
        {
            if (await db.Set<FlowMigration>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id && x.DefinitionId == definitionId, cancellationToken) is not { } migration)
                return null;

            var items = db.Set<FlowMigrationItem>().AsNoTracking().Where(x => x.MigrationId == id);
            var counts = await items.GroupBy(x => x.State).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            var shown = new List<Item>();
            foreach (var state in (MigrationState[])[MigrationState.Refused, MigrationState.Due, MigrationState.Waiting, MigrationState.Done, MigrationState.Ended])
            {
                if (counts.GetValueOrDefault(state) == 0 || shown.Count >= Most)
                    continue;
                shown.AddRange(await items.Where(x => x.State == state).OrderBy(x => x.Id).Take(Most - shown.Count)
                    .Select(x => new Item(x.InstanceId, x.RecordNo, x.FromVersion, x.Choice, x.State, x.Steps, x.ReasonZh == null ? null : new Bilingual(x.ReasonZh, x.ReasonEn!), x.DoneAt)).ToListAsync(cancellationToken));
            }

            return new Details(migration.Id, definitionId, migration.ToVersion, migration.StartedByName, migration.StartedAt, migration.Note, migration.IsListed, counts, shown);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}/migrations/{id:guid}", async Task<IResult> (string definitionId, Guid id, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, id, cancellationToken) is { } details ? TypedResults.Ok(details) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsRead)
            .Produces<Details>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("How a migration gets on");
}
