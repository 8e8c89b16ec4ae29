using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.ITR.Web.Features.Processes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>The flows of a case or business record with the path each took; what runs comes first.</summary>
public static class CaseFlows
{
    private const int Most = 3;

    public sealed class Handler(ItrDbContext db, InstanceWaits waits, InstanceStalls stalls, TimeProvider time)
    {
        /// <param name="no">Number of the record.</param>
        /// <param name="own">Flow that comes before all others; null for none.</param>
        public async Task<IReadOnlyList<CaseFlow>> HandleAsync(string no, string? own, CancellationToken cancellationToken)
        {
            var instances = (await db.Set<WorkflowInstance>().AsNoTracking().Where(x => x.CorrelationId == no).ToListAsync(cancellationToken))
                .OrderBy(x => x.DefinitionId != own).ThenBy(x => x.Status != WorkflowStatus.Running).ThenByDescending(x => x.CreatedAt).Take(Most).ToList();
            var ids = instances.Select(x => x.Id).ToList();
            var versions = instances.Select(x => x.DefinitionVersionId).Distinct().ToList();
            var documents = await db.Set<WorkflowDefinition>().AsNoTracking().Where(x => versions.Contains(x.Id)).Select(x => new { x.Id, x.Document }).ToDictionaryAsync(x => x.Id, x => x.Document, cancellationToken);
            var steps = (await db.Set<ActivityExecutionRecord>().AsNoTracking().Where(x => ids.Contains(x.WorkflowInstanceId)).OrderBy(x => x.StartSequence)
                    .Select(x => new { x.WorkflowInstanceId, x.ActivityId, x.ActivityType, x.Status, x.StartedAt, x.CompletedAt }).ToListAsync(cancellationToken))
                .ToLookup(x => x.WorkflowInstanceId, x => new GetInstance.Step(x.ActivityId, x.ActivityType, x.Status.ToString(), x.StartedAt, x.CompletedAt));
            var (waiting, faults) = await waits.FindAsync(ids, cancellationToken);
            var done = (await db.Set<WorkItem>().AsNoTracking().Where(x => ids.Contains(x.InstanceId!) && x.Step != null && x.CompletedById != null)
                    .Select(x => new { x.InstanceId, x.Step, x.CompletedByNameZh, x.CompletedByNameEn, x.CompletedAt }).ToListAsync(cancellationToken))
                .ToLookup(x => x.InstanceId, x => new FlowDiagrams.DoneBy(x.Step!, new Bilingual(x.CompletedByNameZh ?? "", x.CompletedByNameEn ?? x.CompletedByNameZh ?? ""), x.CompletedAt!.Value));
            var stuck = await stalls.OfAsync([.. instances.Where(x => x.Status == WorkflowStatus.Running && (x.FaultedActivityCount > 0 || x.StalledAt is not null)).Select(x => x.Id)], cancellationToken);
            var now = time.GetUtcNow();
            return
            [
                .. instances.Where(x => documents.ContainsKey(x.DefinitionVersionId)).Select(x =>
                {
                    var diagram = FlowOutline.Of(documents[x.DefinitionVersionId], FlowDiagrams.StatesOf(steps[x.Id], waiting[x.Id], faults[x.Id], done[x.Id], now));
                    var here = diagram.Nodes.Where(node => node.State is "cur" or "fail").Select(node => node.Text).ToList();
                    return new CaseFlow(x.Id, x.DefinitionId, x.Version, x.SubStatus.ToString(), diagram.Nodes.Count(node => node.State == "done"), here, diagram, [.. stuck[x.Id]]);
                }),
            ];
        }
    }
}
