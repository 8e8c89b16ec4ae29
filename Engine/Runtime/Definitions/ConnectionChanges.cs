using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Arrows that came, went or lead elsewhere.</summary>
internal static class ConnectionChanges
{
    /// <param name="before">Arrows of the older version.</param>
    /// <param name="after">Arrows of the newer version.</param>
    /// <param name="bent">How many lead where they led, along another line.</param>
    public static IReadOnlyList<ConnectionChange> Between(IReadOnlyList<ActivityTree.Arrow> before, IReadOnlyList<ActivityTree.Arrow> after, out int bent)
    {
        bent = 0;
        var rest = before.DistinctBy(Key).ToDictionary(Key);
        var added = new List<ActivityTree.Arrow>();
        foreach (var arrow in after.DistinctBy(Key))
        {
            if (!rest.Remove(Key(arrow), out var same))
                added.Add(arrow);
            else if (!JsonNode.DeepEquals(same.Vertices, arrow.Vertices))
                bent++;
        }

        var changes = new List<ConnectionChange>();
        foreach (var arrow in added)
        {
            var old = rest.Values.FirstOrDefault(x => (x.ContainerId, x.Source, x.Port) == (arrow.ContainerId, arrow.Source, arrow.Port));
            if (old is not null)
                rest.Remove(Key(old));
            changes.Add(new ConnectionChange(old is null ? ChangeKind.Added : ChangeKind.Changed, arrow.ContainerId, arrow.Source, arrow.Port, old?.Target, arrow.Target));
        }

        changes.AddRange(rest.Values.Select(x => new ConnectionChange(ChangeKind.Removed, x.ContainerId, x.Source, x.Port, x.Target, null)));
        return changes;
    }

    private static (string, string, string, string) Key(ActivityTree.Arrow arrow) => (arrow.ContainerId, arrow.Source, arrow.Port, arrow.Target);
}
