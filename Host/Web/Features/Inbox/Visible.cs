using System.Linq.Expressions;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Which work items are a person's: held by him or by somebody he stands in for, or offered to a role he holds for the item's organisation (D14).</summary>
public static class Visible
{
    // A role held for more organisations than this is one part: whoever holds it so widely is offered most of its work anyway.
    private const int MostQueues = 12;

    public static IQueryable<WorkItem> Open(this IQueryable<WorkItem> items) => items.Where(item => item.CompletedAt == null);

    public static IQueryable<WorkItem> HeldBy(this IQueryable<WorkItem> items, Actor person) => items.Where(Either(Held(person)));

    public static IQueryable<WorkItem> OfferedTo(this IQueryable<WorkItem> items, Actor person) => items.Where(Either(Offered(person).Select(part => part.Condition)));

    /// <summary>What the person holds, in parts that do not overlap: his own, and that of each person he stands in for. An index has each part in order of deadline.</summary>
    public static IReadOnlyList<Expression<Func<WorkItem, bool>>> Held(Actor person)
    {
        var (id, orgs) = (person.PersonId, person.Grants.Select(grant => grant.OrgId).Distinct().ToList());
        return [x => x.AssigneeId == id, .. person.StandsInFor.GroupBy(absent => absent.PersonId).Select(absences => Of(absences.Key, [.. absences.SelectMany(absent => absent.Roles).Distinct()]))];

        Expression<Func<WorkItem, bool>> Of(Guid holder, List<string> roles) =>
            x => x.AssigneeId == holder && roles.Contains(x.Role) && (x.CandidateOrgId == null || orgs.Contains(x.CandidateOrgId)) && (x.ExcludedPersonId == null || x.ExcludedPersonId != id);
    }

    /// <summary>What is offered to the person, in parts that do not overlap; an index has a queue (a role for one organisation) in order of deadline.</summary>
    public static IReadOnlyList<(Expression<Func<WorkItem, bool>> Condition, bool IsQueue)> Offered(Actor person)
    {
        var id = person.PersonId;
        Expression<Func<WorkItem, bool>> free = x => x.AssigneeId == null && (x.ExcludedPersonId == null || x.ExcludedPersonId != id);
        return [.. person.Grants.GroupBy(grant => grant.Role).SelectMany(grants => Queues(grants.Key, [.. grants.Select(grant => grant.OrgId).Distinct()])).Select(part => (part.Condition.And(free), part.IsQueue))];
    }

    private static IEnumerable<(Expression<Func<WorkItem, bool>> Condition, bool IsQueue)> Queues(string role, List<Guid?> orgs)
    {
        if (orgs.Contains(null))
            return [(x => x.Role == role, false)];

        return orgs.Count > MostQueues
            ? [(x => x.Role == role && (x.CandidateOrgId == null || orgs.Contains(x.CandidateOrgId)), false)]
            : [(x => x.Role == role && x.CandidateOrgId == null, true), .. orgs.Select(org => Queue(role, org))];
    }

    private static (Expression<Func<WorkItem, bool>> Condition, bool IsQueue) Queue(string role, Guid? org) => (x => x.Role == role && x.CandidateOrgId == org, true);

    private static Expression<Func<WorkItem, bool>> Either(IEnumerable<Expression<Func<WorkItem, bool>>> parts) => parts.Aggregate((Expression<Func<WorkItem, bool>>)(x => false), Conditions.Or);
}
