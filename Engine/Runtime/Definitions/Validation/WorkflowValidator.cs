using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management;

/// <summary>Mistakes that can be seen without running a definition, and what the product's rules say (D20, D21).</summary>
internal sealed class WorkflowValidator(
    WorkflowDefinitionMapper mapper, IWorkflowGraphBuilder graphs, ExpressionFindings expressions, IEnumerable<IDefinitionRule> rules) : IWorkflowValidator
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkflowValidationError>> ValidateAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default)
    {
        var workflow = mapper.Map(definition);
        using var siblings = new SiblingIds(workflow);
        WorkflowGraph graph;
        try
        {
            graph = await graphs.BuildAsync(workflow, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. siblings.Findings, new($"The definition cannot be compiled: {error.Message}") { Code = "definition.not-compilable", Blocks = true }];
        }

        // What is inside of a workflow used as an activity was judged when that one was published.
        var own = graph.Nodes.Where(x => !x.Ancestors().Any(y => y.Activity is Workflow && y.Parent is not null)).ToList();
        var names = new ReferenceNames(workflow, own);
        expressions.Learn(own, names);
        var findings = Names(workflow).Concat(UnknownTypes(definition)).Concat(siblings.Findings).Concat(Ids(own)).ToList();
        foreach (var node in own)
        {
            if (node.Activity is NotFoundActivity missing)
            {
                findings.Add(new(
                    $"Activity type '{missing.MissingTypeName}' is not known here; the activity fails when it is reached. Install what brings the type, or replace the activity.",
                    missing.Id)
                { Code = "activity.unknown-type" });
                continue;
            }

            findings.AddRange(InputFindings.Check(node));
            findings.AddRange(expressions.Check(node, names));
            findings.AddRange(Storage(node));
            if (node.Activity is Flowchart flowchart)
                findings.AddRange(FlowchartShape.Check(flowchart, node));
        }

        foreach (var rule in rules)
            findings.AddRange(await rule.CheckAsync(graph, definition, cancellationToken));
        return findings;
    }

    private static IEnumerable<WorkflowValidationError> Names(Workflow workflow)
    {
        if (Twice(workflow.Inputs.Select(x => x.Name)) is { Count: > 0 } inputs)
            yield return new($"The following inputs are defined more than once: {string.Join(", ", inputs)}") { Code = "input.duplicate-name" };
        if (Twice(workflow.Outputs.Select(x => x.Name)) is { Count: > 0 } outputs)
            yield return new($"The following outputs are defined more than once: {string.Join(", ", outputs)}") { Code = "output.duplicate-name" };
    }

    private static IEnumerable<WorkflowValidationError> UnknownTypes(WorkflowDefinitionModel definition) =>
        from variable in definition.Variables
        where TypeAliases.Default.GetTypeOrDefault(variable.TypeName ?? "Object") is null
        select new WorkflowValidationError(
            $"Variable '{variable.Name}' has type '{variable.TypeName}', which is not known here; the variable does not exist when the workflow runs. Choose another type.")
        {
            Code = "variable.unknown-type",
        };

    private static IEnumerable<WorkflowValidationError> Ids(IEnumerable<ActivityNode> nodes) =>
        nodes.GroupBy(x => x.Activity.Id, StringComparer.Ordinal).Where(x => x.Count() > 1)
            .Select(x => new WorkflowValidationError(
                $"Activity id '{x.Key}' occurs {x.Count()} times; who waits in one of them could be resumed in another. Give each an id of its own.", x.Key)
            {
                Code = "activity.duplicate-id",
            });

    private static IEnumerable<WorkflowValidationError> Storage(ActivityNode node)
    {
        if (node.Activity is not IVariableContainer container)
            yield break;

        foreach (var variable in container.Variables.Where(x => x.StorageDriverType is null))
            yield return new(
                $"Variable '{variable.Name}' has no storage and is forgotten when the workflow waits. Choose Workflow Instance.",
                node.Activity.Id)
            {
                Code = "variable.no-storage",
            };
        foreach (var name in Twice(container.Variables.Select(x => x.Name)))
            yield return new(
                $"Variable name '{name}' occurs more than once; only the first one is found by name. Rename the others.",
                node.Activity.Id)
            {
                Code = "variable.duplicate-name",
            };
    }

    private static List<string> Twice(IEnumerable<string> names) =>
        [.. names.GroupBy(x => x, StringComparer.OrdinalIgnoreCase).Where(x => x.Count() > 1).Select(x => x.Key)];

    /// <summary>Whether the outcomes of an activity are only known when it is configured.</summary>
    internal static bool HasDynamicOutcomes(ActivityDescriptor descriptor) =>
        descriptor.Inputs.Any(x => x.UIHint is InputUIHints.DynamicOutcomes or "flow-switch-editor" or "switch-editor" or "http-status-codes")
        || descriptor.TypeName is "Elsa.FlowSendHttpRequest" or "Elsa.HttpEndpoint";
}
