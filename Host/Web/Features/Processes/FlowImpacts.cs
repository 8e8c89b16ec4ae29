using System.Diagnostics;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Tells what a version would mean for running instances: a look at every version they are on, a fixed number of queries for any number of them.</summary>
public sealed class FlowImpacts(
    ItrDbContext db, RunningPlaces running, IWorkflowDefinitionService definitions, WorkflowComparer comparer, IWorkItemForms forms, TimeProvider time)
{
    private const int Samples = 50;

    private readonly FlowRules _rules = new(forms);

    /// <param name="target">The version they might go on with; a draft, too. Its content must compile.</param>
    /// <param name="chosen">Counterparts that a person chose, by step.</param>
    public async Task<FlowImpact> ReadAsync(WorkflowDefinition target, IReadOnlyDictionary<string, string> chosen, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var to = await definitions.MaterializeWorkflowAsync(target, cancellationToken);
        var found = (await running.GroupsAsync(target.DefinitionId, cancellationToken)).Where(x => x.VersionId != target.Id).ToList();
        var versions = new Dictionary<string, OldVersion>(StringComparer.Ordinal);
        foreach (var id in found.Select(x => x.VersionId).Distinct())
            if (await definitions.FindWorkflowDefinitionAsync(id, cancellationToken) is { } row)
                versions[id] = await OldVersionAsync(row, target, to, cancellationToken);

        var groups = found.Where(x => versions.ContainsKey(x.VersionId)).Select(x => GroupOf(x, versions[x.VersionId], to, chosen)).ToList();
        groups = await WithSamplesAsync(groups, cancellationToken);
        var touched = await TouchedAsync(target.DefinitionId, groups, versions, cancellationToken);
        return new FlowImpact(groups, touched, time.GetUtcNow(), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Name of a group in forms.</summary>
    public static string KeyOf(int version, IEnumerable<string> steps) => $"v{version}:{string.Join(',', steps)}";

    private async Task<OldVersion> OldVersionAsync(WorkflowDefinition row, WorkflowDefinition target, WorkflowGraph to, CancellationToken cancellationToken)
    {
        var graph = await definitions.MaterializeWorkflowAsync(row, cancellationToken);
        var diff = comparer.Compare(definitions.ReadModel(row), definitions.ReadModel(target));
        return new OldVersion(row, graph, diff, diff.Touched, new FlowReach(graph), new MoveRules(_rules, graph, to), new FlowStepNames(graph));
    }

    private static ImpactGroup GroupOf(RunningPlaces.Group group, OldVersion from, WorkflowGraph to, IReadOnlyDictionary<string, string> chosen)
    {
        var reach = from.Reach.From(group.Steps);
        return new ImpactGroup(
            KeyOf(group.Version, group.Steps), group.VersionId, group.Version, [.. group.Steps.Select(step => PlaceOf(step, from, to, chosen))], group.Instances, [],
            reach.Overlaps(from.Touched));
    }

    private static ImpactPlace PlaceOf(string step, OldVersion from, WorkflowGraph to, IReadOnlyDictionary<string, string> chosen)
    {
        var names = new FlowStepNames(to);
        var own = to.FindByActivityId(step) is { } same && same.Activity.Type == from.Graph.FindByActivityId(step)?.Activity.Type ? step : null;
        var counterpart = chosen.GetValueOrDefault(step) is { Length: > 0 } choice ? choice : own ?? from.Diff.Likely.FirstOrDefault(x => x.OldId == step)?.NewId;
        var kind = from.Graph.FindByActivityId(step)?.Activity.Type;
        var choices = own is not null ? [] : to.Nodes.Where(x => x.Activity.Type == kind).Select(x => (x.Activity.Id, names.Of(x.Activity.Id))).ToList();
        return new ImpactPlace(
            step, from.Names.Of(step), counterpart, counterpart is null ? null : names.Of(counterpart), counterpart is not null && counterpart != step, from.Touched.Contains(step),
            from.Diff.Activities.FirstOrDefault(x => x.ActivityId == step), choices, from.Rules.Check(step, counterpart ?? step));
    }

    private async Task<List<ImpactGroup>> WithSamplesAsync(List<ImpactGroup> groups, CancellationToken cancellationToken)
    {
        var ids = groups.SelectMany(x => x.Instances.Take(Samples)).ToList();
        var numbers = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(500)) // as many as every provider takes in one list
            foreach (var row in await db.Set<WorkflowInstance>().Where(x => some.Contains(x.Id)).Select(x => new { x.Id, x.CorrelationId }).ToListAsync(cancellationToken))
                numbers[row.Id] = row.CorrelationId;
        return [.. groups.Select(x => x with { Samples = [.. x.Instances.Take(Samples).Select(id => new ImpactSample(id, numbers.GetValueOrDefault(id))).OrderBy(s => s.RecordNo, StringComparer.Ordinal)] })];
    }

    private async Task<IReadOnlyList<TouchedStep>> TouchedAsync(
        string definitionId, List<ImpactGroup> groups, Dictionary<string, OldVersion> versions, CancellationToken cancellationToken)
    {
        var steps = versions.Values.SelectMany(x => x.Touched).Distinct().Order(StringComparer.Ordinal).ToList();
        if (steps.Count == 0)
            return [];

        var passed = await running.PassedAsync(definitionId, steps, cancellationToken);
        var ahead = groups.ToDictionary(x => x.Key, x => versions[x.VersionId].Reach.From(x.Places.Select(place => place.Step)));
        return
        [
            .. steps.Select(step =>
            {
                var owners = versions.Where(x => x.Value.Touched.Contains(step)).ToDictionary();
                var from = owners.Values.First();
                var kind = from.Diff.Activities.FirstOrDefault(x => x.ActivityId == step)?.Kind ?? ChangeKind.Changed;
                var theirs = groups.Where(x => owners.ContainsKey(x.VersionId)).ToList();
                return new TouchedStep(
                    step, from.Names.Of(step), kind,
                    theirs.Where(x => x.Places.Any(place => place.Step == step)).Sum(x => x.Count),
                    owners.Keys.Sum(version => passed[(version, step)].Sum()),
                    theirs.Where(x => ahead[x.Key].Contains(step)).Sum(x => x.Count));
            }),
        ];
    }

    private sealed record OldVersion(
        WorkflowDefinition Row, WorkflowGraph Graph, WorkflowDiff Diff, IReadOnlySet<string> Touched, FlowReach Reach, MoveRules Rules, FlowStepNames Names);
}
