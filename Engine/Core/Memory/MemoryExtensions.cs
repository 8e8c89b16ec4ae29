using System.Runtime.CompilerServices;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Extensions;

/// <summary>Reads inputs and writes outputs while an activity runs.</summary>
public static class MemoryExtensions
{
    /// <summary>Value of the input, or a default when the activity has no such input.</summary>
    /// <exception cref="InvalidOperationException">The input was never evaluated.</exception>
    public static T? GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context, Func<T>? defaultValue = default) =>
        GetOrDefault(input, context.ExpressionExecutionContext, defaultValue);

    /// <inheritdoc cref="GetOrDefault{T}(Input{T}?, ActivityExecutionContext, Func{T}?)"/>
    public static T? GetOrDefault<T>(this Input<T>? input, ExpressionExecutionContext context, Func<T>? defaultValue = default)
    {
        var value = input == null ? default : context.Get(input);
        return value is null && defaultValue != null ? defaultValue() : value;
    }

    /// <summary>Value of a required input.</summary>
    /// <exception cref="InvalidOperationException">The input or its value is null: "… is required."</exception>
    public static T Get<T>(
        this Input<T>? input, ActivityExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = default) =>
        Get(input, context.ExpressionExecutionContext, inputName);

    /// <inheritdoc cref="Get{T}(Input{T}?, ActivityExecutionContext, string?)"/>
    public static T Get<T>(
        this Input<T>? input, ExpressionExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = default)
    {
        var value = input == null ? default : context.Get(input);
        return value ?? throw new InvalidOperationException($"{inputName} is required.");
    }

    /// <summary>Value of the input in this scope; null when there is no input. A literal that was not evaluated gives its value.</summary>
    public static T? Get<T>(this ExpressionExecutionContext context, Input<T>? input)
    {
        if (input?.MemoryBlockReference() is not { } reference)
            return default;

        if (context.TryGet(reference, out var value))
            return value.As<T>();

        if (reference is Literal literal)
            return literal.Value.As<T>();

        return context.Owner is ActivityExecutionContext owner && owner.TryGetRecorded(input, out value)
            ? value.As<T>() // evaluated in an earlier burst
            : context.Get<T>(reference);
    }

    /// <summary>Value an output was bound to; null when it is bound to nothing.</summary>
    public static object? Get(this ExpressionExecutionContext context, Output output) =>
        output.MemoryBlockReference() is { Id: not null } reference && context.TryGet(reference, out var value) ? value : null;

    /// <summary>Puts out a value. Does nothing bound when the output is null, but the value is still recorded.</summary>
    public static void Set<T>(
        this Output<T>? output, ActivityExecutionContext context, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        context.Set(output, value, outputName);

    /// <summary>Puts out a value from within an expression.</summary>
    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, T? value)
    {
        if (output?.MemoryBlockReference() is { } reference)
            context.Set(reference, value);
    }

    /// <summary>Puts out the current value of a variable.</summary>
    public static void Set<T>(
        this Output<T>? output, ActivityExecutionContext context, Variable<T> value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null) => context.Set(output, value.Get(context), outputName);

    /// <summary>An input that reads what the output is bound to.</summary>
    public static Input<T> CreateInput<T>(this Output output) => new(output.MemoryBlockReference());

    /// <summary>Whether the output is bound to a block that some scope declares.</summary>
    public static bool HasTarget(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { Id: not null } reference && context.ExpressionExecutionContext.TryGetBlock(reference, out _);

    /// <summary>Type of the variable the output is bound to, or null.</summary>
    public static Type? GetTargetType(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { Id: not null } reference
        && context.ExpressionExecutionContext.TryGetBlock(reference, out var block)
        && block.Metadata is VariableBlockMetadata metadata
            ? metadata.Variable.GetVariableType()
            : null;

    /// <summary>Sets a variable where it is declared, converted to its type; else in the nearest container.</summary>
    public static void Set(this Variable variable, ActivityExecutionContext context, object? value) =>
        ((MemoryBlockReference)variable).Set(context, variable.ParseValue(value));

    /// <summary>Sets a block where it is declared, else in the nearest variable container, else in the workflow's register.</summary>
    public static void Set(
        this MemoryBlockReference reference, ActivityExecutionContext context, object? value, Action<MemoryBlock>? configure = null)
    {
        var scope = context.ExpressionExecutionContext;
        if (!scope.TryGetBlock(reference, out _))
        {
            scope = context.FindParentWithVariableContainer()?.ExpressionExecutionContext
                ?? context.WorkflowExecutionContext.ExpressionExecutionContext;
        }

        scope.Set(reference, value, configure);
        context.Taint();
    }

    /// <summary>Type of the variable's value; object for an untyped variable.</summary>
    public static Type GetVariableType(this Variable variable)
    {
        for (var type = variable.GetType(); type != null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Variable<>))
                return type.GenericTypeArguments[0];
        }

        return typeof(object);
    }

    /// <summary>Converts a value to the type of the variable.</summary>
    public static object? ParseValue(this Variable variable, object? value)
    {
        var type = variable.GetVariableType();
        return value is null || type.IsInstanceOfType(value) ? value : value.ConvertTo(type);
    }

    /// <summary>Converts a value to the type of the variable; false when it cannot be converted.</summary>
    public static bool TryParseValue(this Variable variable, object? value, out object? parsedValue)
    {
        try
        {
            parsedValue = variable.ParseValue(value);
            return true;
        }
        catch (Elsa.Expressions.Exceptions.TypeConversionException)
        {
            parsedValue = null;
            return false;
        }
    }

    /// <summary>Keeps the value with the instance.</summary>
    public static TVariable WithWorkflowStorage<TVariable>(this TVariable variable) where TVariable : Variable =>
        variable.WithStorage(typeof(WorkflowInstanceStorageDriver));

    /// <summary>Keeps the value in the memory of the process, as long as the scope lives.</summary>
    public static TVariable WithMemoryStorage<TVariable>(this TVariable variable) where TVariable : Variable =>
        variable.WithStorage(typeof(MemoryStorageDriver));

    /// <summary>Keeps the value with the given driver.</summary>
    public static Variable WithStorage<TDriver>(this Variable variable) where TDriver : IStorageDriver => variable.WithStorage(typeof(TDriver));

    /// <summary>Keeps the value with the given driver.</summary>
    public static TVariable WithStorage<TVariable>(this TVariable variable, Type storageDriverType) where TVariable : Variable
    {
        variable.StorageDriverType = storageDriverType;
        return variable;
    }
}
