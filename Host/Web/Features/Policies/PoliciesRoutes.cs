namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Addresses of policies and calendars.</summary>
public static class PoliciesRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ListPolicies.MapPage(pages);
        ShowPolicy.MapPages(pages);
        DraftPolicy.MapPage(pages);
        EditPolicy.MapPages(pages);
        DiscardPolicy.MapPage(pages);
        PublishPolicy.MapPages(pages);
        ReplayYear.MapPage(pages);
        ShowCalendar.MapPages(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListPolicies.Map(api);
        GetPolicy.Map(api);
        DraftPolicy.Map(api);
        EditPolicy.Map(api);
        DiscardPolicy.Map(api);
        PreviewPolicy.Map(api);
        ReplayYear.Map(api);
        PublishPolicy.Map(api);
        GetCalendar.Map(api);
        PublishCalendar.Map(api);
    }
}
