using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>Archived cases that a filter means, newest first, in the viewer's scope.</summary>
public sealed class ArchivedList(ItrDbContext db, TimeProvider time)
{
    public IQueryable<ArchivedCase> Of(CaseFilter filter) => Dated(Placed(db.Set<ArchivedCase>(), filter), filter);

    public async Task<ListCases.Page> PageAsync(CaseFilter filter, int most, CancellationToken cancellationToken)
    {
        var found = await (
                from record in After(Of(filter), filter.After).OrderByDescending(record => record.ReceivedAt).ThenByDescending(record => record.No).Take(most + 1)
                join customer in db.Set<Customer>() on record.CustomerId equals customer.Id into customers
                from customer in customers.DefaultIfEmpty()
                join equipment in db.Set<InstalledEquipment>() on record.EquipmentId equals equipment.Id into elements
                from equipment in elements.DefaultIfEmpty()
                join owner in db.Users on record.OwnerId equals owner.Id into owners
                from owner in owners.DefaultIfEmpty()
                select new
                {
                    Record = record,
                    Customer = customer == null ? null : new Bilingual(customer.NameZh, customer.NameEn),
                    Equipment = equipment == null ? record.EquipmentText : equipment.Code,
                    Owner = owner == null ? null : new Bilingual(owner.DisplayNameZh, owner.DisplayNameEn),
                })
            .AsNoTracking().ToListAsync(cancellationToken);
        var page = found.OrderByDescending(x => x.Record.ReceivedAt).ThenByDescending(x => x.Record.No, StringComparer.Ordinal).Take(most).ToList();
        return new ListCases.Page(
            [.. page.Select(x => new ListCases.Row(
                x.Record.No, x.Record.Title, x.Record.CaseType, x.Record.Level, x.Record.State, x.Customer, x.Equipment, x.Owner, x.Record.ReceivedAt, null,
                new ListCases.Ends(
                    x.Record.Priority, x.Record.RegionCode, x.Record.ContractNo, x.Record.AcceptedAt, x.Record.RestoredAt, x.Record.CompletedAt, x.Record.ClosedAt, x.Record.RootCauseCode, x.Record.ReopenCount)))],
            found.Count > most ? Cursor.Of(page[^1].Record.ReceivedAt, page[^1].Record.No) : null);
    }

    private IQueryable<ArchivedCase> Placed(IQueryable<ArchivedCase> cases, CaseFilter filter)
    {
        if (filter.Level is { } level)
            cases = cases.Where(record => record.Level == level);
        if (filter.IsUnlevelled)
            cases = cases.Where(record => record.Level == null);
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

    private IQueryable<ArchivedCase> Dated(IQueryable<ArchivedCase> cases, CaseFilter filter)
    {
        if (Period.Find(filter.PeriodText, time.GetUtcNow().LocalDate()) is not { From: var from, To: var to })
            return cases;

        return filter.Instant switch
        {
            CaseInstants.Completed => cases.Where(record => record.CompletedAt >= from && record.CompletedAt < to),
            CaseInstants.Resolved => cases.Where(record => record.ResolvedAt >= from && record.ResolvedAt < to),
            CaseInstants.Closed => cases.Where(record => record.ClosedAt >= from && record.ClosedAt < to),
            _ => cases.Where(record => record.ReceivedAt >= from && record.ReceivedAt < to),
        };
    }

    private static IQueryable<ArchivedCase> After(IQueryable<ArchivedCase> cases, string? cursor)
    {
        if (Cursor.Read(cursor) is not { At: var at, Last: var no })
            return cases;

#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
        return cases.Where(record => record.ReceivedAt < at || (record.ReceivedAt == at && string.Compare(record.No, no) < 0));
#pragma warning restore CA1309
    }
}
