using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Elsa.Workflows.Models;

/// <summary>An activity in a graph, with what is known about its type.</summary>
public sealed class ActivityNode
{
    private string? _hash;

    internal ActivityNode(IActivity activity, ActivityDescriptor descriptor, ActivityNode? parent)
    {
        Activity = activity;
        Descriptor = descriptor;
        Parent = parent;
        Inputs = [.. descriptor.Inputs];
        parent?.ChildList.Add(this);
    }

    /// <summary>The activity.</summary>
    public IActivity Activity { get; }

    /// <summary>Its descriptor, found when the graph was built.</summary>
    public ActivityDescriptor Descriptor { get; }

    /// <summary>The node that contains it; null for the workflow.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>Nodes it contains.</summary>
    public IReadOnlyList<ActivityNode> Children => ChildList;

    /// <summary>Ids from the workflow down, joined by <c>:</c>.</summary>
    public string NodeId => Activity.NodeId;

    /// <summary>Upper-case hexadecimal SHA-256 of the node id.</summary>
    public string Hash => _hash ??= Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(NodeId)));

    internal List<ActivityNode> ChildList { get; } = [];

    internal InputDescriptor[] Inputs { get; }

    /// <summary>What activities of this node have computed from their definition, e.g. graphs of flowcharts.</summary>
    internal ConcurrentDictionary<object, object> Compiled { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The containing nodes, innermost first.</summary>
    public IEnumerable<ActivityNode> Ancestors()
    {
        for (var node = Parent; node != null; node = node.Parent)
            yield return node;
    }

    /// <summary>The contained nodes at any depth, in order.</summary>
    public IEnumerable<ActivityNode> Descendants()
    {
        foreach (var child in ChildList)
        {
            yield return child;
            foreach (var descendant in child.Descendants())
                yield return descendant;
        }
    }
}
