using Elsa.ITR.Data;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Where the running instances of flows stand: counted from bookmarks and execution records, never from state documents.</summary>
public sealed class RunningPlaces(ItrDbContext db)
{
    /// <summary>Instances of one version that stand at the same steps.</summary>
    /// <param name="Steps">Steps at which they wait or are faulted, in ordinal order; empty for one that only listens or is stalled.</param>
    /// <param name="Instances">Their ids.</param>
    public sealed record Group(string VersionId, int Version, IReadOnlyList<string> Steps, IReadOnlyList<string> Instances);

    /// <summary>How many instances of a version stand at a step; null for all that run on the version.</summary>
    public sealed record Count(string DefinitionId, int Version, string? Step, int Instances);

    /// <summary>Running instances of a flow by version and steps, large groups first. One instance is in one group.</summary>
    public async Task<IReadOnlyList<Group>> GroupsAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = await Running(definitionId).GroupBy(x => new { x.DefinitionVersionId, x.Version }).Select(x => new { x.Key, Instances = x.Count() }).ToListAsync(cancellationToken);
        var groups = new List<Group>();
        foreach (var version in versions)
        {
            var standing = await StandingAsync(Running(definitionId).Where(x => x.DefinitionVersionId == version.Key.DefinitionVersionId), version.Instances, cancellationToken);
            groups.AddRange(standing.GroupBy(x => x.Value, x => x.Key)
                .Select(x => new Group(version.Key.DefinitionVersionId, version.Key.Version, x.Key.Length == 0 ? [] : x.Key.Split(','), [.. x])));
        }

        return [.. groups.OrderByDescending(x => x.Instances.Count).ThenBy(x => x.Version).ThenBy(x => string.Join(',', x.Steps), StringComparer.Ordinal)];
    }

    // Steps by instance, joined by commas. Most stand at one step: only those at several need a text of their own.
    private async Task<Dictionary<string, string>> StandingAsync(IQueryable<WorkflowInstance> running, int instances, CancellationToken cancellationToken)
    {
        var waiting = await (
                from instance in running
                join bookmark in db.Set<StoredBookmark>() on instance.Id equals bookmark.WorkflowInstanceId
                where !bookmark.IsListener
                select new { instance.Id, Step = bookmark.ActivityId })
            .ToListAsync(cancellationToken);
        var faulted = await (
                from instance in running.Where(x => x.FaultedActivityCount > 0)
                join record in db.Set<ActivityExecutionRecord>() on instance.Id equals record.WorkflowInstanceId
                where record.Status == ActivityStatus.Faulted
                select new { instance.Id, Step = record.ActivityId })
            .ToListAsync(cancellationToken);

        var names = new Dictionary<string, string>(StringComparer.Ordinal); // one text per step, not one per row
        var standing = new Dictionary<string, string>(instances, StringComparer.Ordinal);
        foreach (var place in waiting.Concat(faulted))
        {
            if (!names.TryGetValue(place.Step, out var step))
                names[place.Step] = step = place.Step;
            if (!standing.TryGetValue(place.Id, out var known))
                standing[place.Id] = step;
            else if (!known.Split(',').Contains(step))
                standing[place.Id] = string.Join(',', known.Split(',').Append(step).Order(StringComparer.Ordinal));
        }

        if (standing.Count < instances) // the rest only listens, or is stalled
            foreach (var id in await running.Where(x => !db.Set<StoredBookmark>().Any(y => y.WorkflowInstanceId == x.Id && !y.IsListener)).Select(x => x.Id).ToListAsync(cancellationToken))
                standing.TryAdd(id, "");
        return standing;
    }

    /// <summary>How many running instances of each version have completed each of the steps at least once.</summary>
    public async Task<ILookup<(string VersionId, string Step), int>> PassedAsync(string definitionId, IReadOnlyCollection<string> steps, CancellationToken cancellationToken)
    {
        var counts = await (
                from instance in Running(definitionId)
                join record in db.Set<ActivityExecutionRecord>().Where(x => steps.Contains(x.ActivityId) && x.Status == ActivityStatus.Completed)
                    on instance.Id equals record.WorkflowInstanceId
                group record.WorkflowInstanceId by new { instance.DefinitionVersionId, record.ActivityId } into passed
                select new { passed.Key.DefinitionVersionId, passed.Key.ActivityId, Instances = passed.Distinct().Count() })
            .ToListAsync(cancellationToken);
        return counts.ToLookup(x => (x.DefinitionVersionId, x.ActivityId), x => x.Instances);
    }

    /// <summary>Counts per version and step of one flow, or of all.</summary>
    public async Task<IReadOnlyList<Count>> CountsAsync(string? definitionId, CancellationToken cancellationToken)
    {
        var instances = definitionId is null ? db.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Running) : Running(definitionId);
        var versions = await instances.GroupBy(x => new { x.DefinitionId, x.Version })
            .Select(x => new Count(x.Key.DefinitionId, x.Key.Version, null, x.Count())).ToListAsync(cancellationToken);
        var steps = await (
                from instance in instances
                join bookmark in db.Set<StoredBookmark>().Where(x => !x.IsListener) on instance.Id equals bookmark.WorkflowInstanceId
                group instance by new { instance.DefinitionId, instance.Version, bookmark.ActivityId } into standing
                select new Count(standing.Key.DefinitionId, standing.Key.Version, standing.Key.ActivityId, standing.Select(x => x.Id).Distinct().Count()))
            .ToListAsync(cancellationToken);
        return [.. versions, .. steps.OrderByDescending(x => x.Instances).ThenBy(x => x.Step, StringComparer.Ordinal)];
    }

    private IQueryable<WorkflowInstance> Running(string definitionId) =>
        db.Set<WorkflowInstance>().Where(x => x.DefinitionId == definitionId && x.Status == WorkflowStatus.Running);
}
