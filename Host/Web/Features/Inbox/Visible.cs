using System.Linq.Expressions;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Which work items are a person's: held by him or by somebody he stands in for, or offered to a role he holds for the item's organisation (D14).</summary>
public static class Visible
{
    public static IQueryable<WorkItem> Open(this IQueryable<WorkItem> items) =>
        items.Where(item => item.State == WorkItemState.Created || item.State == WorkItemState.Claimed);

    public static IQueryable<WorkItem> HeldBy(this IQueryable<WorkItem> items, Actor person)
    {
        return items.Where(Held(person));
    }

    public static IQueryable<WorkItem> OfferedTo(this IQueryable<WorkItem> items, Actor person) => items.Where(Offered(person));

    /// <summary>Held by or offered to the person.</summary>
    public static IQueryable<WorkItem> ConcerningTo(this IQueryable<WorkItem> items, Actor person)
    {
        var item = Expression.Parameter(typeof(WorkItem), "item");
        return items.Where(Expression.Lambda<Func<WorkItem, bool>>(Expression.OrElse(On(Held(person), item), On(Offered(person), item)), item));
    }

    private static Expression<Func<WorkItem, bool>> Held(Actor person)
    {
        var id = person.PersonId;
        Expression<Func<WorkItem, bool>> held = x => x.AssigneeId == id;
        foreach (var absent in person.StandsInFor)
        {
            var (holder, roles, item) = (absent.PersonId, absent.Roles, Expression.Parameter(typeof(WorkItem), "item"));
            Expression<Func<WorkItem, bool>> his = x => x.AssigneeId == holder && roles.Contains(x.Role) && (x.ExcludedPersonId == null || x.ExcludedPersonId != id);
            held = Expression.Lambda<Func<WorkItem, bool>>(Expression.OrElse(On(held, item), On(his, item)), item);
        }

        return held;
    }

    private static Expression<Func<WorkItem, bool>> Offered(Actor person)
    {
        var id = person.PersonId;
        var item = Expression.Parameter(typeof(WorkItem), "item");
        Expression roles = Expression.Constant(false);
        foreach (var grants in person.Grants.GroupBy(grant => grant.Role))
        {
            var role = grants.Key;
            var anywhere = grants.Any(grant => grant.OrgId is null);
            var orgs = grants.Select(grant => grant.OrgId).ToList();
            Expression<Func<WorkItem, bool>> fits = anywhere
                ? x => x.Role == role
                : x => x.Role == role && (x.CandidateOrgId == null || orgs.Contains(x.CandidateOrgId));
            roles = Expression.OrElse(roles, On(fits, item));
        }

        Expression<Func<WorkItem, bool>> free = x => x.AssigneeId == null && (x.ExcludedPersonId == null || x.ExcludedPersonId != id);
        return Expression.Lambda<Func<WorkItem, bool>>(Expression.AndAlso(On(free, item), roles), item);
    }

    private static Expression On(Expression<Func<WorkItem, bool>> condition, ParameterExpression item) =>
        new Renamed(condition.Parameters[0], item).Visit(condition.Body);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
