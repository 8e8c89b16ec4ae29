using Elsa.Expressions.Contracts;
using Jint.Parser.Ast;

namespace Elsa.Expressions.JavaScript;

/// <summary>Collects the names by which a script reaches variables, inputs, outputs and functions of the host.</summary>
internal sealed class ScriptReferences
{
    // Functions of the language, and values that are called to convert.
    private static readonly HashSet<string> Language =
    [
        "parseInt", "parseFloat", "isNaN", "isFinite", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape",
        "Object", "Array", "String", "Number", "Boolean", "Date", "RegExp", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError",
        "EvalError", "URIError", "Function", "eval", "setOutcome", "setOutcomes",
        .. CommonFunctions.Names, .. RunFunctions.Names,
    ];

    private readonly HashSet<string> _own = [];
    private readonly List<ExpressionReference> _found = [];
    private readonly HashSet<SyntaxNode> _assigned = new(ReferenceEqualityComparer.Instance);

    /// <summary>In order of the text; functions that the script itself declares are none.</summary>
    public IReadOnlyList<ExpressionReference> Found =>
        [.. _found.Where(x => x.Kind != ReferenceKind.Function || !(_own.Contains(x.Name) || Language.Contains(x.Name)))];

    /// <summary>Regular expressions that stand in the text; the parser does not look into them.</summary>
    public List<Literal> RegularExpressions { get; } = [];

    /// <summary>Notes what a node is about; called from the outside in.</summary>
    public void Note(SyntaxNode node)
    {
        switch (node)
        {
            case FunctionDeclaration function: Declare(function.Id, function.Parameters); break;
            case FunctionExpression function: Declare(function.Id, function.Parameters); break;
            case VariableDeclaration declaration: Declare(null, declaration.Declarations.Select(x => x.Id)); break;
            case TryStatement attempt: Declare(null, (attempt.Handlers ?? []).Select(x => x.Param)); break;
            case AssignmentExpression { Operator: AssignmentOperator.Assign } assignment: _assigned.Add(assignment.Left); break;
            case MemberExpression { Object: Identifier { Name: "variables" } } member when NameOf(member) is { } name:
                Add(_assigned.Contains(member) ? ReferenceKind.SetVariable : ReferenceKind.Variable, name, member);
                break;
            case CallExpression { Callee: Identifier function } call: NoteCall(function.Name, call); break;
            case Literal { Type: SyntaxNodes.RegularExpressionLiteral } expression: RegularExpressions.Add(expression); break;
        }
    }

    private void NoteCall(string function, CallExpression call)
    {
        ReferenceKind? kind = function switch
        {
            "getVariable" => ReferenceKind.Variable,
            "setVariable" => ReferenceKind.SetVariable,
            "getInput" => ReferenceKind.Input,
            "getOutputFrom" => ReferenceKind.Output,
            _ => null,
        };
        if (kind is null)
            Add(ReferenceKind.Function, function, call);
        else if (call.Arguments.FirstOrDefault() is Literal { Value: string name })
            Add(kind.Value, name, call);
    }

    private static string? NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier property } => property.Name,
        { Computed: true, Property: Literal { Value: string text } } => text,
        _ => null,
    };

    private void Declare(Identifier? name, IEnumerable<Identifier>? others)
    {
        foreach (var identifier in (others ?? []).Prepend(name))
            if (identifier is not null)
                _own.Add(identifier.Name);
    }

    private void Add(ReferenceKind kind, string name, SyntaxNode node) =>
        _found.Add(new ExpressionReference(kind, name, node.Location?.Start.Line ?? 0, (node.Location?.Start.Column ?? -1) + 1));
}
