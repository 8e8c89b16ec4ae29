using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Migrates one instance in a transaction of its own and notes what became of it; done twice it does nothing the second time.</summary>
internal sealed class MigrationRun(CommandExecutor executor, IOptions<RuntimeOptions> options) : IOutboxHandler
{
    public const string RowKind = "flow-migrate";

    public string Kind => RowKind;

    public sealed record Row(Guid ItemId, string InstanceId);

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<Row>(message.Payload);
        return executor.RunAsync(
            (services, token) => services.GetRequiredService<Runner>().RunAsync(row, token),
            CommandOptions.ForSystem("flows/migrate", options.Value.PrepareBackground, InstanceLocks.Of(row.InstanceId)),
            cancellationToken);
    }

    internal sealed class Runner(ItrDbContext db, InstanceMigrator migrator, IWorkflowDefinitionService definitions, IWorkItemForms forms, TimeProvider time)
    {
        private readonly FlowRules _rules = new(forms);

        public async Task RunAsync(Row row, CancellationToken cancellationToken)
        {
            if (await db.ByIdAsync<FlowMigrationItem>(row.ItemId, cancellationToken) is not { State: MigrationState.Due } item
                || await db.ByIdAsync<FlowMigration>(item.MigrationId, cancellationToken) is not { } migration)
                return;

            var instance = await db.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == item.InstanceId, cancellationToken);
            if (instance is not { Status: WorkflowStatus.Running } || instance.DefinitionVersionId == migration.ToVersionId)
            {
                End(item, MigrationState.Ended);
                return;
            }

            var steps = await PlacesAsync(instance.Id, cancellationToken);
            if (await ReasonNotAsync(instance, migration, steps, cancellationToken) is { } reason)
                Refuse(item, steps, reason);
            else
                End(item, MigrationState.Done);
        }

        /// <summary>Migrates it; null when that is done.</summary>
        private async Task<Bilingual?> ReasonNotAsync(WorkflowInstance instance, FlowMigration migration, IReadOnlyList<string> steps, CancellationToken cancellationToken)
        {
            var (from, to) = (await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken), await definitions.FindWorkflowGraphAsync(migration.ToVersionId, cancellationToken));
            if (from is null || to is null)
                return new Bilingual("版本已被删除", "The version was deleted");

            var moves = new MoveRules(_rules, from, to);
            if (steps.SelectMany(step => moves.Check(step, migration.Steps.GetValueOrDefault(step, step))).FirstOrDefault() is { } finding)
                return new Bilingual($"{finding.ActivityId}：{finding.Text.Zh}", $"{finding.ActivityId}: {finding.Text.En}");

            var mapping = migration.Steps.Where(x => from.FindByActivityId(x.Key) is not null).ToDictionary();
            var outcome = await migrator.MigrateAsync(instance.Id, new MigrationTarget(migration.ToVersionId) { Activities = mapping }, cancellationToken);
            return outcome.Succeeded ? null : Words(outcome.Problems[0]);
        }

        private async Task<IReadOnlyList<string>> PlacesAsync(string instanceId, CancellationToken cancellationToken)
        {
            var waiting = await db.Set<StoredBookmark>().AsNoTracking().Where(x => x.WorkflowInstanceId == instanceId && !x.IsListener).Select(x => x.ActivityId).ToListAsync(cancellationToken);
            var faulted = await db.Set<ActivityExecutionRecord>().AsNoTracking()
                .Where(x => x.WorkflowInstanceId == instanceId && x.Status == ActivityStatus.Faulted).Select(x => x.ActivityId).ToListAsync(cancellationToken);
            return [.. waiting.Concat(faulted).Distinct().Order(StringComparer.Ordinal)];
        }

        // Who waits for a step to be left tries again at the next one; "now" has had its turn.
        private void Refuse(FlowMigrationItem item, IReadOnlyList<string> steps, Bilingual reason)
        {
            (item.ReasonZh, item.ReasonEn) = (reason.Zh, reason.En);
            if (item.Choice == MigrationChoice.WhenLeft)
                (item.State, item.Steps) = (MigrationState.Waiting, FlowMigrationItem.Written(steps));
            else
                End(item, MigrationState.Refused);
        }

        private void End(FlowMigrationItem item, MigrationState state) => (item.State, item.DoneAt) = (state, time.GetUtcNow());

        private static Bilingual Words(MigrationFinding problem) => new(
            problem.Code switch
            {
                "activity.missing" => $"新版本里没有步骤 {problem.ActivityId}",
                "activity.type" => $"步骤 {problem.ActivityId} 在新版本里是另一种步骤",
                "variable.type" => "变量的值与新版本的类型不符",
                _ => $"引擎不允许：{problem.Code}",
            },
            problem.Message);
    }
}
