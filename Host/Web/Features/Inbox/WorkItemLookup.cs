using Elsa.ITR.Domain.Inbox;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Programs and people name a work item by id or by number.</summary>
public static class WorkItemLookup
{
    public static Task<WorkItem?> FindEitherAsync(this IWorkItems items, string idOrNo, CancellationToken cancellationToken) =>
        Guid.TryParse(idOrNo, out var id) ? items.FindAsync(id, cancellationToken) : items.FindByNoAsync(idOrNo, cancellationToken);
}
