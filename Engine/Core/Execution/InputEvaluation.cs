using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Execution;

/// <summary>Evaluates inputs before every execution and every resume.</summary>
internal static class InputEvaluation
{
    private static readonly object ComposedKey = new();

    /// <summary>Evaluates the inputs of composites around the activity (once per burst), then its own.</summary>
    public static async Task EvaluateWithAncestorsAsync(ActivityExecutionContext context)
    {
        List<ActivityExecutionContext>? composites = null;
        foreach (var ancestor in context.GetAncestors())
        {
            if (ancestor.Activity is Composite && ancestor.ActivityNode.Inputs.Length > 0 && ancestor.TransientProperties.TryAdd(ComposedKey, true))
                (composites ??= []).Add(ancestor);
        }

        for (var i = (composites?.Count ?? 0) - 1; i >= 0; i--)
            await EvaluateAsync(composites![i]);
        await EvaluateAsync(context);
    }

    public static async Task EvaluateAsync(ActivityExecutionContext context)
    {
        if (context.Activity is Composite)
            context.TransientProperties[ComposedKey] = true;
        foreach (var descriptor in context.ActivityNode.Inputs)
        {
            if (descriptor.AutoEvaluate)
                await EvaluateAsync(context, descriptor);
        }
    }

    /// <exception cref="InputEvaluationException">The value could not be computed.</exception>
    public static async Task<object?> EvaluateAsync(ActivityExecutionContext context, InputDescriptor descriptor)
    {
        try
        {
            var property = descriptor.ValueGetter(context.Activity);
            if (!descriptor.IsWrapped)
                return Record(context, descriptor, property);

            if (property is not Input input)
                return Record(context, descriptor, null);

            var value = await ValueAsync(context, descriptor, input);
            if (input.Expression != null && input.MemoryBlockReference() is { Id: not null } reference)
                context.Register.Declare(reference).Value = value;
            return Record(context, descriptor, value);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            throw new InputEvaluationException(descriptor.Name, $"Failed to evaluate activity input '{descriptor.Name}'", exception);
        }
    }

    public static async Task<object?> EvaluateAsync(ExpressionExecutionContext context, Input input)
    {
        if (input.Expression == null)
            return context.TryGet(input.MemoryBlockReference(), out var current) ? current : null;

        var evaluator = context.ServiceProvider.GetRequiredService<IExpressionEvaluator>();
        return await evaluator.EvaluateAsync(input.Expression, input.Type, context);
    }

    private static async Task<object?> ValueAsync(ActivityExecutionContext context, InputDescriptor descriptor, Input input)
    {
        if (descriptor.EvaluatorType is { } evaluatorType)
        {
            var evaluator = (IActivityInputEvaluator)context.GetOrCreateService(evaluatorType);
            return await evaluator.EvaluateAsync(new(
                context, descriptor, input, context.ExpressionExecutionContext, context.GetRequiredService<IExpressionEvaluator>()));
        }

        return input.Expression is { Type: "Literal" } literal && (literal.Value == null || input.Type.IsInstanceOfType(literal.Value))
            ? literal.Value // what needs no conversion needs no evaluator
            : await EvaluateAsync(context.ExpressionExecutionContext, input);
    }

    private static object? Record(ActivityExecutionContext context, InputDescriptor descriptor, object? value)
    {
        if (descriptor.IsSerializable != false && !descriptor.IsSensitive && value is not Variable) // a variable is a reference, not a value
            context.ActivityState[descriptor.Name] = value;
        return value;
    }
}
