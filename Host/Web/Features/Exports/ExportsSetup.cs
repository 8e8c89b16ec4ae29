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

    public static void MapPages(IEndpointRouteBuilder pages) => Map(pages, isApi: false);

    public static void MapApi(IEndpointRouteBuilder api) => Map(api, isApi: true);

    private static void Map(IEndpointRouteBuilder routes, bool isApi)
    {
        One<CaseFilter, ExportCases>("cases", Permissions.CaseRead);
        One<ClockFilter, ExportClocks>("clocks", Permissions.DashboardRead);
        One<InboxFilter, ExportWorkItems>("work-items", Permissions.InboxWork);
        One<RecordFilter, ExportRecords>("records", Permissions.RecordRead);
        One<ItemFilter, ExportItems>("campaign-items", Permissions.RecordRead);
        One<DashboardFilter, ExportFigures>("figures", Permissions.DashboardRead);
        One<DashboardFilter, ExportClockRates>("rates", Permissions.DashboardRead);
        One<ScoreFilter, ExportScorecard>("scorecard", Permissions.ScorecardRead);
        One<InstanceFilter, ExportInstances>("instances", Permissions.OperationsRead);

        void One<TFilter, TExport>(string list, string permission) where TFilter : class where TExport : IExport<TFilter>
        {
            if (isApi)
                ExportList.MapApi<TFilter, TExport>(routes, list, permission);
            else
                ExportList.MapPage<TFilter, TExport>(routes, list, permission);
        }
    }
}
