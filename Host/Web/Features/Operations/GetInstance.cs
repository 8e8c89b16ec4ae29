using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Web.Shell.Widgets;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>One instance: where it waits, what failed, what it did.</summary>
public static class GetInstance
{
    private const int JournalLines = 100;

    public sealed record Line(DateTimeOffset At, string ActivityId, string ActivityType, string Event, string? Message);

    public sealed record Step(string ActivityId, string ActivityType, string Status, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);

    public sealed record Relative(string Id, string FlowId, int Version, bool IsParent);

    public sealed record Details(
        WorkflowInstance Instance, IReadOnlyList<InstanceWaits.Wait> Waits, IReadOnlyList<InstanceWaits.Fault> Faults,
        IReadOnlyList<Step> Steps, Diagram? Diagram, IReadOnlyList<Line> Journal, IReadOnlyList<Relative> Relatives);

    public sealed class Handler(ItrDbContext db, InstanceWaits waits, TimeProvider time)
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
            return new Details(instance, [.. waiting[id]], [.. faults[id]], steps, diagram, journal, relatives);
        }
    }
}
