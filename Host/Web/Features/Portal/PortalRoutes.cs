namespace Elsa.ITR.Web.Features.Portal;

/// <summary>Addresses of the portal.</summary>
public static class PortalRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        PortalHome.MapPage(pages);
        ReportProblem.MapPage(pages);
        KeepRequest.MapPage(pages);
        PromisePreview.MapPage(pages);
        ListElements.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        KeepRequest.Map(api);
        PromisePreview.Map(api);
        ListElements.Map(api);
    }
}
