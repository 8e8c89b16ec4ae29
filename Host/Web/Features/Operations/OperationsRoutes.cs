namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Addresses of operations.</summary>
public static class OperationsRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ShowInstances.MapPage(pages);
        RetryActivity.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListInstances.Map(api);
        RetryActivity.Map(api);
    }
}
