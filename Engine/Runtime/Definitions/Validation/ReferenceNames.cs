using Elsa.Workflows.Activities;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>What expressions of a definition can refer to, by name and by id.</summary>
internal sealed class ReferenceNames(Workflow workflow, IReadOnlyList<ActivityNode> nodes)
{
    // Made while a loop or a bulk dispatch runs its body.
    private static readonly string[] Dynamic = ["CurrentValue", "CurrentIndex", "ChildInstanceId"];

    private readonly Dictionary<string, List<ActivityNode>> _activities = nodes
        .SelectMany(node => ((string?[])[node.Activity.Id, node.Activity.Name]).OfType<string>().Distinct().Select(name => (name, node)))
        .GroupBy(x => x.name, x => x.node)
        .ToDictionary(x => x.Key, x => x.ToList(), StringComparer.Ordinal);

    private readonly ILookup<string, string> _outputsByPascalActivity = nodes
        .SelectMany(node => ((string?[])[node.Activity.Id, node.Activity.Name]).OfType<string>().Distinct()
            .SelectMany(name => node.Descriptor.Outputs.Select(output => (Activity: Words.Pascalize(name), Output: Pascal(output.Name)))))
        .ToLookup(x => x.Activity, x => x.Output, StringComparer.Ordinal);

    /// <summary>Names that some script of the definition sets: a variable that is in no scope is made then.</summary>
    public HashSet<string> SetByScripts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a variable of that id is declared at the node or around it.</summary>
    public static bool HasVariableId(ActivityNode node, string id) =>
        Scopes(node).Any(x => x.Id == id) || Dynamic.Any(x => Variable.DefaultId(x) == id);

    /// <summary>Whether a variable of that name can be read at the node.</summary>
    public bool HasVariable(ActivityNode node, string name) =>
        SetByScripts.Contains(name) || Dynamic.Contains(name) || Scopes(node).Any(x => x.Name == name) || HasInput(name);

    /// <summary>Whether the workflow has an input of that name.</summary>
    public bool HasInput(string name) => workflow.Inputs.Any(x => string.Equals(x.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the workflow has an output of that name.</summary>
    public bool HasOutput(string name) => workflow.Outputs.Any(x => x.Name == name);

    /// <summary>Whether an activity of that id or name has any output.</summary>
    public bool HasActivityWithOutput(string idOrName) =>
        _activities.TryGetValue(idOrName, out var found) && found.Exists(x => x.Descriptor.Outputs.Count > 0);

    /// <summary>Whether a function such as <c>getTotal</c>, <c>setTotal</c> or <c>getResultFromAsk</c> is made from a name that exists.</summary>
    public bool HasFunction(ActivityNode node, string function)
    {
        if (function.Length <= 3 || function[..3] is not ("get" or "set"))
            return false;

        var rest = function[3..];
        return Scopes(node).Select(x => x.Name).Concat(Dynamic).Concat(SetByScripts).Concat(workflow.Inputs.Select(x => x.Name)).Any(x => Pascal(x) == rest)
            || Splits(rest).Any(x => _outputsByPascalActivity[x.Activity].Contains(x.Output));
    }

    private static IEnumerable<(string Output, string Activity)> Splits(string text)
    {
        for (var at = text.IndexOf("From", StringComparison.Ordinal); at > 0; at = text.IndexOf("From", at + 1, StringComparison.Ordinal))
            yield return (text[..at], text[(at + 4)..]);
    }

    private static IEnumerable<Variable> Scopes(ActivityNode node) =>
        node.Ancestors().Prepend(node).Select(x => x.Activity).OfType<IVariableContainer>().SelectMany(x => x.Variables);

    // Stored JSON may hold a name that is null.
    private static string Pascal(string? name) => string.IsNullOrEmpty(name) ? "" : char.ToUpperInvariant(name[0]) + name[1..];
}
