using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Gives ids to activities, nodes, inputs, outputs and variables that have none.</summary>
internal static class IdentityAssigner
{
    public static void Assign(ActivityNode root)
    {
        var nodes = new List<ActivityNode> { root };
        nodes.AddRange(root.Descendants());
        AssignActivityIds(nodes);
        foreach (var node in nodes)
        {
            node.Activity.NodeId = node.Parent == null ? node.Activity.Id : $"{node.Parent.NodeId}:{node.Activity.Id}";
            AssignArguments(node);
            AssignVariables(node.Activity);
        }
    }

    private static void AssignActivityIds(List<ActivityNode> nodes)
    {
        var used = nodes.Select(node => node.Activity.Id).Where(id => !string.IsNullOrWhiteSpace(id)).ToHashSet();
        var counters = new Dictionary<string, int>();
        foreach (var activity in nodes.Select(node => node.Activity).Where(activity => string.IsNullOrWhiteSpace(activity.Id)))
        {
            var name = activity.Type[(activity.Type.LastIndexOf('.') + 1)..];
            var n = counters.GetValueOrDefault(name);
            do
                activity.Id = $"{name}{++n}";
            while (!used.Add(activity.Id));
            counters[name] = n;
        }
    }

    private static void AssignArguments(ActivityNode node)
    {
        var activity = node.Activity;
        foreach (var descriptor in node.Inputs.Where(x => x.IsWrapped))
        {
            var input = descriptor.ValueGetter(activity) as Input;
            if (input == null && descriptor.DefaultValue != null)
                descriptor.ValueSetter(activity, input = InputDefaults.Create(descriptor));

            if (input?.MemoryBlockReference() is { } reference)
                reference.Id ??= $"{activity.Id}:input-{Words.Kebab(descriptor.Name)}";
        }

        foreach (var descriptor in node.Descriptor.Outputs)
        {
            if ((descriptor.ValueGetter(activity) as Output)?.MemoryBlockReference() is { } reference)
                reference.Id ??= $"{activity.Id}:output-{Words.Kebab(descriptor.Name)}";
        }
    }

    private static void AssignVariables(IActivity activity)
    {
        if (activity is not IVariableContainer container)
            return;

        if (activity is Activities.Container)
            VariableNames.Assign(container.Variables, "Variable", 1);

        var n = 0;
        foreach (var variable in container.Variables)
            variable.Id ??= $"{activity.Id}:variable-{n++}";
    }
}
