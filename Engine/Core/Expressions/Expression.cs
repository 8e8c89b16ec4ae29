namespace Elsa.Expressions.Models;

/// <summary>A value to be computed while running: the name of a language and a source.</summary>
public class Expression
{
    /// <summary>Creates an empty expression, to be filled by a reader.</summary>
    public Expression()
    {
    }

    /// <summary>Creates an expression of the given type.</summary>
    public Expression(string type, object? value) => (Type, Value) = (type, value);

    /// <summary>Name of a registered expression type, e.g. <c>Literal</c> or <c>JavaScript</c>; case matters.</summary>
    public string Type { get; set; } = null!;

    /// <summary>Source of the expression; its shape depends on <see cref="Type"/>.</summary>
    public object? Value { get; set; }

    /// <summary>An expression that yields the given value.</summary>
    public static Expression LiteralExpression(object? value) => new("Literal", value);

    /// <summary>An expression that calls a delegate; cannot be stored as JSON.</summary>
    public static Expression DelegateExpression(Func<ExpressionExecutionContext, ValueTask<object?>> value) => new("Delegate", value);

    /// <inheritdoc cref="DelegateExpression(Func{ExpressionExecutionContext, ValueTask{object?}})"/>
    public static Expression DelegateExpression<T>(Func<ExpressionExecutionContext, ValueTask<T>> value) =>
        DelegateExpression(async context => (object?)await value(context));

    /// <inheritdoc cref="DelegateExpression(Func{ExpressionExecutionContext, ValueTask{object?}})"/>
    public static Expression DelegateExpression<T>(Func<ValueTask<T>> value) => DelegateExpression(async _ => (object?)await value());

    /// <inheritdoc cref="DelegateExpression(Func{ExpressionExecutionContext, ValueTask{object?}})"/>
    public static Expression DelegateExpression<T>(Func<ExpressionExecutionContext, T> value) =>
        DelegateExpression(context => new ValueTask<object?>(value(context)));

    /// <inheritdoc cref="DelegateExpression(Func{ExpressionExecutionContext, ValueTask{object?}})"/>
    public static Expression DelegateExpression<T>(Func<T> value) => DelegateExpression(_ => new ValueTask<object?>(value()));
}
