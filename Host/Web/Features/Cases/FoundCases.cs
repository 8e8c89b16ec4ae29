using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>The cases that a filter means, for lists, figures and exports alike: a figure counts what its link shows.</summary>
public sealed class FoundCases(ItrDbContext db, CurrentActor me, PromiseClocks promises, TimeProvider time)
{
    /// <summary>Days within which the same fault of the same element counts as repeated.</summary>
    public const int RepeatDays = 90;

    /// <summary>The least overall answer that counts as satisfied.</summary>
    public const int Satisfying = 4;

    // Attempts that were carried out and did not bring service back; one that the customer refused is none.
    private static readonly RecoveryResult?[] Failed = [RecoveryResult.NotRestored, RecoveryResult.Worse, RecoveryResult.Unstable];

    public async Task<IQueryable<Case>> OfAsync(CaseFilter filter, CancellationToken cancellationToken)
    {
        var cases = Dated(Placed(InView(filter.View), filter), filter);
        if (filter.Mark is { } mark)
            cases = Marked(cases, mark);
        return filter.Promise is { } promise ? Promised(cases, promise, await promises.ReadAsync(cancellationToken)) : cases;
    }

    private IQueryable<Case> InView(string view)
    {
        IQueryable<Case> cases = db.Set<Case>();
        var person = me.Value.PersonId;
        return view switch
        {
            CaseFilter.Open => cases.Where(record => !CaseStates.Final.Contains(record.State)),
            CaseFilter.Ended => cases.Where(record => CaseStates.Final.Contains(record.State)),
            CaseFilter.Mine => cases.Where(record => !CaseStates.Final.Contains(record.State) && (record.OwnerId == person || record.RequesterId == person)),
            _ => cases,
        };
    }

    private IQueryable<Case> Placed(IQueryable<Case> cases, CaseFilter filter)
    {
        if (filter.Level is { } level)
            cases = cases.Where(record => (record.LevelProvisional ?? record.LevelConfirmed) == level);
        if (filter.IsUnlevelled)
            cases = cases.Where(record => (record.LevelProvisional ?? record.LevelConfirmed) == null);
        if (filter.Type is { } type)
            cases = cases.Where(record => record.CaseType == type);
        if (filter.Region is { Length: > 0 } region)
            cases = cases.Where(record => record.RegionCode == region);
        if (filter.Customer is { Length: > 0 } customer)
            cases = cases.Where(record => db.Set<Customer>().Any(one => one.Id == record.CustomerId && one.Code == customer));
        if (filter.Contract is { Length: > 0 } contract)
            cases = cases.Where(record => record.ContractNo == contract);
        if (filter.Cause is { } cause)
            cases = cases.Where(record => record.RootCauseCode == cause);
        if (filter.Text?.Trim() is { Length: > 0 } text)
            cases = cases.Where(record => record.No.Contains(text) || record.Title.Contains(text)
                || db.Set<InstalledEquipment>().Any(element => element.Id == record.EquipmentId && (element.Code.Contains(text) || element.SerialNo.Contains(text))));
        return cases;
    }

    private IQueryable<Case> Dated(IQueryable<Case> cases, CaseFilter filter)
    {
        var now = time.GetUtcNow();
        if (filter.Age is { } age)
        {
            var (before, since) = (age.Days > 0 ? now.AddDays(-age.Days) : (DateTimeOffset?)null, age.Until is { } until ? now.AddDays(-until) : (DateTimeOffset?)null);
            cases = cases.Where(record => (before == null || record.ReceivedAt < before) && (since == null || record.ReceivedAt >= since));
        }

        if (Period.Find(filter.PeriodText, now.LocalDate()) is not { From: var from, To: var to })
            return cases;

        return filter.Instant switch
        {
            CaseInstants.Completed => cases.Where(record => record.CompletedAt >= from && record.CompletedAt < to),
            CaseInstants.Resolved => cases.Where(record => record.ResolvedAt >= from && record.ResolvedAt < to),
            CaseInstants.Closed => cases.Where(record => record.ClosedAt >= from && record.ClosedAt < to),
            _ => cases.Where(record => record.ReceivedAt >= from && record.ReceivedAt < to),
        };
    }

