using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
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
        DateTimeOffset? DecidedAt, string? DecidedBy, string? DecisionReason, bool IsCarried);

    /// <param name="InTime">Faults completed in the month that kept their promise, of those that had one; in the viewer's scope.</param>
    /// <param name="SummaryNo">The month's summary of on-site service reports; null where none is owed yet.</param>
    /// <param name="IsOnTime">Whether it was accepted in time; null while it is open, or without a promise.</param>
    public sealed record MonthLine(Period Month, int Received, Share InTime, int Penalties, decimal Points, string? SummaryNo, MonthlySummaryState? SummaryState, bool? IsOnTime);

    /// <param name="Score">Null before and after the contract's time.</param>
    public sealed record QuarterLine(Period Quarter, Scorecard? Score, bool IsRunning);

    /// <summary>Who confirmed and signed the figures.</summary>
    /// <param name="No">The scorecard as a record, which keeps who decided what.</param>
    /// <param name="Revision">How often it was confirmed.</param>
    /// <param name="IsChanged">Whether a decision since then gives another score: it is to be confirmed anew before the vendor can sign.</param>
    /// <param name="RowVersion">For <c>If-Match</c>.</param>
    public sealed record Signing(
        string No, ScorecardState State, int Revision, DateTimeOffset? SignedCustomerAt, string? SignedCustomerBy, DateTimeOffset? SignedVendorAt, string? SignedVendorBy, string? Comment, string? Objection,
        bool IsChanged, int RowVersion);

    /// <param name="Score">As it was confirmed; counted anew while it is not.</param>
    /// <param name="Signing">Null while nobody has confirmed the quarter.</param>
    /// <param name="Contracts">Numbers of the contracts that are scored and that the viewer may read.</param>
    public sealed record Card(
        ServiceContract Contract, Bilingual? Customer, Period Quarter, bool IsRunning, Scorecard Score, IReadOnlyList<PenaltyLine> Penalties, IReadOnlyList<MonthLine> Months,
        IReadOnlyList<QuarterLine> Quarters, IReadOnlyList<string> Contracts, ScorecardRules Rules, Signing? Signing);

    public sealed class Handler(ItrDbContext db, IPolicies policies, FoundCases cases, AccessScope access, TimeProvider time)
    {
        /// <param name="asIsNow">The quarter as it is counted now, whatever was confirmed; a signed one stays as it is.</param>
        /// <returns>Null where the viewer may read no such contract.</returns>
        public async Task<Card?> HandleAsync(ScoreFilter filter, CancellationToken cancellationToken, bool asIsNow = false)
        {
            var scored = await db.Set<ServiceContract>().AsNoTracking().Where(contract => contract.ScorecardEnabled && contract.State != ContractState.Draft)
                .OrderByDescending(contract => contract.EffectiveFrom).ThenBy(contract => contract.No).ToListAsync(cancellationToken);
            if ((string.IsNullOrEmpty(filter.ContractNo) ? scored.FirstOrDefault() : scored.FirstOrDefault(contract => contract.No == filter.ContractNo)) is not { } contract)
                return null;

            var (today, set) = (time.GetUtcNow().LocalDate(), await policies.GetAsync(contract.PolicyVersion, cancellationToken));
            var quarter = filter.QuarterAt(today);
            var quarters = Enumerable.Range(0, QuartersShown).Select(back => Period.QuarterOf(quarter.First.AddMonths(-3 * back))).Reverse().ToList();
            var penalties = await PenaltiesAsync(contract, quarters[0].From, quarter.To, cancellationToken);
            var confirmed = await ConfirmedAsync(contract, quarters, cancellationToken);
            var own = penalties.Where(penalty => IsIn(penalty, quarter)).ToList();
            var (current, signed) = (Score(set, own), confirmed.GetValueOrDefault(quarter.Text));
            var figures = signed?.State == ScorecardState.Signed || (signed?.State == ScorecardState.Presented && !asIsNow) ? signed.Figures : null;
            return new Card(
                contract, await db.Set<Customer>().Where(customer => customer.Id == contract.CustomerId).Select(customer => new Bilingual(customer.NameZh, customer.NameEn)).FirstOrDefaultAsync(cancellationToken),
                quarter, quarter.End > today, figures?.Score ?? current, [.. own.Select(penalty => LineOf(penalty, set))],
                [.. (figures?.Months ?? await MonthsAsync(contract, quarter, own, cancellationToken)).Select(LineOf)],
                [.. quarters.Select(one => new QuarterLine(one, IsInForce(contract, one) ? ScoreOf(one) : null, one.End > today))],
                [.. scored.Select(one => one.No)], set.Scorecard, signed is null ? null : await SigningAsync(signed, current, cancellationToken));

            Scorecard ScoreOf(Period one) => confirmed.GetValueOrDefault(one.Text) is { State: not ScorecardState.Draft, Figures: { } kept } ? kept.Score : Score(set, [.. penalties.Where(penalty => IsIn(penalty, one))]);
        }

        /// <summary>What is confirmed and signed: the figures of a quarter as they are now, whoever looks.</summary>
        public async Task<ScoreFigures> FiguresAsync(ServiceContract contract, Period quarter, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            var own = await PenaltiesAsync(contract, quarter.From, quarter.To, cancellationToken);
            return new ScoreFigures(Score(await policies.GetAsync(contract.PolicyVersion, cancellationToken), own), await MonthsAsync(contract, quarter, own, cancellationToken));
        }

        // Who may read the contract reads who signed its score.
        private async Task<Dictionary<string, QuarterScore>> ConfirmedAsync(ServiceContract contract, IReadOnlyList<Period> quarters, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            var names = quarters.Select(quarter => quarter.Text).ToList();
            return await db.Set<QuarterScore>().AsNoTracking().Where(score => score.Contract == contract.No && names.Contains(score.Quarter)).ToDictionaryAsync(score => score.Quarter, cancellationToken);
        }

        private async Task<Signing> SigningAsync(QuarterScore score, Scorecard current, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            var decisions = await db.Set<ApprovalRecord>().AsNoTracking().Where(decision => decision.RecordId == score.Id && decision.Revision == score.Revision).OrderBy(decision => decision.At).ToListAsync(cancellationToken);
            var (confirmed, signed) = (Of(ScorecardTrigger.Confirm), Of(ScorecardTrigger.Sign));
            return new Signing(
                score.No, score.State, score.Revision, score.SignedCustomerAt, score.SignedCustomerAt is null ? null : confirmed?.UserName, score.SignedVendorAt, signed?.UserName, confirmed?.Comment, score.Objection,
                score.State == ScorecardState.Presented && !score.Figures!.Gives(current), score.RowVersion);

            ApprovalRecord? Of(ScorecardTrigger decision) => decisions.FindLast(x => x.Decision == decision.ToString());
        }

        private static bool IsIn(Penalty penalty, Period quarter) => (penalty.CarriedTo ?? penalty.ProposedAt) is var at && at >= quarter.From && at < quarter.To;

        private static bool IsInForce(ServiceContract contract, Period quarter) => contract.EffectiveFrom < quarter.End && contract.EffectiveTo >= quarter.First;

        private static Scorecard Score(SlaPolicySet set, IReadOnlyList<Penalty> penalties) =>
            Scorecard.Of(set.Scorecard, [.. penalties.Select(penalty => new Deduction(penalty.Category, penalty.Points, penalty.State))]);

        private static PenaltyLine LineOf(Penalty penalty, SlaPolicySet set) => new(
            penalty.No, penalty.RuleId, set.PenaltyRules.GetValueOrDefault(penalty.RuleId)?.Trigger ?? Bilingual.Same(penalty.RuleId), penalty.Category, penalty.Points, penalty.State, penalty.RecordNo,
            penalty.Reason, penalty.ProposedAt, penalty.VerifiedAt is not null, penalty.DecidedAt, penalty.DecidedBy, penalty.DecisionReason, penalty.CarriedTo is not null);

        private static MonthLine LineOf(ScoreMonth month) => new(
            Period.Find(month.Month, default)!, month.Received, new Share(month.Met, month.Ended), month.Penalties, month.Points, month.SummaryNo, month.SummaryState, month.IsOnTime);

        // Who may read the contract reads its score: every penalty counts, also of cases that he does not see.
        private async Task<List<Penalty>> PenaltiesAsync(ServiceContract contract, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            return await db.Set<Penalty>().AsNoTracking().Where(penalty => penalty.ContractId == contract.Id && (penalty.CarriedTo ?? penalty.ProposedAt) >= from && (penalty.CarriedTo ?? penalty.ProposedAt) < to)
                .OrderBy(penalty => penalty.ProposedAt).ThenBy(penalty => penalty.No).ToListAsync(cancellationToken);
        }

        private async Task<IReadOnlyList<ScoreMonth>> MonthsAsync(ServiceContract contract, Period quarter, IReadOnlyList<Penalty> penalties, CancellationToken cancellationToken)
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
                return new ScoreMonth(
                    month.Text, received.GetValueOrDefault(at), met.GetValueOrDefault(at), met.GetValueOrDefault(at) + missed.GetValueOrDefault(at), own.Count, own.Sum(penalty => penalty.Points),
                    summary.FirstOrDefault()?.No, summary.FirstOrDefault()?.State, ended.Count == 0 ? null : ended.TrueForAll(state => state == ClockState.Met));
            })];

            async Task<Dictionary<int, int>> ByMonthAsync(CaseFilter filter, System.Linq.Expressions.Expression<Func<Case, DateTimeOffset?>> at) =>
                await (await cases.OfAsync(filter, cancellationToken)).GroupBy(Boundaries.Passed(at, months.Skip(1).Select(month => month.From)))
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
        }
    }
}
