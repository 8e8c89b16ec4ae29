using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>Whether we keep our word: what is open and at risk now, what was kept in the period, where it goes (kpis.md §2, K06, K07).</summary>
public static class GetPromises
{
    /// <summary>Days that the forecast looks ahead, today included.</summary>
    public const int DaysAhead = 7;

    private const int MostBreaches = 5;

    /// <param name="Level">1–4; null for cases without one.</param>
    /// <param name="Counts">By the names of <see cref="CasePromises.Live"/>.</param>
    public sealed record OpenLine(int? Level, IReadOnlyDictionary<string, int> Counts)
    {
        public int All => Counts.Values.Sum();
    }

    /// <summary>Fault promises of a level and region that were kept, of those that ended in the period.</summary>
    public sealed record Kept(int Level, string? Region, Share InTime);

    /// <param name="Value">From acceptance to completion, without approved pauses; null where nothing was completed.</param>
    /// <param name="WithPauses">The same with them.</param>
    public sealed record Mean(int Level, int Cases, TimeSpan? Value, TimeSpan? WithPauses);

    /// <param name="InTime">By level; levels 3 and 4 are one.</param>
    public sealed record Month(Period Period, IReadOnlyDictionary<int, Share> InTime, int Received, int Closed, int OpenAtEnd);

    /// <summary>Promises due on a day; today has those that are over, too.</summary>
    public sealed record Day(Period Period, int Over, int AtRisk, int OnTrack);

    /// <param name="Cause">Null for cases without one.</param>
    public sealed record CauseLine(RootCause? Cause, int Cases);

    public sealed record Board(
        Period Period, IReadOnlyList<OpenLine> Open, IReadOnlyList<Day> Ahead, IReadOnlyList<Kept> Kept, IReadOnlyList<Mean> Means, IReadOnlyList<Month> Months,
        IReadOnlyDictionary<string, int> Ages, IReadOnlyList<CauseLine> Causes, IReadOnlyList<ListClocks.Row> Breaches)
    {
        public int Of(string promise) => Open.Sum(line => line.Counts.GetValueOrDefault(promise));

        public Share InTime => Share.Sum(Kept.Select(line => line.InTime));
    }

    public sealed class Handler(ItrDbContext db, FoundCases cases, FoundClocks clocks, PromiseClocks promises, ListClocks.Handler list, TimeProvider time)
    {
        public async Task<Board> HandleAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var today = time.GetUtcNow().LocalDate();
            var period = filter.PeriodAt(today);
            var over = filter.Clocks with { Clock = ClockFilter.Promises, StateName = ClockFilter.Breached };
            return new Board(
                period, await OpenAsync(filter, cancellationToken), await AheadAsync(filter, today, cancellationToken), await KeptAsync(filter, period, cancellationToken),
                await MeansAsync(filter, period, cancellationToken), await MonthsAsync(filter, DashboardFilter.Months(today), cancellationToken), await AgesAsync(filter, cancellationToken),
                await CausesAsync(filter, period, cancellationToken), (await list.HandleAsync(over, cancellationToken, MostBreaches)).Rows);
        }

        private async Task<IReadOnlyList<OpenLine>> OpenAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var found = new List<(int? Level, string Promise, int Count)>();
            foreach (var promise in CasePromises.Live)
            {
                var byLevel = await (await cases.OfAsync(filter.OpenCases with { PromiseName = promise }, cancellationToken))
                    .GroupBy(record => record.LevelProvisional ?? record.LevelConfirmed).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
                found.AddRange(byLevel.Select(x => (x.Key, promise, x.Count)));
            }

