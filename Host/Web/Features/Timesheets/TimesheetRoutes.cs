namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>Addresses of working time.</summary>
public static class TimesheetRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        LogTime.MapPage(pages);
        CorrectTime.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListHours.Map(api);
        LogTime.Map(api);
        CorrectTime.Map(api);
    }
}
