using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>What is to become of a group of instances.</summary>
/// <param name="Group">Its name in the impact: version and steps.</param>
/// <param name="Only">Instances meant; null or empty for all of the group.</param>
public sealed record GroupChoice([property: Required, StringLength(2100)] string Group, MigrationChoice Choice, IReadOnlyList<string>? Only = null);

/// <summary>Writes a decision about running instances down, after holding it against what they really do now; the work follows after the commit.</summary>
public sealed class MigrationPlan(ItrDbContext db, FlowImpacts impacts, IOutbox outbox, CurrentActor me, TimeProvider time)
{
    /// <returns>The migration; null when every instance stays.</returns>
    /// <exception cref="RuleViolationException">flow.would-strand.</exception>
    public async Task<FlowMigration?> AddAsync(
        WorkflowDefinition target, IReadOnlyList<GroupChoice> choices, IReadOnlyDictionary<string, string> steps, string? note, CancellationToken cancellationToken)
    {
        var chosen = choices.Where(x => x.Choice != MigrationChoice.Stay).ToList();
        if (chosen.Count == 0)
            return null;

        var impact = await impacts.ReadAsync(target, steps, cancellationToken);
        var groups = chosen.Select(x => (Choice: x, Group: Find(impact, x)!)).Where(x => x.Group is not null).ToList();
        if (groups.Count == 0)
            return null; // all of them have moved on since the page was made: they stay

        var migration = new FlowMigration
        {
            DefinitionId = target.DefinitionId,
            ToVersionId = target.Id,
            ToVersion = target.Version,
            Steps = groups.SelectMany(x => x.Group.Places).Where(x => x.IsGuess).DistinctBy(x => x.Step).ToDictionary(x => x.Step, x => x.NewStep!),
            Groups = groups.ConvertAll(x => new MigrationGroup(x.Group.VersionId, [.. x.Group.Places.Select(place => place.Step)], x.Choice.Choice, x.Choice.Only is { Count: > 0 } only ? only : null)),
            Note = note,
            StartedById = me.Value.PersonId,
            StartedByName = me.Value.Name.ToString(),
            StartedAt = time.GetUtcNow(),
        };
        db.Add(migration);
        outbox.Add(MigrationListing.RowKind, new MigrationListing.Row(migration.Id, 0, null));
        return migration;
    }

    // The hard stop: what the page did not offer is refused here, too.
    private static ImpactGroup? Find(FlowImpact impact, GroupChoice choice)
    {
        var group = impact.Groups.FirstOrDefault(x => x.Key == choice.Group);
        if (group is null || group.May(choice.Choice))
            return group;

        var place = group.Places.FirstOrDefault(x => x.Problems.Count > 0);
        throw new RuleViolationException("flow.would-strand", ("step", place?.Name ?? choice.Group), ("reason", place?.Problems[0].Text));
    }
}
