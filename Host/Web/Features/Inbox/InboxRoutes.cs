using Elsa.ITR.Web.Features.Inbox.Bulk;
using Elsa.ITR.Web.Features.Inbox.Filters;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Addresses of the inbox.</summary>
public static class InboxRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ShowInbox.MapPage(pages);
        ShowWorkItem.MapPage(pages);
        ClaimWorkItem.MapPage(pages);
        ReassignWorkItem.MapPage(pages);
        CommentWorkItem.MapPage(pages);
        SaveDraft.MapPage(pages);
        BulkWork.MapPage(pages);
        FilterFields.MapPage(pages);
        SaveFilter.MapPage(pages);
        DeleteFilter.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListWorkItems.Map(api);
        GetWorkItem.Map(api);
        ClaimWorkItem.Map(api);
        CompleteWorkItem.Map(api);
        CommentWorkItem.Map(api);
        ReassignWorkItem.Map(api);
        SaveDraft.Map(api);
        BulkWork.Map(api);
        FilterFields.Map(api);
        SaveFilter.Map(api);
        DeleteFilter.Map(api);
    }
}
