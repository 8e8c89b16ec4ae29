using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>The quarterly score of a contract with its penalties, its months and the quarters before (kpis.md K34, sla.md §11).</summary>
public static class GetScorecard
{
    /// <summary>Quarters of the trend, the running one included.</summary>
    private const int QuartersShown = 5;

    public sealed record PenaltyLine(
        string No, string RuleId, Bilingual Rule, string Category, decimal Points, PenaltyState State, string RecordNo, string Reason, DateTimeOffset ProposedAt, bool IsVerified,
        DateTimeOffset? DecidedAt, string? DecidedBy, string? DecisionReason);

    /// <param name="InTime">Faults completed in the month that kept their promise, of those that had one; in the viewer's scope.</param>
    /// <param name="SummaryNo">The month's summary of on-site service reports; null where none is owed yet.</param>
    /// <param name="IsOnTime">Whether it was accepted in time; null while it is open, or without a promise.</param>
    public sealed record MonthLine(Period Month, int Received, Share InTime, int Penalties, decimal Points, string? SummaryNo, MonthlySummaryState? SummaryState, bool? IsOnTime);

    /// <param name="Score">Null before and after the contract's time.</param>
    public sealed record QuarterLine(Period Quarter, Scorecard? Score, bool IsRunning);

    /// <param name="Contracts">Numbers of the contracts that are scored and that the viewer may read.</param>
    public sealed record Card(
        ServiceContract Contract, Bilingual? Customer, Period Quarter, bool IsRunning, Scorecard Score, IReadOnlyList<PenaltyLine> Penalties, IReadOnlyList<MonthLine> Months,
        IReadOnlyList<QuarterLine> Quarters, IReadOnlyList<string> Contracts, ScorecardRules Rules);

    public sealed class Handler(ItrDbContext db, IPolicies policies, FoundCases cases, AccessScope access, TimeProvider time)
    {
        /// <returns>Null where the viewer may read no such contract.</returns>
        public async Task<Card?> HandleAsync(ScoreFilter filter, CancellationToken cancellationToken)
        {
            var scored = await db.Set<ServiceContract>().AsNoTracking().Where(contract => contract.ScorecardEnabled && contract.State != ContractState.Draft)
                .OrderByDescending(contract => contract.EffectiveFrom).ThenBy(contract => contract.No).ToListAsync(cancellationToken);
            if ((string.IsNullOrEmpty(filter.ContractNo) ? scored.FirstOrDefault() : scored.FirstOrDefault(contract => contract.No == filter.ContractNo)) is not { } contract)
                return null;

            var (today, set) = (time.GetUtcNow().LocalDate(), await policies.GetAsync(contract.PolicyVersion, cancellationToken));
            var quarter = filter.QuarterAt(today);
            var quarters = Enumerable.Range(0, QuartersShown).Select(back => Period.QuarterOf(quarter.First.AddMonths(-3 * back))).Reverse().ToList();
            var penalties = await PenaltiesAsync(contract, quarters[0].From, quarter.To, cancellationToken);
            var own = penalties.Where(penalty => IsIn(penalty, quarter)).ToList();
            return new Card(
                contract, await db.Set<Customer>().Where(customer => customer.Id == contract.CustomerId).Select(customer => new Bilingual(customer.NameZh, customer.NameEn)).FirstOrDefaultAsync(cancellationToken),
                quarter, quarter.End > today, Score(set, own), [.. own.Select(penalty => LineOf(penalty, set))], await MonthsAsync(contract, quarter, own, cancellationToken),
                [.. quarters.Select(one => new QuarterLine(one, IsInForce(contract, one) ? Score(set, [.. penalties.Where(penalty => IsIn(penalty, one))]) : null, one.End > today))],
                [.. scored.Select(one => one.No)], set.Scorecard);
        }

        private static bool IsIn(Penalty penalty, Period quarter) => penalty.ProposedAt >= quarter.From && penalty.ProposedAt < quarter.To;

