using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;

namespace Elsa.Expressions.Liquid;

/// <summary>The expression type <c>Liquid</c>, so that flows of other Elsa servers run here; designers are offered JavaScript only.</summary>
/// <remarks>Names: <c>Variables.X</c>, <c>Input.X</c>, <c>CorrelationId</c>, <c>WorkflowInstanceId</c>, <c>WorkflowDefinitionId</c>, <c>WorkflowDefinitionVersion</c>.</remarks>
internal sealed class LiquidExpressions : IExpressionDescriptorProvider, IExpressionHandler, IExpressionSyntaxChecker
{
    public string ExpressionType => "Liquid";

    public IEnumerable<ExpressionDescriptor> GetDescriptors() =>
    [
        new()
        {
            Type = ExpressionType,
            DisplayName = "Liquid",
            IsBrowsable = false,
            Properties = new Dictionary<string, object> { ["MonacoLanguage"] = "liquid" },
            HandlerFactory = _ => this,
            Deserialize = context => new Expression(
                context.ExpressionType, context.JsonElement.TryGetProperty("value", out var value) ? value.ConvertTo<string>() : null),
        },
    ];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        var template = LiquidTemplate.Parse(expression.Value.ConvertTo<string>() ?? "");
        return new(template.Render(new LiquidScope(name => Global(name, context))).ConvertTo(returnType));
    }

    public ExpressionSyntaxError? Check(string text)
    {
        try
        {
            LiquidTemplate.Parse(text);
            return null;
        }
        catch (FormatException error)
        {
            return new ExpressionSyntaxError(error.Message, 0, 0);
        }
    }

    private static object? Global(string name, ExpressionExecutionContext context) => name switch
    {
        "Variables" => (Func<string, object?>)context.GetVariableInScope,
        "Input" => (Func<string, object?>)context.GetInput,
        "CorrelationId" => context.GetWorkflowExecutionContext().CorrelationId,
        "WorkflowInstanceId" => context.GetWorkflowExecutionContext().Id,
        "WorkflowDefinitionId" => context.GetWorkflowExecutionContext().Workflow.Identity.DefinitionId,
        "WorkflowDefinitionVersion" => context.GetWorkflowExecutionContext().Workflow.Identity.Version,
        _ => context.GetVariableInScope(name),
    };
}
