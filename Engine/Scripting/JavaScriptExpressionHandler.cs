using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Literal = Jint.Parser.Ast.Literal;

namespace Elsa.Expressions.JavaScript;

/// <summary>Evaluates expressions of type <c>JavaScript</c>.</summary>
internal sealed class JavaScriptExpressionHandler(JavaScriptEvaluator evaluator) : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        await evaluator.EvaluateAsync(expression.Value.ConvertTo<string>() ?? "", returnType, context, options);
}

/// <summary>The expression type <c>JavaScript</c> and its syntax check.</summary>
internal sealed class JavaScriptExpressions : IExpressionDescriptorProvider, IExpressionSyntaxChecker
{
    private static readonly ScriptLimits Limits = new();

    public string ExpressionType => Models.JavaScriptExpression.TypeName;

    public IEnumerable<ExpressionDescriptor> GetDescriptors() =>
    [
        new()
        {
            Type = ExpressionType,
            DisplayName = "JavaScript",
            Properties = new Dictionary<string, object> { ["MonacoLanguage"] = "javascript" },
            HandlerFactory = services => (IExpressionHandler)services.GetService(typeof(JavaScriptExpressionHandler))!,
            Deserialize = context => new Expression(
                context.ExpressionType,
                context.JsonElement.TryGetProperty("value", out var value) ? value.ConvertTo<string>() : null),
        },
    ];

    public ExpressionSyntaxError? Check(string text)
    {
        var references = new ScriptReferences();
        try
        {
            ScriptParser.Parse(text, Limits, references);
            return references.RegularExpressions.Select(CheckRegularExpression).FirstOrDefault(mistake => mistake is not null);
        }
        catch (ScriptException error)
        {
            return new ExpressionSyntaxError(error.Problem, error.Line, error.Column);
        }
    }

    private static ExpressionSyntaxError? CheckRegularExpression(Literal literal)
    {
        try
        {
            new ScriptEngine(Limits).Evaluate(literal.Raw);
            return null;
        }
        catch (ScriptException error)
        {
            return new ExpressionSyntaxError(
                $"The regular expression {literal.Raw} is none: {error.Problem}", literal.Location?.Start.Line ?? 0, (literal.Location?.Start.Column ?? -1) + 1);
        }
    }

    public IReadOnlyList<ExpressionReference> References(string text)
    {
        var references = new ScriptReferences();
        try
        {
            ScriptParser.Parse(text, Limits, references);
            return references.Found;
        }
        catch (ScriptException)
        {
            return []; // Check says what is wrong
        }
    }
}
