using System.Linq.Expressions;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What the fields of a filter ask beside its view, as conditions on a work item and on the case or business record that it belongs to or is done for.</summary>
public sealed class InboxFields(ItrDbContext db, TimeProvider time)
{
    internal sealed class Found
    {
        public required WorkItem Item { get; init; }

        /// <summary>Null for work of no case that the person sees.</summary>
        public Case? Record { get; init; }

        /// <summary>Null for work of no business record that the person sees.</summary>
        public BusinessRecord? Business { get; init; }
    }

    /// <summary>The items that the fields let pass.</summary>
    public IQueryable<WorkItem> Narrow(IQueryable<WorkItem> items, InboxFilter filter) =>
        filter.IsNarrowed ? Find(items, AsksRecord(filter)).Where(Of(filter)).Select(found => found.Item) : items;

    /// <summary>Whether the fields look at the record.</summary>
    internal static bool AsksRecord(InboxFilter filter) => filter.Level is not null || filter.Region is { Length: > 0 } || filter.Customer is { Length: > 0 } || filter.Text?.Trim() is { Length: > 0 };

    internal IQueryable<Found> Find(IQueryable<WorkItem> items, bool withRecord) => withRecord
        ? from item in items
          join link in db.Set<RecordLink>() on item.RecordId equals link.RecordId into links
          from link in links.DefaultIfEmpty()
          join record in db.Set<Case>() on (Guid?)link.CaseId ?? item.RecordId equals record.Id into records
          from record in records.DefaultIfEmpty()
          join business in db.Set<BusinessRecord>() on (Guid?)link.CaseId ?? item.RecordId equals business.Id into businesses
          from business in businesses.DefaultIfEmpty()
          select new Found { Item = item, Record = record, Business = business }
        : items.Select(item => new Found { Item = item });

    internal Expression<Func<Found, bool>> Of(InboxFilter filter) => Conditions(filter).Aggregate((Expression<Func<Found, bool>>)(found => true), (one, other) => one.And(other));

    private IEnumerable<Expression<Func<Found, bool>>> Conditions(InboxFilter filter)
    {
        var now = time.GetUtcNow();
        if (filter.Type is { Length: > 0 } type)
            yield return found => found.Item.TaskType == type;
        if (filter.Flow is { Length: > 0 } flow)
            yield return found => found.Item.FlowId == flow;
        if (filter.Due is { Hours: { } hours } && now.AddHours(hours) is var latest)
            yield return found => found.Item.DueOrder < latest;
        else if (filter.Due is not null)
            yield return found => found.Item.DueAt == null;
        if (filter.Holder == InboxFilter.Nobody)
            yield return found => found.Item.AssigneeId == null;
        else if (filter.Holder is { Length: > 0 } name)
            yield return found => db.Users.Any(user => user.Id == found.Item.AssigneeId && user.UserName == name);
        if (filter.Level is { } level)
            yield return found => (found.Record!.LevelProvisional ?? found.Record.LevelConfirmed) == level;
        if (filter.Region is { Length: > 0 } region)
            yield return found => found.Record!.RegionCode == region;
        if (filter.Customer is { Length: > 0 } code)
        {
            var customers = db.Set<Customer>().Where(customer => customer.Code == code).Select(customer => (Guid?)customer.Id);
            yield return found => customers.Contains((Guid?)found.Record!.CustomerId) || customers.Contains(found.Business!.CustomerId);
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            yield return found => found.Item.No.Contains(text) || found.Item.RecordNo.Contains(text) || found.Item.TitleZh.Contains(text) || found.Item.TitleEn.Contains(text)
                || found.Record!.No.Contains(text) || found.Business!.No.Contains(text);
        }
    }
}
