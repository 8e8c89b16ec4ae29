namespace Elsa.Workflows.Management;

/// <summary>Which activity of one version is which of another: the same id, and where an id occurs twice the same container.</summary>
internal sealed class ActivityPairs
{
    private readonly List<(ActivityTree.Node? Old, ActivityTree.Node? New)> _pairs = [];

    public ActivityPairs(IReadOnlyList<ActivityTree.Node> before, IReadOnlyList<ActivityTree.Node> after)
    {
        var rest = before.ToList();
        var open = new List<(int At, ActivityTree.Node New)>();
        foreach (var node in after)
        {
            var same = rest.Find(x => x.Id == node.Id && x.ContainerId == node.ContainerId);
            if (same is not null)
                rest.Remove(same);
            else
                open.Add((_pairs.Count, node));
            _pairs.Add((same, node));
        }

        foreach (var (at, node) in open)
        {
            if (rest.Find(x => x.Id == node.Id) is not { } elsewhere)
                continue;
            rest.Remove(elsewhere);
            _pairs[at] = (elsewhere, node);
        }

        _pairs.AddRange(rest.Select(x => ((ActivityTree.Node?)x, (ActivityTree.Node?)null)));
    }

    /// <summary>Every activity of either version: in the order of the newer one, removed ones at the end.</summary>
    public IReadOnlyList<(ActivityTree.Node? Old, ActivityTree.Node? New)> InOrder => _pairs;

    /// <summary>Activities that both versions have.</summary>
    public IEnumerable<(ActivityTree.Node Old, ActivityTree.Node New)> Both => _pairs.Where(x => x is { Old: not null, New: not null }).Select(x => (x.Old!, x.New!));

    /// <summary>Activities of the older version only.</summary>
    public IEnumerable<ActivityTree.Node> Removed => _pairs.Where(x => x.New is null).Select(x => x.Old!);

    /// <summary>Activities of the newer version only.</summary>
    public IEnumerable<ActivityTree.Node> Added => _pairs.Where(x => x.Old is null).Select(x => x.New!);
}
