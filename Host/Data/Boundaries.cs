using System.Linq.Expressions;

namespace Elsa.ITR.Data;

/// <summary>Sorts rows into the spans between instants, as a key that any database can group by.</summary>
public static class Boundaries
{
    /// <summary>How many of the boundaries lie at or before the row's instant: 0 before the first.</summary>
    /// <param name="at">The row's instant.</param>
    /// <param name="boundaries">In rising order.</param>
    public static Expression<Func<TRow, int>> Passed<TRow>(Expression<Func<TRow, DateTimeOffset?>> at, IEnumerable<DateTimeOffset> boundaries) =>
        Expression.Lambda<Func<TRow, int>>(
            boundaries.Select(boundary => (Expression)Expression.Condition(Expression.GreaterThanOrEqual(at.Body, Parameter(boundary)), Expression.Constant(1), Expression.Constant(0)))
                .Aggregate(Expression.Add),
            at.Parameters);

    // A member of an object becomes a parameter; a constant would make a query plan of its own for every instant.
    private static MemberExpression Parameter(DateTimeOffset boundary) => Expression.Property(Expression.Constant(new Holder(boundary)), nameof(Holder.At));

    private sealed record Holder(DateTimeOffset? At);
}
