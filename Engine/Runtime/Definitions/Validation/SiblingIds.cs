using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Tells children of one activity apart that have the same id, so that the rest of the definition can be checked too.</summary>
/// <remarks>A workflow with such children cannot be compiled. They get other ids for the time of the check; disposing gives the own ones back.</remarks>
internal sealed class SiblingIds : IDisposable
{
    private readonly List<(IActivity Activity, string Id)> _renamed = [];

    public SiblingIds(Workflow workflow) => Visit(workflow, new(ReferenceEqualityComparer.Instance));

    /// <summary>One for each id that occurs more than once among siblings.</summary>
    public List<WorkflowValidationError> Findings { get; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (activity, id) in _renamed)
            activity.Id = id;
    }

    private void Visit(IActivity parent, HashSet<IActivity> visited)
    {
        if (!visited.Add(parent))
            return;

        // A flowchart written in code lists its start a second time.
        var children = ActivityChildren.Of(parent).Distinct(ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>).ToList();
        foreach (var twins in children.Where(x => !string.IsNullOrWhiteSpace(x.Id)).GroupBy(x => x.Id, StringComparer.Ordinal).Where(x => x.Count() > 1).ToList())
        {
            Findings.Add(new($"Activity id '{twins.Key}' occurs {twins.Count()} times in '{parent.Id}', and the workflow cannot be compiled. Give each an id of its own.", twins.Key)
            {
                Code = "activity.duplicate-id",
                Blocks = true,
            });
            foreach (var (index, twin) in twins.Skip(1).Index().ToList())
            {
                _renamed.Add((twin, twin.Id));
                twin.Id = $"{twin.Id} ({index + 2})";
            }
        }

        foreach (var child in children)
            Visit(child, visited);
    }
}
