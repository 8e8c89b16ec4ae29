using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Integration.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>Every row that the figures of a dashboard come from, to count them again by hand.</summary>
public sealed record PastYear(
    IReadOnlyList<Case> Cases, ILookup<Guid, SlaClock> Clocks, ILookup<Guid, TierChange> Tiers, ILookup<Guid, SatisfactionSurvey> Surveys, IReadOnlyList<Penalty> Penalties,
    IReadOnlyList<Escalation> Escalations, IReadOnlyDictionary<Guid, Customer> Customers, IReadOnlySet<Guid> Linked)
{
    // Written out here on purpose: the product derives them from the policy.
    public static readonly string[] FaultClocks =
        ["GD-L1-RESTORE-REMOTE", "GD-L1-RESTORE-ONSITE", "GD-L2-RESOLVE", "GD-NMSDOWN-RESOLVE", "GD-L3-RESOLVE", "GD-L4-RESOLVE", "CM-WARRANTY-REPAIR"];

    public static Task<PastYear> ReadAsync(string file) => DatabaseDump.ReadAsync(file, async db => new PastYear(
        await db.Set<Case>().AsNoTracking().ToListAsync(),
        (await db.Set<SlaClock>().AsNoTracking().ToListAsync()).ToLookup(clock => clock.RecordId),
        (await db.Set<TierChange>().AsNoTracking().ToListAsync()).ToLookup(change => change.CaseId),
        (await db.Set<SatisfactionSurvey>().AsNoTracking().ToListAsync()).ToLookup(survey => survey.CaseId),
        await db.Set<Penalty>().AsNoTracking().ToListAsync(),
        await db.Set<Escalation>().AsNoTracking().ToListAsync(),
        await db.Set<Customer>().AsNoTracking().ToDictionaryAsync(customer => customer.Id),
        (await db.Set<CaseArticle>().Select(link => link.CaseId).ToListAsync()).ToHashSet()));

    public IEnumerable<Case> Open => Cases.Where(x => x.State is not (CaseState.Closed or CaseState.Rejected or CaseState.Duplicate or CaseState.Cancelled));

    public IEnumerable<Case> CompletedIn(DateTimeOffset from, DateTimeOffset to) => Cases.Where(x => x.CompletedAt >= from && x.CompletedAt < to);

    /// <summary>Whether its fault promise was kept; null where none ended.</summary>
    public bool? InTime(Case record)
    {
        var states = Clocks[record.Id].Where(clock => FaultClocks.Contains(clock.ClockId)).Select(clock => clock.State).ToList();
        return states.Contains(ClockState.Missed) ? false : states.Contains(ClockState.Met) ? true : null;
    }
}
