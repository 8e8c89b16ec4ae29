using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Web.Features.Processes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Reads what the running command has changed and not yet stored.</summary>
public sealed class EffectReader(ItrDbContext db, BurstLines bursts, IWorkflowInstanceVariableManager variables, IWorkflowDefinitionService definitions)
{
    private const string PassedOver = "Passed over";
    private static readonly string[] Containers = ["Elsa.Workflow", "Elsa.Flowchart", "Elsa.Sequence"];

    /// <summary>Variables of the flow as text, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(string instanceId, CancellationToken cancellationToken) =>
        (await variables.GetVariablesAsync(instanceId, cancellationToken)).DistinctBy(x => x.Variable.Name).ToDictionary(x => x.Variable.Name, x => VariableText.Of(x.Value));

    public async Task<Effects> ReadAsync(string instanceId, IReadOnlyDictionary<string, string> before, CancellationToken cancellationToken)
    {
        var after = await VariablesAsync(instanceId, cancellationToken);
        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries().Where(x => x.State is EntityState.Added or EntityState.Modified).ToList();
        var instance = db.ChangeTracker.Entries<WorkflowInstance>().Single(x => x.Entity.Id == instanceId).Entity;
        return new Effects(
            instance.SubStatus, instance.FaultedActivityCount, await StepsAsync(instance, cancellationToken), [.. Of<WorkItem>(changed).Select(Task)],
            [.. Of<SlaClock>(changed).Select(Clock)],
            [.. Of<OutboxMessage>(changed).Where(x => x.State == EntityState.Added).GroupBy(x => x.Entity.Kind).Select(x => new Effects.Row(x.Key, x.Count()))],
            [.. after.Where(x => before.GetValueOrDefault(x.Key) != x.Value).Select(x => new Effects.Variable(x.Key, before.GetValueOrDefault(x.Key) ?? "", x.Value))],
            [.. Of<BusinessEvent>(changed).Select(x => x.Entity.Name).Distinct()],
            Of<Notification>(changed).Count(x => x.State == EntityState.Added));
    }

    private async Task<IReadOnlyList<Effects.Step>> StepsAsync(WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var names = await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken) is { } graph ? new FlowStepNames(graph) : null;
        return
        [
            .. bursts.Lines.Where(x => x.InstanceId == instance.Id && !Containers.Contains(x.Entry.ActivityType) && StatusOf(x.Entry.EventName) is not null)
                .GroupBy(x => x.Entry.ActivityInstanceId)
                .Select(x => new Effects.Step(names?.Of(x.First().Entry.ActivityId) ?? x.First().Entry.ActivityId, StatusOf(x.Last().Entry.EventName)!.Value, x.Any(line => line.Entry.EventName == PassedOver))),
        ];
    }

    private static ActivityStatus? StatusOf(string eventName) => eventName switch
    {
        "Started" or "Resumed" or "Suspended" or PassedOver => ActivityStatus.Running,
        "Completed" => ActivityStatus.Completed,
        "Canceled" => ActivityStatus.Canceled,
        "Faulted" => ActivityStatus.Faulted,
        _ => null,
    };

    private static IEnumerable<EntityEntry<T>> Of<T>(List<EntityEntry> changed) where T : class => changed.Where(x => x.Entity is T).Select(x => x.Context.Entry((T)x.Entity));

    private static Effects.Task Task(EntityEntry<WorkItem> item) => new(
        item.Entity.No, item.Entity.Title, item.Entity.Role, item.State == EntityState.Added ? null : item.Property(x => x.State).OriginalValue, item.Entity.State);

    private static Effects.Clock Clock(EntityEntry<SlaClock> clock) => new(
        clock.Entity.ClockId, clock.Entity.RecordNo, clock.State == EntityState.Added ? null : clock.Property(x => x.State).OriginalValue, clock.Entity.State, clock.Entity.DueAt);
}
