using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Expressions that do not parse, and names in them that lead nowhere.</summary>
internal sealed class ExpressionFindings(
    IExpressionDescriptorRegistry types, IEnumerable<IExpressionSyntaxChecker> checkers, IEnumerable<IScriptFunctions> hostFunctions)
{
    private readonly Dictionary<string, IExpressionSyntaxChecker> _checkers = checkers.ToDictionary(x => x.ExpressionType, StringComparer.Ordinal);
    private readonly Dictionary<Expression, IReadOnlyList<ExpressionReference>> _references = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _hostFunctions = [.. hostFunctions.SelectMany(x => x.Declarations.Keys)];

    /// <summary>Notes which variables the scripts of the nodes make; called for all nodes before any is checked.</summary>
    public void Learn(IEnumerable<ActivityNode> nodes, ReferenceNames names)
    {
        foreach (var node in nodes)
            foreach (var (_, expression) in Scripts(node))
                foreach (var reference in ReferencesOf(expression).Where(x => x.Kind == ReferenceKind.SetVariable))
                    names.SetByScripts.Add(reference.Name);
    }

    public IEnumerable<WorkflowValidationError> Check(ActivityNode node, ReferenceNames names)
    {
        foreach (var (place, expression) in Scripts(node))
            foreach (var (code, message) in Check(node, expression, names))
                yield return new($"{place}: {message}", node.Activity.Id) { Code = code };

        foreach (var descriptor in node.Descriptor.Outputs)
        {
            if ((descriptor.ValueGetter(node.Activity) as Output)?.MemoryBlockReference() is Variable { Id: { } id } variable
                && !ReferenceNames.HasVariableId(node, id) && !names.HasOutput(id))
                yield return new(
                    $"Output '{descriptor.Name}' is bound to '{variable.Name}', which is no variable in scope and no output of the workflow. Choose one.",
                    node.Activity.Id)
                {
                    Code = "output.unknown-variable",
                };
        }

        foreach (var descriptor in node.Descriptor.Inputs.Where(x => !x.IsWrapped))
        {
            if (descriptor.ValueGetter(node.Activity) is Variable { Id: { } id } variable && !ReferenceNames.HasVariableId(node, id))
                yield return new(
                    $"Input '{descriptor.Name}' names variable '{variable.Name}', which is not in scope here. Choose another one, or declare it.",
                    node.Activity.Id)
                {
                    Code = "variable.unknown",
                };
        }
    }

    /// <summary>The expressions, and the text of an input that is itself a script, as that of <c>RunJavaScript</c>.</summary>
    private IEnumerable<(string Place, Expression Expression)> Scripts(ActivityNode node)
    {
        foreach (var (place, expression) in NodeExpressions.Of(node))
            yield return (place, expression);

        foreach (var descriptor in node.Descriptor.Inputs.Where(x => x.IsWrapped && x.DefaultSyntax is not null && _checkers.ContainsKey(x.DefaultSyntax)))
            if ((descriptor.ValueGetter(node.Activity) as Input)?.Expression is { Type: "Literal", Value: string script } && descriptor.UIHint == UIHints.InputUIHints.CodeEditor)
                yield return ($"Input '{descriptor.Name}'", new Expression(descriptor.DefaultSyntax!, script));
    }

    private IEnumerable<(string Code, string Message)> Check(ActivityNode node, Expression expression, ReferenceNames names)
    {
        switch (expression.Type)
        {
            case "Literal" or "Delegate":
                return [];
            case "Variable":
                return expression.Value is Variable { Id: { } id } && ReferenceNames.HasVariableId(node, id)
                    ? []
                    : [("variable.unknown", $"Variable '{(expression.Value as Variable)?.Name}' is not in scope here. Choose another one, or declare it.")];
            case "Input":
                return expression.Value is InputDefinition { Name: { } name } && names.HasInput(name)
                    ? []
                    : [("input.unknown", $"The workflow has no input '{(expression.Value as InputDefinition)?.Name}'. Choose another one, or define it.")];
            case "Object" or "Json":
                return expression.Value is string json && JsonMistake(json) is { } mistake ? [("expression.syntax", mistake)] : [];
            default:
                return types.Find(expression.Type) is null
                    ? [("expression.unknown-type", $"Expressions of type '{expression.Type}' are not known here. Write it as JavaScript.")]
                    : OfText(node, expression, names);
        }
    }

    private IEnumerable<(string Code, string Message)> OfText(ActivityNode node, Expression expression, ReferenceNames names)
    {
        if (expression.Value is not string text || !_checkers.TryGetValue(expression.Type, out var checker))
            yield break;

        if (checker.Check(text) is { } mistake)
        {
            yield return ("expression.syntax", mistake.Line > 0 ? $"{mistake.Message} (line {mistake.Line}, column {mistake.Column})" : mistake.Message);
            yield break;
        }

        foreach (var reference in ReferencesOf(expression))
        {
            var place = $"(line {reference.Line}, column {reference.Column})";
            switch (reference.Kind)
            {
                case ReferenceKind.Variable when !names.HasVariable(node, reference.Name):
                    yield return ("variable.unknown", $"There is no variable '{reference.Name}' in scope here. Choose another one, or declare it. {place}");
                    break;
                case ReferenceKind.Input when !names.HasInput(reference.Name) && !names.HasVariable(node, reference.Name):
                    yield return ("input.unknown", $"The workflow has no input '{reference.Name}'. Choose another one, or define it. {place}");
                    break;
                case ReferenceKind.Output when !names.HasActivityWithOutput(reference.Name):
                    yield return ("output.unknown", $"There is no activity '{reference.Name}' with an output. Use the id or name of one. {place}");
                    break;
                case ReferenceKind.Function when !_hostFunctions.Contains(reference.Name) && !names.HasFunction(node, reference.Name):
                    yield return ("function.unknown", $"There is no function '{reference.Name}', and no variable, input or output that would give it. Correct the name. {place}");
                    break;
            }
        }
    }

    private IReadOnlyList<ExpressionReference> ReferencesOf(Expression expression)
    {
        if (!_references.TryGetValue(expression, out var references))
        {
            _references[expression] = references =
                expression.Value is string text && _checkers.TryGetValue(expression.Type, out var checker) ? checker.References(text) : [];
        }

        return references;
    }

    private static string? JsonMistake(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException error)
        {
            return $"The text is no JSON: {error.Message.Split(" LineNumber:")[0]} (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})";
        }
    }
}
