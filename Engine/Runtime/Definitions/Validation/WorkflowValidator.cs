using System.Reflection;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management;

/// <summary>Mistakes that can be seen without running a definition, and what the product's rules say (D20, D21).</summary>
internal sealed class WorkflowValidator(
    WorkflowDefinitionMapper mapper,
    IWorkflowGraphBuilder graphs,
    IEnumerable<IExpressionSyntaxChecker> syntax,
    IEnumerable<IDefinitionRule> rules) : IWorkflowValidator
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkflowValidationError>> ValidateAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default)
    {
        WorkflowGraph graph;
        try
        {
            graph = await graphs.BuildAsync(mapper.Map(definition), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return [new($"The definition cannot be compiled: {error.Message}") { Code = "definition.not-compilable", Blocks = true }];
        }

        var findings = Names(graph.Workflow).Concat(Ids(graph)).Concat(graph.Nodes.SelectMany(OfNode)).ToList();
        foreach (var rule in rules)
            findings.AddRange(await rule.CheckAsync(graph, definition, cancellationToken));
        return findings;
    }

    private static IEnumerable<WorkflowValidationError> Names(Workflow workflow)
    {
        foreach (var twice in Twice(workflow.Inputs.Select(x => x.Name)))
            yield return new($"Expected input names to be unique, but '{twice}' occurs more than once.") { Code = "input.duplicate-name" };
        foreach (var twice in Twice(workflow.Outputs.Select(x => x.Name)))
            yield return new($"Expected output names to be unique, but '{twice}' occurs more than once.") { Code = "output.duplicate-name" };
    }

    private static IEnumerable<WorkflowValidationError> Ids(WorkflowGraph graph) =>
        graph.Nodes.GroupBy(x => x.Activity.Id, StringComparer.Ordinal).Where(x => x.Count() > 1)
            .Select(x => new WorkflowValidationError($"Expected activity ids to be unique, but '{x.Key}' occurs {x.Count()} times.", x.Key) { Code = "activity.duplicate-id" });

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(x => x, StringComparer.OrdinalIgnoreCase).Where(x => x.Count() > 1).Select(x => x.Key);

    private IEnumerable<WorkflowValidationError> OfNode(ActivityNode node)
    {
        var id = node.Activity.Id;
        if (node.Activity is NotFoundActivity missing)
        {
            yield return new($"Expected activity type '{missing.MissingTypeName}' to be known, but it is not.", id) { Code = "activity.unknown-type" };
            yield break;
        }

        foreach (var input in node.Descriptor.Inputs)
        {
            foreach (var finding in OfInput(node, input))
                yield return finding;
        }

        if (node.Activity is IVariableContainer container)
        {
            foreach (var variable in container.Variables.Where(x => x.StorageDriverType is null))
                yield return new($"Variable '{variable.Name}' has no storage and is forgotten when the workflow waits. Choose Workflow Instance.", id) { Code = "variable.no-storage" };
        }

        if (node.Activity is Flowchart flowchart)
        {
            foreach (var finding in FlowchartShape.Check(flowchart, node))
                yield return finding;
        }
    }

    private IEnumerable<WorkflowValidationError> OfInput(ActivityNode node, InputDescriptor descriptor)
    {
        var id = node.Activity.Id;
        if (!descriptor.IsWrapped)
            yield break;

        var expression = (descriptor.ValueGetter(node.Activity) as Input)?.Expression;
        if (IsMissing(expression) && IsRequired(descriptor))
            yield return new($"Input '{descriptor.Name}' needs a value.", id) { Code = "input.required" };

        if (expression?.Value is string text && syntax.FirstOrDefault(x => x.ExpressionType == expression.Type)?.Check(text) is { } mistake)
        {
            yield return new($"Input '{descriptor.Name}': {mistake.Message} (line {mistake.Line}, column {mistake.Column})", id)
            {
                Code = "expression.syntax",
            };
        }
    }

    private static bool IsMissing(Expression? expression) => expression is null or { Type: "Literal", Value: null or "" };

    // Required is what the class says by its types: Input<string> needs a text, Input<string?> does not, a bool has a default.
    private static bool IsRequired(InputDescriptor descriptor)
    {
        if (descriptor is not { DefaultValue: null, AutoEvaluate: true, PropertyInfo: { } property } || descriptor.IsReadOnly is true)
            return false;

        var info = new NullabilityInfoContext().Create(property);
        return info.ReadState == NullabilityState.NotNull
            && info.GenericTypeArguments is [{ ReadState: NullabilityState.NotNull, Type.IsValueType: false }]
            && property.GetCustomAttribute<Attributes.InputAttribute>()?.DefaultValueProvider is null;
    }

    /// <summary>Whether the outcomes of an activity are only known when it is configured.</summary>
    internal static bool HasDynamicOutcomes(ActivityDescriptor descriptor) =>
        descriptor.Inputs.Any(x => x.UIHint is InputUIHints.DynamicOutcomes or "flow-switch-editor" or "switch-editor" or "http-status-codes");
}
