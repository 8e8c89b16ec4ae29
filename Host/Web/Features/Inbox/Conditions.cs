using System.Linq.Expressions;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Puts conditions on the same row together.</summary>
internal static class Conditions
{
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, other.On(one.Parameters[0])), one.Parameters);

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, other.On(one.Parameters[0])), one.Parameters);

    /// <summary>A number with a bit for each condition that holds, the first one the lowest.</summary>
    public static Expression<Func<T, long>> Bits<T>(IEnumerable<Expression<Func<T, bool>>> conditions)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression bits = Expression.Constant(0L);
        foreach (var (place, condition) in conditions.Index())
            bits = Expression.Add(bits, Expression.Condition(condition.On(row), Expression.Constant(1L << place), Expression.Constant(0L)));
        return Expression.Lambda<Func<T, long>>(bits, row);
    }

    /// <summary>Writes a value of the row into what is made of the row and the value.</summary>
    public static Expression<Func<T, TResult>> With<T, TValue, TResult>(this Expression<Func<T, TValue, TResult>> made, Expression<Func<T, TValue>> value)
    {
        var row = made.Parameters[0];
        return Expression.Lambda<Func<T, TResult>>(new Replaced(made.Parameters[1], new Replaced(value.Parameters[0], row).Visit(value.Body)).Visit(made.Body), row);
    }

    private static Expression On<T>(this Expression<Func<T, bool>> condition, ParameterExpression row) => new Replaced(condition.Parameters[0], row).Visit(condition.Body);

    private sealed class Replaced(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
