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
        ExportList.Map<CaseFilter, ExportCases>(pages, "cases", Permissions.CaseRead);
        ExportList.Map<ClockFilter, ExportClocks>(pages, "clocks", Permissions.DashboardRead);
        ExportList.Map<InboxFilter, ExportWorkItems>(pages, "work-items", Permissions.InboxWork);
        ExportList.Map<RecordFilter, ExportRecords>(pages, "records", Permissions.RecordRead);
        ExportList.Map<ItemFilter, ExportItems>(pages, "campaign-items", Permissions.RecordRead);
        ExportList.Map<DashboardFilter, ExportFigures>(pages, "figures", Permissions.DashboardRead);
        ExportList.Map<DashboardFilter, ExportClockRates>(pages, "rates", Permissions.DashboardRead);
        ExportList.Map<ScoreFilter, ExportScorecard>(pages, "scorecard", Permissions.ScorecardRead);
        ExportList.Map<InstanceFilter, ExportInstances>(pages, "instances", Permissions.OperationsRead);
    }
}
