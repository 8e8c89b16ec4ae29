namespace Elsa.ITR.Web.Features.Records;

/// <summary>Addresses of business records: changes, upgrades, batch replacements.</summary>
public static class RecordsRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ListRecords.MapPage(pages);
        CampaignList.MapPage(pages);
        OpenRecord.MapPage(pages);
        ShowRecord.MapPage(pages);
        CancelRecord.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListRecords.Map(api);
        CampaignList.Map(api);
        GetProgress.Map(api);
        CancelRecord.Map(api);
        OpenRecord.Map(api);
        GetRecord.Map(api);
        ListDecisions.Map(api);
    }
}
