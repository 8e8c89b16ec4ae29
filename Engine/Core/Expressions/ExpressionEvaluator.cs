using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;

namespace Elsa.Expressions;

/// <summary>Finds the handler of an expression's type and asks it.</summary>
public sealed class ExpressionEvaluator(IExpressionDescriptorRegistry registry) : IExpressionEvaluator
{
    /// <inheritdoc/>
    public async ValueTask<T?> EvaluateAsync<T>(
        Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = default) =>
        (T?)await EvaluateAsync(expression, typeof(T), context, options);

    /// <inheritdoc/>
    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = default)
    {
        var descriptor = registry.Find(expression.Type)
            ?? throw new InvalidOperationException(
                $"Expected an expression of a known type ({string.Join(", ", registry.ListAll().Select(item => item.Type))}), but got '{expression.Type}'.");
        return descriptor.HandlerFactory(context.ServiceProvider)
            .EvaluateAsync(expression, returnType, context, options ?? ExpressionEvaluatorOptions.Empty);
    }
}
