using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>How often each clock was met: those that stopped in the period, and what runs of them now.</summary>
public static class GetClockRates
{
    public sealed record Rate(string ClockId, Bilingual Name, string Policy, bool IsInternal, int Met, int Missed, int Open, int Breached)
    {
        public Share InTime => new(Met, Met + Missed);
    }

    /// <param name="Lines">Clocks that stopped or run, the promises to customers first.</param>
    public sealed record Rates(Period Period, IReadOnlyList<Rate> Lines)
    {
        public Share Of(string clockId) => Lines.FirstOrDefault(line => line.ClockId == clockId)?.InTime ?? default;
    }

    public sealed class Handler(FoundClocks clocks, IPolicies policies, TimeProvider time)
    {
        public async Task<Rates> HandleAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var period = filter.PeriodAt(time.GetUtcNow().LocalDate());
            var states = await (await clocks.OfAsync(filter.Clocks with { PeriodText = period.Text }, cancellationToken))
                .GroupBy(clock => new { clock.ClockId, clock.State }).Select(group => new { group.Key.ClockId, group.Key.State, Count = group.Count() }).ToListAsync(cancellationToken);
            var over = await (await clocks.OfAsync(filter.Clocks with { StateName = ClockFilter.Breached }, cancellationToken))
                .GroupBy(clock => clock.ClockId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            var set = await policies.CurrentAsync(cancellationToken);
            var lines = states.GroupBy(x => x.ClockId).Select(group =>
            {
                var definition = set.Clocks.GetValueOrDefault(group.Key);
                return new Rate(
                    group.Key, definition?.Name ?? Bilingual.Same(group.Key), definition?.Policy ?? "", definition?.IsInternal ?? false, Of(ClockState.Met), Of(ClockState.Missed),
                    Of(ClockState.Running) + Of(ClockState.Paused), over.GetValueOrDefault(group.Key));

                int Of(ClockState state) => group.Where(x => x.State == state).Sum(x => x.Count);
            });
            return new Rates(period, [.. lines.OrderBy(line => line.IsInternal).ThenBy(line => line.Policy, StringComparer.Ordinal).ThenBy(line => line.ClockId, StringComparer.Ordinal)]);
        }
    }
}