        private static bool IsInForce(ServiceContract contract, Period quarter) => contract.EffectiveFrom < quarter.End && contract.EffectiveTo >= quarter.First;

        private static Scorecard Score(SlaPolicySet set, IReadOnlyList<Penalty> penalties) =>
            Scorecard.Of(set.Scorecard, [.. penalties.Select(penalty => new Deduction(penalty.Category, penalty.Points, penalty.State))]);

        private static PenaltyLine LineOf(Penalty penalty, SlaPolicySet set) => new(
            penalty.No, penalty.RuleId, set.PenaltyRules.GetValueOrDefault(penalty.RuleId)?.Trigger ?? Bilingual.Same(penalty.RuleId), penalty.Category, penalty.Points, penalty.State, penalty.RecordNo,
            penalty.Reason, penalty.ProposedAt, penalty.VerifiedAt is not null, penalty.DecidedAt, penalty.DecidedBy, penalty.DecisionReason);

        // Who may read the contract reads its score: every penalty counts, also of cases that he does not see.
        private async Task<List<Penalty>> PenaltiesAsync(ServiceContract contract, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            return await db.Set<Penalty>().AsNoTracking().Where(penalty => penalty.ContractId == contract.Id && penalty.ProposedAt >= from && penalty.ProposedAt < to)
                .OrderBy(penalty => penalty.ProposedAt).ThenBy(penalty => penalty.No).ToListAsync(cancellationToken);
        }

        private async Task<IReadOnlyList<MonthLine>> MonthsAsync(ServiceContract contract, Period quarter, IReadOnlyList<Penalty> penalties, CancellationToken cancellationToken)
        {
            var months = Enumerable.Range(0, 3).Select(month => Period.MonthOf(quarter.First.AddMonths(month))).ToList();
            var all = new CaseFilter { ViewName = CaseFilter.All, Contract = contract.No, PeriodText = quarter.Text };
            var received = await ByMonthAsync(all, record => record.ReceivedAt);
            var met = await ByMonthAsync(all with { InstantName = CaseInstants.Completed, PromiseName = CasePromises.Met }, record => record.CompletedAt);
            var missed = await ByMonthAsync(all with { InstantName = CaseInstants.Completed, PromiseName = CasePromises.Missed }, record => record.CompletedAt);
            var names = months.Select(month => month.Text).ToList();
            var summaries = await (
                    from summary in db.Set<MonthlySummary>()
                    where summary.Contract == contract.No && names.Contains(summary.Month)
                    join clock in db.Set<SlaClock>() on summary.Id equals clock.RecordId into clocks
                    from clock in clocks.DefaultIfEmpty()
                    select new { summary.No, summary.Month, summary.State, Clock = clock == null ? (ClockState?)null : clock.State })
                .AsNoTracking().ToListAsync(cancellationToken);
            return [.. months.Select((month, at) =>
            {
                var (own, summary) = (penalties.Where(penalty => IsIn(penalty, month) && penalty.State != PenaltyState.Waived).ToList(), summaries.Where(x => x.Month == month.Text).ToList());
                var ended = summary.Select(x => x.Clock).Where(state => state is ClockState.Met or ClockState.Missed).ToList();
                return new MonthLine(
                    month, received.GetValueOrDefault(at), new Share(met.GetValueOrDefault(at), met.GetValueOrDefault(at) + missed.GetValueOrDefault(at)), own.Count, own.Sum(penalty => penalty.Points),
                    summary.FirstOrDefault()?.No, summary.FirstOrDefault()?.State, ended.Count == 0 ? null : ended.TrueForAll(state => state == ClockState.Met));
            })];

            async Task<Dictionary<int, int>> ByMonthAsync(CaseFilter filter, System.Linq.Expressions.Expression<Func<Case, DateTimeOffset?>> at) =>
                await (await cases.OfAsync(filter, cancellationToken)).GroupBy(Boundaries.Passed(at, months.Skip(1).Select(month => month.From)))
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
        }
    }
}