    private IQueryable<Case> Marked(IQueryable<Case> cases, string mark) => mark switch
    {
        CaseMarks.Reopened => cases.Where(record => record.ReopenCount > 0),
        CaseMarks.FirstFix => cases.Where(record => record.ReopenCount == 0 && !db.Set<TierChange>().Any(change => change.CaseId == record.Id)),
        CaseMarks.Misclassified => cases.Where(record => db.Set<LevelChange>().Any(change => change.CaseId == record.Id && change.Reason == LevelChangeReason.Misclassified)),
        CaseMarks.Repeated => Repeated(cases),
        CaseMarks.Remote => cases.Where(record => record.ServiceMode != ServiceMode.Onsite),
        CaseMarks.Tier2 => RaisedTo(cases, Tier.Tier2),
        CaseMarks.Tier3 => RaisedTo(cases, Tier.Tier3),
        CaseMarks.RnD => RaisedTo(cases, Tier.RnD),
        CaseMarks.Rated => cases.Where(record => db.Set<SatisfactionSurvey>().Any(survey => survey.CaseId == record.Id && survey.Overall != null)),
        CaseMarks.Satisfied => cases.Where(record => db.Set<SatisfactionSurvey>().Any(survey => survey.CaseId == record.Id && survey.Overall >= Satisfying)),
        CaseMarks.Escalated => cases.Where(record => db.Set<Escalation>().Any(escalation => escalation.RecordId == record.Id)),
        CaseMarks.Knowledge => cases.Where(record => db.Set<CaseArticle>().Any(link => link.CaseId == record.Id)),
        CaseMarks.Recovered => Recovered(cases),
        CaseMarks.RecoveredFirst => Recovered(cases).Where(record => !db.Set<RecoveryAction>().Any(action => action.CaseId == record.Id && Failed.Contains(action.Result))),
        CaseMarks.Checked => cases.Where(record => record.Entitlement != null),
        _ => cases.Where(record => record.Entitlement == EntitlementResult.NoData),
    };

    // The earlier fault may lie in any period; a window of the database's own time arithmetic keeps the comparison in one place.
    private IQueryable<Case> Repeated(IQueryable<Case> cases)
    {
        const double Window = RepeatDays * 86_400.0;
        return cases.Where(record => record.EquipmentId != null && record.FaultCode != null && db.Set<Case>().Any(earlier =>
            earlier.EquipmentId == record.EquipmentId && earlier.FaultCode == record.FaultCode && earlier.ReceivedAt < record.ReceivedAt
            && DbTime.Between(earlier.ReceivedAt, record.ReceivedAt) <= Window));
    }

    private IQueryable<Case> Recovered(IQueryable<Case> cases) =>
        cases.Where(record => db.Set<RecoveryAction>().Any(action => action.CaseId == record.Id && action.Result == RecoveryResult.Restored));

    private IQueryable<Case> RaisedTo(IQueryable<Case> cases, Tier tier) =>
        cases.Where(record => db.Set<TierChange>().Any(change => change.CaseId == record.Id && change.To == tier));

    private IQueryable<Case> Promised(IQueryable<Case> cases, string promise, PromiseClocks.Kinds kinds)
    {
        var now = time.GetUtcNow();
        var (ids, faults) = (kinds.Promises, kinds.Faults);
        var clocks = db.Set<SlaClock>().Where(clock => ids.Contains(clock.ClockId));
        var running = clocks.Where(clock => clock.State == ClockState.Running);
        var over = running.Where(clock => clock.DueAt <= now && !clock.HeldByProposal);
        var warned = running.Where(clock => clock.DueAt > now || clock.HeldByProposal).Where(kinds.HasWarned);
        var paused = clocks.Where(clock => clock.State == ClockState.Paused);
        var ended = db.Set<SlaClock>().Where(clock => faults.Contains(clock.ClockId));
        var (met, missed) = (ended.Where(clock => clock.State == ClockState.Met), ended.Where(clock => clock.State == ClockState.Missed));
        return promise switch
        {
            CasePromises.Breached => cases.Where(record => over.Any(clock => clock.RecordId == record.Id)),
            CasePromises.AtRisk => cases.Where(record => warned.Any(clock => clock.RecordId == record.Id) && !over.Any(clock => clock.RecordId == record.Id)),
            CasePromises.Paused => cases.Where(record => paused.Any(clock => clock.RecordId == record.Id)
                && !over.Any(clock => clock.RecordId == record.Id) && !warned.Any(clock => clock.RecordId == record.Id)),
            CasePromises.OnTrack => cases.Where(record => running.Any(clock => clock.RecordId == record.Id) && !paused.Any(clock => clock.RecordId == record.Id)
                && !over.Any(clock => clock.RecordId == record.Id) && !warned.Any(clock => clock.RecordId == record.Id)),
            CasePromises.None => cases.Where(record => !running.Any(clock => clock.RecordId == record.Id) && !paused.Any(clock => clock.RecordId == record.Id)),
            CasePromises.Missed => cases.Where(record => missed.Any(clock => clock.RecordId == record.Id)),
            _ => cases.Where(record => met.Any(clock => clock.RecordId == record.Id) && !missed.Any(clock => clock.RecordId == record.Id)),
        };
    }
}
