using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>The clocks that a filter means, for lists, figures and exports alike.</summary>
public sealed class FoundClocks(ItrDbContext db, PromiseClocks promises, TimeProvider time)
{
    public async Task<IQueryable<SlaClock>> OfAsync(ClockFilter filter, CancellationToken cancellationToken)
    {
        var (now, kinds) = (time.GetUtcNow(), await promises.ReadAsync(cancellationToken));
        var clocks = InState(Named(db.Set<SlaClock>(), filter.Clock, kinds), filter.State, kinds, now);
        if (Period.Find(filter.PeriodText, now.LocalDate()) is { From: var from, To: var to })
            clocks = clocks.Where(clock => (clock.StoppedAt >= from && clock.StoppedAt < to) || clock.State == ClockState.Running || clock.State == ClockState.Paused);
        if (Period.Find(filter.DueText, now.LocalDate()) is { From: var first, To: var last })
            clocks = clocks.Where(clock => clock.DueAt >= first && clock.DueAt < last);
        return OfCases(clocks, filter);
    }

    private static IQueryable<SlaClock> Named(IQueryable<SlaClock> clocks, string? name, PromiseClocks.Kinds kinds) => name switch
    {
        null or "" => clocks,
        ClockFilter.Promises => clocks.Where(clock => kinds.Promises.Contains(clock.ClockId)),
        ClockFilter.Faults => clocks.Where(clock => kinds.Faults.Contains(clock.ClockId)),
        _ => clocks.Where(clock => clock.ClockId == name),
    };

    private static IQueryable<SlaClock> InState(IQueryable<SlaClock> clocks, string? state, PromiseClocks.Kinds kinds, DateTimeOffset now)
    {
        var running = clocks.Where(clock => clock.State == ClockState.Running);
        var ahead = running.Where(clock => clock.DueAt > now || clock.HeldByProposal);
        return state switch
        {
            ClockFilter.Breached => running.Where(clock => clock.DueAt <= now && !clock.HeldByProposal),
            ClockFilter.AtRisk => ahead.Where(kinds.HasWarned),
            ClockFilter.OnTrack => ahead.Where(kinds.HasNotWarned),
            ClockFilter.Paused => clocks.Where(clock => clock.State == ClockState.Paused),
            ClockFilter.Met => clocks.Where(clock => clock.State == ClockState.Met),
            ClockFilter.Open => clocks.Where(clock => clock.State == ClockState.Running || clock.State == ClockState.Paused),
            ClockFilter.Stopped => clocks.Where(clock => clock.State == ClockState.Met || clock.State == ClockState.Missed),
            ClockFilter.Missed => clocks.Where(clock => clock.State == ClockState.Missed),
            _ => clocks.Where(clock => clock.State != ClockState.Cancelled && clock.State != ClockState.Superseded),
        };
    }

    // The clock of a case, or of a record that belongs to one.
    private IQueryable<SlaClock> OfCases(IQueryable<SlaClock> clocks, ClockFilter filter)
    {
        IQueryable<Case> cases = db.Set<Case>();
        if (filter.Level is { } level)
            cases = cases.Where(record => (record.LevelProvisional ?? record.LevelConfirmed) == level);
        if (filter.Region is { Length: > 0 } region)
            cases = cases.Where(record => record.RegionCode == region);
        if (filter.Customer is { Length: > 0 } customer)
            cases = cases.Where(record => db.Set<Customer>().Any(one => one.Id == record.CustomerId && one.Code == customer));
        if (filter.Contract is { Length: > 0 } contract)
            cases = cases.Where(record => record.ContractNo == contract);
        return cases is DbSet<Case> ? clocks : clocks.Where(clock =>
            cases.Any(record => record.Id == (db.Set<RecordLink>().Where(link => link.RecordId == clock.RecordId).Select(link => (Guid?)link.CaseId).FirstOrDefault() ?? clock.RecordId)));
    }
}
