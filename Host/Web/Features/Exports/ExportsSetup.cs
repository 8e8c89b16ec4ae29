using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Features.Scoring;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>The lists that can be taken along.</summary>
public static class ExportsSetup
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>().BindConfiguration("Exports");
        return services.AddScoped<ExportCases>().AddScoped<ExportClocks>().AddScoped<ExportWorkItems>().AddScoped<ExportRecords>().AddScoped<ExportItems>().AddScoped<ExportInstances>().AddScoped<ExportScorecard>().AddScoped<ExportFigures>().AddScoped<ExportClockRates>();
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        ExportList.MapPage<CaseFilter, ExportCases>(pages, "cases", Permissions.CaseRead);
        ExportList.MapPage<ClockFilter, ExportClocks>(pages, "clocks", Permissions.DashboardRead);
        ExportList.MapPage<InboxFilter, ExportWorkItems>(pages, "work-items", Permissions.InboxWork);
        ExportList.MapPage<RecordFilter, ExportRecords>(pages, "records", Permissions.RecordRead);
        ExportList.MapPage<ItemFilter, ExportItems>(pages, "campaign-items", Permissions.RecordRead);
        ExportList.MapPage<DashboardFilter, ExportFigures>(pages, "figures", Permissions.DashboardRead);
        ExportList.MapPage<DashboardFilter, ExportClockRates>(pages, "rates", Permissions.DashboardRead);
        ExportList.MapPage<ScoreFilter, ExportScorecard>(pages, "scorecard", Permissions.ScorecardRead);
        ExportList.MapPage<InstanceFilter, ExportInstances>(pages, "instances", Permissions.OperationsRead);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        ExportList.MapApi<CaseFilter, ExportCases>(api, "cases", Permissions.CaseRead);
        ExportList.MapApi<ClockFilter, ExportClocks>(api, "clocks", Permissions.DashboardRead);
        ExportList.MapApi<InboxFilter, ExportWorkItems>(api, "work-items", Permissions.InboxWork);
        ExportList.MapApi<RecordFilter, ExportRecords>(api, "records", Permissions.RecordRead);
        ExportList.MapApi<ItemFilter, ExportItems>(api, "campaign-items", Permissions.RecordRead);
        ExportList.MapApi<DashboardFilter, ExportFigures>(api, "figures", Permissions.DashboardRead);
        ExportList.MapApi<DashboardFilter, ExportClockRates>(api, "rates", Permissions.DashboardRead);
        ExportList.MapApi<ScoreFilter, ExportScorecard>(api, "scorecard", Permissions.ScorecardRead);
        ExportList.MapApi<InstanceFilter, ExportInstances>(api, "instances", Permissions.OperationsRead);
    }
}
