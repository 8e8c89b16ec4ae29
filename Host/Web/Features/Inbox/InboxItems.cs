using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>The work items that a filter means for the person of the request.</summary>
public sealed class InboxItems(ItrDbContext db, CurrentActor me, TimeProvider time)
{
    public IQueryable<WorkItem> Of(InboxFilter filter)
    {
        var now = time.GetUtcNow();
        return OfRecord(OfItem(InView(filter.View, now), filter, now), filter);
    }

    private IQueryable<WorkItem> InView(string view, DateTimeOffset now)
    {
        var (items, person, soon) = (db.Set<WorkItem>(), me.Value.PersonId, now.AddHours(24));
        return view switch
        {
            InboxFilter.Offered => items.Open().OfferedTo(me.Value),
            InboxFilter.Soon => items.Open().ConcerningTo(me.Value).Where(item => item.DueAt != null && item.DueAt < soon),
            InboxFilter.Overdue => items.Open().ConcerningTo(me.Value).Where(item => item.DueAt != null && item.DueAt < now),
            InboxFilter.Visible => items.Open(),
            InboxFilter.Done => items.Where(item => item.CompletedById == person && item.CompletedAt != null),
            _ => items.Open().HeldBy(me.Value),
        };
    }

    private IQueryable<WorkItem> OfItem(IQueryable<WorkItem> items, InboxFilter filter, DateTimeOffset now)
    {
        if (filter.Type is { Length: > 0 } type)
            items = items.Where(item => item.TaskType == type);
        if (filter.Flow is { Length: > 0 } flow)
            items = items.Where(item => item.FlowId == flow);
        if (filter.Due is { Hours: { } hours } && now.AddHours(hours) is var latest)
            items = items.Where(item => item.DueAt != null && item.DueAt < latest);
        else if (filter.Due is not null)
            items = items.Where(item => item.DueAt == null);
        return filter.Holder switch
        {
            null or "" => items,
            InboxFilter.Nobody => items.Where(item => item.AssigneeId == null),
            var name => items.Where(item => db.Users.Any(user => user.Id == item.AssigneeId && user.UserName == name)),
        };
    }

    private IQueryable<WorkItem> OfRecord(IQueryable<WorkItem> items, InboxFilter filter)
    {
        var (cases, links) = (db.Set<Case>(), db.Set<RecordLink>());
        if (filter.Level is { } level)
            items = OfCases(items, cases.Where(record => (record.LevelProvisional ?? record.LevelConfirmed) == level));
        if (filter.Region is { Length: > 0 } region)
            items = OfCases(items, cases.Where(record => record.RegionCode == region));
        if (filter.Customer is { Length: > 0 } code)
        {
            var customers = db.Set<Customer>().Where(customer => customer.Code == code).Select(customer => (Guid?)customer.Id);
            items = OfCases(items, cases.Where(record => customers.Contains(record.CustomerId)), db.Set<BusinessRecord>().Where(record => customers.Contains(record.CustomerId)));
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            items = items.Where(item => item.No.Contains(text) || item.RecordNo.Contains(text) || item.TitleZh.Contains(text) || item.TitleEn.Contains(text)
                || links.Any(link => link.RecordId == item.RecordId
                    && (db.Set<Case>().Any(record => record.Id == link.CaseId && record.No.Contains(text)) || db.Set<BusinessRecord>().Any(record => record.Id == link.CaseId && record.No.Contains(text)))));
        }

        return items;
    }

    // The case that the work belongs to or is done for; where records count too, also work on one of them.
    private IQueryable<WorkItem> OfCases(IQueryable<WorkItem> items, IQueryable<Case> cases, IQueryable<BusinessRecord>? records = null)
    {
        var links = db.Set<RecordLink>();
        return records is null
            ? items.Where(item => cases.Any(record => record.Id == item.RecordId || links.Any(link => link.RecordId == item.RecordId && link.CaseId == record.Id)))
            : items.Where(item => records.Any(record => record.Id == item.RecordId)
                || cases.Any(record => record.Id == item.RecordId || links.Any(link => link.RecordId == item.RecordId && link.CaseId == record.Id)));
    }
}
