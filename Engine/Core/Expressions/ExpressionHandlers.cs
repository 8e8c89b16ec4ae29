using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Expressions;

/// <summary><c>Literal</c>: the value itself, converted.</summary>
internal sealed class LiteralExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        new(expression.Value.ConvertTo(returnType));
}

/// <summary><c>Object</c> and <c>Json</c>: JSON text; blank is null, and a text or untyped input gets the text itself.</summary>
internal sealed class ObjectExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        var text = expression.Value.ConvertTo<string>();
        return new(string.IsNullOrWhiteSpace(text) ? null
            : returnType.IsAssignableFrom(typeof(string)) ? text
            : JsonSerializer.Deserialize(text, returnType, PlainJson.Options));
    }
}

/// <summary><c>Variable</c>: the current value of the variable with that id, from the inside out.</summary>
internal sealed class VariableExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        new(expression.Value is Variable variable ? context.Get(variable).ConvertTo(returnType) : null);
}

/// <summary><c>Input</c>: the workflow input of that name.</summary>
internal sealed class InputExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        new(expression.Value is InputDefinition input ? context.GetInput(input.Name).ConvertTo(returnType) : null);
}

/// <summary><c>Delegate</c>: calls it.</summary>
internal sealed class DelegateExpressionHandler : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        expression.Value is Func<ExpressionExecutionContext, ValueTask<object?>> source
            ? (await source(context)).ConvertTo(returnType)
            : null;
}
