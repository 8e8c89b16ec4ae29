using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Makes an item of every instance of a migration, a part per transaction, so that no number of instances makes a long one.</summary>
internal sealed class MigrationListing(CommandExecutor executor, IOptions<RuntimeOptions> options) : IOutboxHandler
{
    public const string RowKind = "flow-migration-list";
    private const int Part = 2000; // items of one transaction

    public string Kind => RowKind;

    /// <param name="After">Id of the instance listed last; null to begin.</param>
    public sealed record Row(Guid MigrationId, int Group, string? After);

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<Row>(message.Payload);
        return executor.RunAsync(
            (services, token) => services.GetRequiredService<Lister>().ListAsync(row, token),
            CommandOptions.ForSystem("flows/list-migration", options.Value.PrepareBackground, $"flow-migration:{row.MigrationId}") with { Key = $"{row.MigrationId}/{row.Group}/{row.After}" },
            cancellationToken);
    }

    internal sealed class Lister(ItrDbContext db, RunningPlaces running, IOutbox outbox)
    {
        public async Task<bool> ListAsync(Row row, CancellationToken cancellationToken)
        {
            if (await db.ByIdAsync<FlowMigration>(row.MigrationId, cancellationToken) is not { IsListed: false } migration)
                return false;

            var group = migration.Groups[row.Group];
            var part = (await InstancesAsync(migration, group, cancellationToken)).Where(x => string.CompareOrdinal(x, row.After) > 0).Take(Part).ToList();
            await AddAsync(migration, group, part, cancellationToken);
            if (part.Count == Part)
                outbox.Add(RowKind, row with { After = part[^1] });
            else if (row.Group + 1 < migration.Groups.Count)
                outbox.Add(RowKind, new Row(migration.Id, row.Group + 1, null));
            else
                migration.IsListed = true;
            return true;
        }

        // Who has moved on since the decision is not meant by it, and stays.
        private async Task<IEnumerable<string>> InstancesAsync(FlowMigration migration, MigrationGroup group, CancellationToken cancellationToken)
        {
            var there = (await running.GroupsAsync(migration.DefinitionId, cancellationToken))
                .FirstOrDefault(x => x.VersionId == group.VersionId && x.Steps.SequenceEqual(group.Steps))?.Instances ?? [];
            return (group.Only is { } only ? there.Intersect(only) : there).Order(StringComparer.Ordinal);
        }

        private async Task AddAsync(FlowMigration migration, MigrationGroup group, IReadOnlyList<string> instances, CancellationToken cancellationToken)
        {
            foreach (var some in instances.Chunk(500)) // as many as every provider takes in one list
            {
                var rows = await db.Set<WorkflowInstance>().AsNoTracking().Where(x => some.Contains(x.Id)).Select(x => new { x.Id, x.CorrelationId, x.Version }).ToListAsync(cancellationToken);
                foreach (var instance in rows)
                {
                    var item = new FlowMigrationItem
                    {
                        MigrationId = migration.Id,
                        InstanceId = instance.Id,
                        RecordNo = instance.CorrelationId,
                        FromVersion = instance.Version,
                        Steps = FlowMigrationItem.Written(group.Steps),
                        Choice = group.Choice,
                        State = group.Choice == MigrationChoice.Now ? MigrationState.Due : MigrationState.Waiting,
                    };
                    db.Add(item);
                    if (item.State == MigrationState.Due)
                        outbox.Add(MigrationRun.RowKind, new MigrationRun.Row(item.Id, item.InstanceId), item.RecordNo);
                }
            }
        }
    }
}
