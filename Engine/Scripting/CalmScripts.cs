using Jint.Native.Object;
using Jint.Parser.Ast;

namespace Elsa.Expressions.JavaScript;

/// <summary>Tells scripts that cannot leave anything in their engine: they read, compare, compute, and call what the host gave. Most conditions are.</summary>
/// <remarks>A list of what is allowed: whatever is not named here makes a script a restless one, which gets an engine of its own.</remarks>
internal static class CalmScripts
{
    // Names that a fresh engine knows, and those among them that only convert.
    private static readonly HashSet<string> Language = [.. OwnNames(new Jint.Engine())];

    private static readonly HashSet<string> Converters = ["String", "Number", "Boolean", "parseInt", "parseFloat", "isNaN", "isFinite"];

    // Members of texts, numbers, arrays and dates that change nothing and call nothing back; and those of the host's own objects.
    private static readonly HashSet<string> Readers =
    [
        "charAt", "charCodeAt", "concat", "indexOf", "join", "lastIndexOf", "slice", "substr", "substring", "toFixed", "toLowerCase", "toUpperCase", "trim",
        "getDate", "getDay", "getFullYear", "getHours", "getMinutes", "getMonth", "getTime", "getUTCDate", "getUTCDay", "getUTCFullYear", "getUTCHours",
        "getUTCMinutes", "getUTCMonth", "toISOString",
        "FromDays", "FromHours", "FromMinutes", "FromSeconds", "FromMilliseconds", "NewGuid", "Parse",
    ];

    public static bool IsCalm(Jint.Parser.Ast.Program program) => program.Body.All(IsCalm);

    private static bool IsCalm(Statement? statement) => statement switch
    {
        null or EmptyStatement => true,
        ExpressionStatement expression => IsCalm(expression.Expression),
        ReturnStatement result => IsCalm(result.Argument),
        BlockStatement block => block.Body.All(IsCalm),
        IfStatement branch => IsCalm(branch.Test) && IsCalm(branch.Consequent) && IsCalm(branch.Alternate),
        _ => false,
    };

    private static bool IsCalm(Expression? expression) => expression switch
    {
        null or Identifier => true,
        Literal literal => literal.Type != SyntaxNodes.RegularExpressionLiteral,
        BinaryExpression binary => IsCalm(binary.Left) && IsCalm(binary.Right),
        LogicalExpression logical => IsCalm(logical.Left) && IsCalm(logical.Right),
        ConditionalExpression choice => IsCalm(choice.Test) && IsCalm(choice.Consequent) && IsCalm(choice.Alternate),
        UpdateExpression => false,
        UnaryExpression unary => unary.Operator != UnaryOperator.Delete && IsCalm(unary.Argument),
        MemberExpression member => IsCalm(member.Object) && IsCalm(member.Property),
        CallExpression call => IsCalmCallee(call.Callee) && call.Arguments.All(IsCalm),
        _ => false,
    };

    private static bool IsCalmCallee(Expression callee) => callee switch
    {
        Identifier function => !Language.Contains(function.Name) || Converters.Contains(function.Name),
        MemberExpression { Computed: false, Property: Identifier method } member => Readers.Contains(method.Name) && IsCalm(member.Object),
        _ => false,
    };

    private static IEnumerable<string> OwnNames(Jint.Engine engine)
    {
        for (ObjectInstance? owner = engine.Global; owner is not null; owner = owner.Prototype)
            foreach (var (name, _) in owner.GetOwnProperties())
                yield return name;
        foreach (var (name, _) in engine.Object.PrototypeObject.GetOwnProperties())
            yield return name;
    }
}
