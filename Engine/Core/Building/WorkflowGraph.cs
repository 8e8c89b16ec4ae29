using Elsa.Workflows.Activities;

namespace Elsa.Workflows.Models;

/// <summary>A workflow version compiled once: every activity with its node, parents and descriptor. Shared by all runs.</summary>
public sealed class WorkflowGraph
{
    private readonly Dictionary<IActivity, ActivityNode> _byActivity = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ActivityNode> _byNodeId = [];
    private readonly Dictionary<string, ActivityNode> _byActivityId = [];

    internal WorkflowGraph(Workflow workflow, ActivityNode root)
    {
        Workflow = workflow;
        Root = root;
        Nodes = [root, .. root.Descendants()];
        foreach (var node in Nodes)
        {
            _byActivity[node.Activity] = node;
            if (!_byNodeId.TryAdd(node.NodeId, node))
                throw new InvalidOperationException($"Expected node ids to be unique, but '{node.NodeId}' occurs twice. Rename one activity.");
            _byActivityId.TryAdd(node.Activity.Id, node);
        }
    }

    /// <summary>The workflow.</summary>
    public Workflow Workflow { get; }

    /// <summary>The workflow's own node.</summary>
    public ActivityNode Root { get; }

    /// <summary>Every node, parents before children.</summary>
    public IReadOnlyList<ActivityNode> Nodes { get; }

    /// <summary>The node of that activity object, or null.</summary>
    public ActivityNode? FindByActivity(IActivity activity) => _byActivity.GetValueOrDefault(activity);

    /// <summary>The node with that node id, or null.</summary>
    public ActivityNode? FindByNodeId(string nodeId) => _byNodeId.GetValueOrDefault(nodeId);

    /// <summary>The first node with that activity id, or null.</summary>
    public ActivityNode? FindByActivityId(string activityId) => _byActivityId.GetValueOrDefault(activityId);

    /// <summary>The node with that hash, or null.</summary>
    public ActivityNode? FindByHash(string hash) => Nodes.FirstOrDefault(node => node.Hash == hash);
}
