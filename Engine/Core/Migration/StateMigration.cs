using Elsa.Expressions.Helpers;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Migration;

/// <summary>
/// Moves a stored run to another version of its definition (D24). First <see cref="Rewrite(WorkflowState)"/>: every place in the state gets the node that
/// stands for it in the new graph. Then, on the restored run, <see cref="AdaptAsync"/>: containers bring what they keep in line with it.
/// </summary>
/// <param name="from">Graph of the version the run is on.</param>
/// <param name="to">Graph of the version it shall go on with.</param>
/// <param name="activities">Activity id in the new version by activity id in the old one, where they differ.</param>
internal sealed class StateMigration(WorkflowGraph from, WorkflowGraph to, IReadOnlyDictionary<string, string> activities)
{
    private readonly Dictionary<ActivityNode, ActivityNode?> _newNodes = [];
    private readonly Dictionary<string, ActivityNode> _oldNodes = []; // by id of the context
    private readonly Dictionary<string, string> _oldIds = activities.DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.Key);
    private readonly List<MigrationFinding> _problems = [];
    private readonly List<MigrationFinding> _notes = [];
    private readonly List<MovedActivity> _places = [];

    /// <summary>Why the run cannot go on with the new version; empty when it can.</summary>
    public IReadOnlyList<MigrationFinding> Problems => _problems;

    /// <summary>What will be different, though the run can go on.</summary>
    public IReadOnlyList<MigrationFinding> Notes => _notes;

    /// <summary>Where the run waits or is faulted.</summary>
    public IReadOnlyList<MovedActivity> Places => _places;

    /// <summary>The migration is not done; all reasons are collected.</summary>
    public void Refuse(string code, string? activityId, string message) => _problems.Add(new(code, activityId, message));

    /// <summary>Something a person should know before.</summary>
    public void Note(string code, string? activityId, string message) => _notes.Add(new(code, activityId, message));

    /// <summary>Id in the new version.</summary>
    public string NewIdOf(string oldActivityId) => activities.GetValueOrDefault(oldActivityId, oldActivityId);

    /// <summary>Id in the old version, or null for an activity that is new.</summary>
    public string? OldIdOf(string newActivityId) =>
        _oldIds.TryGetValue(newActivityId, out var oldId) ? oldId
        : !activities.ContainsKey(newActivityId) && from.FindByActivityId(newActivityId) != null ? newActivityId
        : null;

    /// <summary>The node the context had in the old version.</summary>
    public ActivityNode OldNodeOf(ActivityExecutionContext context) => _oldNodes[context.Id];

    /// <summary>Gives every place of the state its node in the new graph. False when one has none; then the state is of no use.</summary>
    public bool Rewrite(WorkflowState state)
    {
        CheckOverrides();
        var parents = state.ActivityExecutionContexts.Where(IsOpen).Select(context => context.ParentContextId).ToHashSet();
        foreach (var context in state.ActivityExecutionContexts)
            Rewrite(context, isPlace: IsOpen(context) && !parents.Contains(context.Id));
        foreach (var bookmark in state.Bookmarks)
        {
            if (MoveNode(bookmark.ActivityNodeId) is { } node)
                (bookmark.ActivityId, bookmark.ActivityNodeId) = (node.Activity.Id, node.NodeId);
        }

        state.CompletionCallbacks = [.. state.CompletionCallbacks
            .Select(callback => MoveNode(callback.ChildNodeId) is { } child ? callback with { ChildNodeId = child.NodeId } : null)
            .OfType<CompletionCallbackState>()]; // what nobody stands at calls nobody back
        state.ScheduledActivities = [.. state.ScheduledActivities.Select(Rewrite).OfType<ActivityWorkItemState>()];
        return _problems.Count == 0;
    }

    /// <summary>Lets the containers of the restored run adapt, and checks its variables.</summary>
    public async Task AdaptAsync(WorkflowExecutionContext run)
    {
        foreach (var context in run.ActivityExecutionContexts.Where(context => !context.IsCompleted))
        {
            context.Taint(); // its record names the new node
            CheckVariables(context);
            if (context.Activity is IMovesChildren container)
                await container.MoveChildrenAsync(context, this);
        }
    }

    private static bool IsOpen(ActivityExecutionContextState context) => context.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled);

    private void CheckOverrides()
    {
        foreach (var (oldId, newId) in activities)
        {
            if (from.FindByActivityId(oldId) == null)
                Refuse("mapping.unknown-source", oldId, $"Expected activity '{oldId}' of the mapping to be in version {VersionOf(from)}, but it is not. Remove it from the mapping.");
            if (to.FindByActivityId(newId) == null)
                Refuse("mapping.unknown-target", newId, $"Expected activity '{newId}' of the mapping to be in version {VersionOf(to)}, but it is not. Choose one that is.");
        }
    }

    private void Rewrite(ActivityExecutionContextState context, bool isPlace)
    {
        if (from.FindByNodeId(context.ScheduledActivityNodeId) is not { } oldNode)
            return; // not even the version it is on knows it: restoring skips it

        if (NodeFor(oldNode) is not { } node)
        {
            RefuseMissing(oldNode);
            return;
        }

        if (IsOpen(context) && (node.Activity.GetType() != oldNode.Activity.GetType() || node.Activity.Type != oldNode.Activity.Type))
        {
            Refuse(
                "activity.type", oldNode.Activity.Id,
                $"Expected activity '{node.Activity.Id}' to be of type {oldNode.Activity.Type}, which the instance has started, but in version {VersionOf(to)} it is of type {node.Activity.Type}. Map '{oldNode.Activity.Id}' to one of its own type.");
            return;
        }

        _oldNodes[context.Id] = oldNode;
        context.ScheduledActivityNodeId = node.NodeId;
        context.OwnerActivityNodeId = context.OwnerActivityNodeId is { } owner ? MoveNode(owner)?.NodeId : null;
        if (isPlace)
            _places.Add(new(context.Id, oldNode.Activity.Id, node.Activity.Id, context.Status));
    }

    private ActivityWorkItemState? Rewrite(ActivityWorkItemState item)
    {
        if (from.FindByNodeId(item.ActivityNodeId) is not { } oldNode)
            return null;
        if (NodeFor(oldNode) is { } node)
            return item with { ActivityNodeId = node.NodeId };

        RefuseMissing(oldNode);
        return null;
    }

    private void RefuseMissing(ActivityNode oldNode)
    {
        var id = oldNode.Activity.Id;
        if (_problems.Exists(problem => problem.Code == "activity.missing" && problem.ActivityId == id))
            return;

        var container = oldNode.Parent is { } parent && NodeFor(parent) is { } newParent ? $" in '{newParent.Activity.Id}'" : "";
        Refuse(
            "activity.missing", id,
            $"Expected activity '{NewIdOf(id)}'{container} in version {VersionOf(to)}, because the instance stands at '{id}', but it is not there. Map '{id}' to an activity that is.");
    }

    private ActivityNode? MoveNode(string oldNodeId) => from.FindByNodeId(oldNodeId) is { } oldNode ? NodeFor(oldNode) : null;

    /// <summary>The node that stands for an old one: of the same id, or of the id it is mapped to, in the container that stands for its container.</summary>
    private ActivityNode? NodeFor(ActivityNode oldNode)
    {
        if (!_newNodes.TryGetValue(oldNode, out var node))
        {
            node = oldNode.Parent == null ? to.Root : NodeFor(oldNode.Parent) is { } container ? NodeWithin(container, oldNode) : null;
            _newNodes[oldNode] = node;
        }

        return node;
    }

    private ActivityNode? NodeWithin(ActivityNode container, ActivityNode oldNode)
    {
        var id = NewIdOf(oldNode.Activity.Id);
        return container.Children.FirstOrDefault(child => child.Activity.Id == id)
            ?? (container.Activity is Composite && container.Children is [var body] ? body : null); // the body of a workflow stands for its body
    }

    private void CheckVariables(ActivityExecutionContext context)
    {
        if (!_oldNodes.TryGetValue(context.Id, out var oldNode) || oldNode.Activity is not IVariableContainer before || context.Activity is not IVariableContainer after)
            return;

        var kept = after.Variables.ToDictionary(variable => variable.Id);
        foreach (var variable in before.Variables.Where(variable => variable.StorageDriverType != null))
        {
            if (!kept.TryGetValue(variable.Id, out var target))
                Note("variable.gone", context.Activity.Id, $"Variable '{variable.Name}' is not in version {VersionOf(to)}; its value is lost.");
            else if (context.Register.TryGetBlock(target.Id, out var block) && !Fits(target, block.Value))
                Refuse("variable.type", context.Activity.Id, $"Expected variable '{target.Name}' to hold a value of type {target.GetVariableType().Name}, but it holds '{block.Value}'. Change its value first.");
        }
    }

    private static bool Fits(Memory.Variable variable, object? value) =>
        value == null || value.TryConvertTo(variable.GetVariableType(), out _, new ObjectConverterOptions(StrictMode: true));

    private static int VersionOf(WorkflowGraph graph) => graph.Workflow.Identity.Version;
}