            return [.. found.GroupBy(x => x.Level).OrderBy(group => group.Key ?? int.MaxValue)
                .Select(group => new OpenLine(group.Key, group.ToDictionary(x => x.Promise, x => x.Count)))];
        }

        private async Task<IReadOnlyList<Day>> AheadAsync(DashboardFilter filter, DateOnly today, CancellationToken cancellationToken)
        {
            var days = Enumerable.Range(0, DaysAhead).Select(day => Period.DayOf(today.AddDays(day))).ToList();
            var end = days[^1].To;
            var counts = new Dictionary<string, Dictionary<int, int>>();
            foreach (var state in (string[])[ClockFilter.Breached, ClockFilter.AtRisk, ClockFilter.OnTrack])
            {
                counts[state] = await (await clocks.OfAsync(filter.Clocks with { Clock = ClockFilter.Promises, StateName = state }, cancellationToken))
                    .Where(clock => clock.DueAt < end)
                    .GroupBy(Boundaries.Passed<SlaClock>(clock => clock.DueAt, days.Skip(1).Select(day => day.From)))
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            }

            return [.. days.Select((day, at) => new Day(
                day, counts[ClockFilter.Breached].GetValueOrDefault(at), counts[ClockFilter.AtRisk].GetValueOrDefault(at), counts[ClockFilter.OnTrack].GetValueOrDefault(at)))];
        }

        private async Task<IReadOnlyList<Kept>> KeptAsync(DashboardFilter filter, Period period, CancellationToken cancellationToken)
        {
            var met = await ByPlaceAsync(CasePromises.Met);
            var missed = await ByPlaceAsync(CasePromises.Missed);
            return [.. met.Keys.Union(missed.Keys).OrderBy(key => key.Level).ThenBy(key => key.Region, StringComparer.Ordinal)
                .Select(key => new Kept(key.Level, key.Region, new Share(met.GetValueOrDefault(key), met.GetValueOrDefault(key) + missed.GetValueOrDefault(key))))];

            async Task<Dictionary<(int Level, string? Region), int>> ByPlaceAsync(string promise) =>
                (await (await cases.OfAsync(filter.CasesIn(period, CaseInstants.Completed) with { PromiseName = promise }, cancellationToken))
                    .GroupBy(record => new { Level = record.LevelProvisional ?? record.LevelConfirmed, record.RegionCode })
                    .Select(group => new { group.Key.Level, group.Key.RegionCode, Count = group.Count() }).ToListAsync(cancellationToken))
                .Where(x => x.Level is not null).ToDictionary(x => (x.Level!.Value, x.RegionCode), x => x.Count);
        }

        private async Task<IReadOnlyList<Mean>> MeansAsync(DashboardFilter filter, Period period, CancellationToken cancellationToken)
        {
            var faults = (await promises.ReadAsync(cancellationToken)).Faults;
            var completed = (await cases.OfAsync(filter.CasesIn(period, CaseInstants.Completed) with { TypeName = nameof(CaseType.Fault) }, cancellationToken)).Where(record => record.AcceptedAt != null);
            var spans = await completed.GroupBy(record => record.LevelProvisional ?? record.LevelConfirmed)
                .Select(group => new { group.Key, Count = group.Count(), Seconds = group.Sum(record => DbTime.Between(record.AcceptedAt, record.CompletedAt)) }).ToListAsync(cancellationToken);
            var pauses = await (
                    from record in completed
                    join clock in db.Set<SlaClock>() on record.Id equals clock.RecordId
                    where faults.Contains(clock.ClockId) && (clock.State == ClockState.Met || clock.State == ClockState.Missed)
                    select new { Level = record.LevelProvisional ?? record.LevelConfirmed, clock.PausedTotal })
                .GroupBy(x => x.Level).Select(group => new { group.Key, Seconds = group.Sum(x => DbTime.Seconds(x.PausedTotal)) }).ToListAsync(cancellationToken);
            return [.. Enumerable.Range(1, 4).Select(level =>
            {
                var (span, paused) = (spans.FirstOrDefault(x => x.Key == level), pauses.FirstOrDefault(x => x.Key == level)?.Seconds ?? 0);
                return span is null ? new Mean(level, 0, null, null)
                    : new Mean(level, span.Count, MeanOf((span.Seconds ?? 0) - paused, span.Count), MeanOf(span.Seconds ?? 0, span.Count));
            })];
        }

        private static TimeSpan MeanOf(double seconds, int count) => TimeSpan.FromSeconds(Math.Round(seconds / count, 2)); // SQLite keeps days in a floating number

        private async Task<IReadOnlyList<Month>> MonthsAsync(DashboardFilter filter, IReadOnlyList<Period> months, CancellationToken cancellationToken)
        {
            var (from, to) = (months[0].From, months[^1].To);
            var met = await ByMonthAsync(CasePromises.Met);
            var missed = await ByMonthAsync(CasePromises.Missed);
            var all = await cases.OfAsync(filter.Cases, cancellationToken);
            var received = await CountAsync(all.Select(record => new Dated { At = record.ReceivedAt }));
            var closed = await CountAsync(all.Where(record => record.ClosedAt != null).Select(record => new Dated { At = record.ClosedAt }));
            var open = await all.CountAsync(record => record.ReceivedAt < from && (record.ClosedAt == null || record.ClosedAt >= from), cancellationToken);
            var found = new List<Month>();
            for (var at = 0; at < months.Count; at++)
            {
                open += received.GetValueOrDefault(at) - closed.GetValueOrDefault(at);
                var inTime = Enumerable.Range(1, 3).ToDictionary(level => level, level =>
                    new Share(met.GetValueOrDefault((at, level)), met.GetValueOrDefault((at, level)) + missed.GetValueOrDefault((at, level))));
                found.Add(new Month(months[at], inTime, received.GetValueOrDefault(at), closed.GetValueOrDefault(at), open));
            }

            return found;

            async Task<Dictionary<(int Month, int Level), int>> ByMonthAsync(string promise) =>
                (await (await cases.OfAsync(filter.Cases with { PromiseName = promise }, cancellationToken))
                    .Where(record => record.CompletedAt >= from && record.CompletedAt < to)
                    .Select(record => new Dated { At = record.CompletedAt, Level = record.LevelProvisional ?? record.LevelConfirmed })
                    .GroupBy(Boundaries.Passed<Dated>(x => x.At, months.Skip(1).Select(month => month.From)))
                    .Select(group => new { group.Key, One = group.Count(x => x.Level == 1), Two = group.Count(x => x.Level == 2), Rest = group.Count(x => x.Level > 2) }).ToListAsync(cancellationToken))
                .SelectMany(x => new[] { (x.Key, 1, x.One), (x.Key, 2, x.Two), (x.Key, 3, x.Rest) }).ToDictionary(x => (x.Item1, x.Item2), x => x.Item3);

            async Task<Dictionary<int, int>> CountAsync(IQueryable<Dated> dated) =>
                await dated.Where(x => x.At >= from && x.At < to).GroupBy(Boundaries.Passed<Dated>(x => x.At, months.Skip(1).Select(month => month.From)))
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
        }

        private async Task<IReadOnlyDictionary<string, int>> AgesAsync(DashboardFilter filter, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var spans = CaseAges.All.Reverse().ToList(); // a key counts the boundaries that the case is younger than
            var counts = await (await cases.OfAsync(filter.OpenCases, cancellationToken))
                .GroupBy(Boundaries.Passed<Case>(record => record.ReceivedAt, spans.Skip(1).Select(span => now.AddDays(-span.Until!.Value))))
                .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            return spans.Select((span, at) => (span.Name, Count: counts.GetValueOrDefault(at))).ToDictionary(x => x.Name, x => x.Count);
        }

        private async Task<IReadOnlyList<CauseLine>> CausesAsync(DashboardFilter filter, Period period, CancellationToken cancellationToken) =>
            [.. (await (await cases.OfAsync(filter.CasesIn(period, CaseInstants.Completed) with { TypeName = nameof(CaseType.Fault) }, cancellationToken))
                .GroupBy(record => record.RootCauseCode).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
                .OrderByDescending(x => x.Count).ThenBy(x => x.Key).Select(x => new CauseLine(x.Key, x.Count))];

        private sealed record Dated
        {
            public DateTimeOffset? At { get; init; }

            public int? Level { get; init; }
        }
    }
}
