using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Compiles workflows.</summary>
public interface IWorkflowGraphBuilder
{
    /// <summary>Visits every activity, assigns missing ids, finds descriptors and sets defaults of inputs.</summary>
    Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default);
}

/// <inheritdoc/>
public sealed class WorkflowGraphBuilder(IActivityRegistry registry, IServiceProvider services) : IWorkflowGraphBuilder
{
    /// <inheritdoc/>
    public async Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        var root = await VisitAsync(workflow, null, new(ReferenceEqualityComparer.Instance), cancellationToken);
        IdentityAssigner.Assign(root);
        return new WorkflowGraph(workflow, root);
    }

    private async Task<ActivityNode> VisitAsync(
        IActivity activity, ActivityNode? parent, HashSet<IActivity> visited, CancellationToken cancellationToken)
    {
        visited.Add(activity);
        if (activity is IInitializable initializable)
            await initializable.InitializeAsync(new(services, cancellationToken));

        var node = new ActivityNode(activity, DescriptorOf(activity), parent);
        foreach (var child in ActivityChildren.Of(activity))
        {
            if (!visited.Contains(child))
                await VisitAsync(child, node, visited, cancellationToken);
        }

        return node;
    }

    private ActivityDescriptor DescriptorOf(IActivity activity) =>
        registry.Find(activity.Type, activity.Version)
        ?? registry.Find(activity.Type)
        ?? registry.Register(activity.GetType());
}
