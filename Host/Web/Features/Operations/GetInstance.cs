using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Web.Shell.Widgets;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>One instance: where it waits, what failed, what it did.</summary>
public static class GetInstance
{
    private const int JournalLines = 100;

    public sealed record Line(DateTimeOffset At, string ActivityId, string ActivityType, string Event, string? Message);

    public sealed record Step(string ActivityId, string ActivityType, string Status, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);

    public sealed record Relative(string Id, string FlowId, int Version, bool IsParent);

    /// <summary>What somebody did to it by hand.</summary>
    /// <param name="Kind">One of <see cref="RepairKinds"/>, or <c>again</c> for a timer or effect.</param>
    public sealed record Repaired(Guid Id, DateTimeOffset At, string Kind, string By, string? Told, string? Reason);

    public sealed record Variable(string Name, string Text);

    public sealed record Details(
        WorkflowInstance Instance, IReadOnlyList<InstanceWaits.Wait> Waits, IReadOnlyList<InstanceWaits.Fault> Faults,
        IReadOnlyList<Stall> Stalls, IReadOnlyList<Step> Steps, Diagram? Diagram, IReadOnlyList<Line> Journal, IReadOnlyList<Relative> Relatives,
        IReadOnlyList<Repaired> Audit, IReadOnlyList<Variable> Variables, IReadOnlyList<OutboxMessage> Outbox);

    public sealed class Handler(ItrDbContext db, InstanceWaits waits, InstanceStalls stalls, IWorkflowInstanceVariableManager variables, TimeProvider time)
    {
        /// <returns>Null when there is no such instance.</returns>
        public async Task<Details?> HandleAsync(string id, CancellationToken cancellationToken)
        {
            if (await db.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } instance)
                return null;

            var (waiting, faults) = await waits.FindAsync([id], cancellationToken);
            var steps = await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.StartSequence)
                .Select(x => new Step(x.ActivityId, x.ActivityType, x.Status.ToString(), x.StartedAt, x.CompletedAt)).ToListAsync(cancellationToken);
            var journal = await db.Set<WorkflowExecutionLogRecord>().AsNoTracking().Where(x => x.WorkflowInstanceId == id).OrderByDescending(x => x.Sequence)
                .Take(JournalLines).Select(x => new Line(x.Timestamp, x.ActivityId, x.ActivityType, x.EventName, x.Message)).ToListAsync(cancellationToken);
            var relatives = await db.Set<WorkflowInstance>().AsNoTracking()
                .Where(x => x.ParentWorkflowInstanceId == id || x.Id == instance.ParentWorkflowInstanceId)
                .OrderBy(x => x.CreatedAt).Select(x => new Relative(x.Id, x.DefinitionId, x.Version, x.Id == instance.ParentWorkflowInstanceId)).ToListAsync(cancellationToken);
            var document = await db.Set<WorkflowDefinition>().AsNoTracking().Where(x => x.Id == instance.DefinitionVersionId).Select(x => x.Document).FirstOrDefaultAsync(cancellationToken);
            var diagram = document is null ? null : FlowDiagrams.Draw(document, FlowDiagrams.StatesOf(steps, waiting[id], faults[id], [], time.GetUtcNow()));
            var stuck = instance.Status == WorkflowStatus.Running ? [.. (await stalls.OfAsync([id], cancellationToken))[id]] : (IReadOnlyList<Stall>)[];
            return new Details(instance, [.. waiting[id]], [.. faults[id]], stuck, steps, diagram, journal, relatives, await AuditAsync(id, cancellationToken), await VariablesAsync(id, cancellationToken),
                await db.Set<OutboxMessage>().AsNoTracking().Where(x => x.InstanceId == id && (!x.IsInternal || x.State != OutboxState.Done)).OrderByDescending(x => x.CreatedAt).Take(20).ToListAsync(cancellationToken));
        }

        private async Task<IReadOnlyList<Repaired>> AuditAsync(string id, CancellationToken cancellationToken)
        {
            var key = InstanceRecord.KeyOf(id);
            var entries = await db.Set<AuditEntry>().AsNoTracking().Where(x => x.RecordId == key).OrderByDescending(x => x.At).ThenByDescending(x => x.Id).ToListAsync(cancellationToken);
            return [.. entries.Select(x => new Repaired(x.Id, x.At, x.Action[(x.Action.IndexOf('.', StringComparison.Ordinal) + 1)..], x.ActorName, x.New, x.Reason))];
        }

        private async Task<IReadOnlyList<Variable>> VariablesAsync(string id, CancellationToken cancellationToken) =>
            [.. (await variables.GetVariablesAsync(id, cancellationToken)).Select(x => new Variable(x.Variable.Name, VariableText.Of(x.Value))).Where(x => x.Text.Length > 0).OrderBy(x => x.Name, StringComparer.Ordinal)];
    }

    /// <summary>The answer of the route.</summary>
    /// <param name="RecordNo">Number of the record it works for; null for none.</param>
    /// <param name="Journal">Newest first, the last hundred.</param>
    /// <param name="Repairs">What somebody did to it by hand.</param>
    public sealed record Answer(
        string Id, string FlowId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? RecordNo, DateTimeOffset CreatedAt, IReadOnlyList<InstanceWaits.Wait> Waits,
        IReadOnlyList<InstanceWaits.Fault> Faults, IReadOnlyList<Stall> Stalls, IReadOnlyList<Step> Steps, IReadOnlyList<Line> Journal, IReadOnlyList<Relative> Relatives,
        IReadOnlyList<Repaired> Repairs, IReadOnlyList<Variable> Variables);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/instances/{id}", async Task<IResult> (string id, Handler instances, CancellationToken cancellationToken) =>
                await instances.HandleAsync(id, cancellationToken) is { Instance: var instance } found
                    ? TypedResults.Ok(new Answer(
                        instance.Id, instance.DefinitionId, instance.Version, instance.Status, instance.SubStatus, instance.CorrelationId, instance.CreatedAt, found.Waits, found.Faults, found.Stalls,
                        found.Steps, found.Journal, found.Relatives, found.Audit, found.Variables))
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRead).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A flow instance: where it waits, what failed, what it did, what was done to it by hand");
}
