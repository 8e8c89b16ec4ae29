using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;

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
        try
        {
            ScriptParser.Parse(text, Limits);
            return null;
        }
        catch (ScriptException error)
        {
            return new ExpressionSyntaxError(error.Problem, error.Line, error.Column);
        }
    }
}
