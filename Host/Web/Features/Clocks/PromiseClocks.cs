using System.Linq.Expressions;
using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Which clocks are the vendor's promises to a customer, and from which percent each warns, as the policy in force says.</summary>
public sealed class PromiseClocks(IPolicies policies)
{
    // A fault's own promise runs from its acceptance to one of these.
    private static readonly string[] Restored = ["Fault.ServiceRestored", "Fault.CompletionConfirmed"];

    /// <param name="Promises">Clocks of contracts and commitments that the vendor keeps.</param>
    /// <param name="Faults">Those of them that a fault is restored or completed within.</param>
    /// <param name="HasWarned">A Warn or Escalate threshold has fired (ui.md §12.2).</param>
    public sealed record Kinds(IReadOnlyList<string> Promises, IReadOnlyList<string> Faults, Expression<Func<SlaClock, bool>> HasWarned)
    {
        public Expression<Func<SlaClock, bool>> HasNotWarned => Expression.Lambda<Func<SlaClock, bool>>(Expression.Not(HasWarned.Body), HasWarned.Parameters);
    }

    public async Task<Kinds> ReadAsync(CancellationToken cancellationToken)
    {
        var set = await policies.CurrentAsync(cancellationToken);
        var promises = set.Clocks.Values.Where(clock => clock is { IsInternal: false, Party: ResponsibleParty.Vendor, HasThresholds: true }).ToList();
        var faults = promises.Where(clock => clock.StartEvent?.Name == "Fault.Accepted" && Restored.Contains(clock.StopEvent?.Name)).ToList();
        return new Kinds([.. promises.Select(clock => clock.Id)], [.. faults.Select(clock => clock.Id)], HasWarned(set));
    }

    private static Expression<Func<SlaClock, bool>> HasWarned(SlaPolicySet set)
    {
        var clock = Expression.Parameter(typeof(SlaClock), "clock");
        var warnings =
            from definition in set.Clocks.Values
            where definition.HasThresholds
            let first = set.ProfileOf(definition).Thresholds.FirstOrDefault(step => step.Action is not (ThresholdAction.Mark or ThresholdAction.Remind))
            where first is not null
            group definition.Id by first.Percent into ids
            select new Warning(ids.Key, [.. ids]).Of(clock);
        return Expression.Lambda<Func<SlaClock, bool>>(warnings.DefaultIfEmpty(Expression.Constant(false)).Aggregate(Expression.OrElse), clock);
    }

    // Its members become parameters of the query.
    private sealed record Warning(int Percent, string[] Ids)
    {
        public Expression Of(Expression clock) => Expression.AndAlso(
            Expression.GreaterThanOrEqual(Expression.Property(clock, nameof(SlaClock.FiredPercent)), Expression.Property(Expression.Constant(this), nameof(Percent))),
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Expression.Property(Expression.Constant(this), nameof(Ids)), Expression.Property(clock, nameof(SlaClock.ClockId))));
    }
}
