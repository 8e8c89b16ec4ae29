namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Addresses of the flows.</summary>
public static class ProcessesRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages) => ShowFlows.MapPages(pages);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ListFlows.Map(api);
        GetFlowHealth.Map(api);
        GetFlow.Map(api);
        CompareVersions.Map(api);
        GetImpact.Map(api);
        PublishFlow.Map(api);
        MigrateInstances.Map(api);
        GetMigration.Map(api);
        ImportFlow.Map(api);
        CopyChange.Map(api);
        ExportFlow.Map(api);
        DiscardDraft.Map(api);
    }
}
