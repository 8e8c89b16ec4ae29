using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>The figures of a period as a file: quality, other work, and the batch replacements that run.</summary>
public sealed class ExportFigures(GetQuality.Handler quality, GetWork.Handler work, IStringLocalizer<Ui> texts) : IExport<DashboardFilter>
{
    public async Task<ExportedList> OpenAsync(DashboardFilter filter, CancellationToken cancellationToken)
    {
        var done = await work.HandleAsync(filter, cancellationToken);
        return ExportedList.Of(texts["Export.Figures"], filter.Url(ShowDashboards.Quality), Columns(), [.. await quality.HandleAsync(filter, cancellationToken), .. done.Figures]) with
        {
            More =
            [
                ExportedList.Of(texts["Dashboard.Campaigns"], filter.Url(ShowDashboards.Work), Campaigns(), done.Campaigns),
                ExportedList.Of(texts["Dashboard.Workload"], filter.Url(ShowDashboards.Work), Workload(), done.Workload),
            ],
        };
    }

    private IReadOnlyList<Column<Figure>> Columns() =>
    [
        new(texts["Figure.Code"], row => row.Code), new(texts["Figure.Name"], row => texts["Figure." + row.Key].Value), new(texts["Figure.Value"], row => row.Value), new(texts["Figure.Part"], row => row.Share?.Part),
        new(texts["Figure.All"], row => row.Share?.All), new(texts["Figure.Target"], row => row.Target), new(texts["Figure.Standing"], row => row.IsReached is { } reached ? texts[reached ? "Figure.Reached" : "Figure.Missed"].Value : null),
    ];

    private IReadOnlyList<Column<GetWork.CampaignLine>> Campaigns() =>
    [
        new(texts["Export.No"], row => row.No), new(texts["Records.Record"], row => row.Title), new(texts["Cases.State"], row => Names.Of(row.State)), new(texts["Campaign.Items"], row => row.Items),
        new(texts["Campaign.Final"], row => row.Final), new(Names.Of("CampaignItemState", "Exception"), row => row.Exceptions), new(texts["Campaign.Overdue"], row => row.OverdueReturns), new(texts["Dashboard.TargetEnd"], row => row.TargetEnd),
    ];

    private IReadOnlyList<Column<GetWorkload.Line>> Workload() =>
    [
        new(texts["Dashboard.Role"], row => Names.Of("Role", row.Role)), new(texts["Dashboard.People"], row => row.People), new(texts["Dashboard.OpenWork"], row => row.Open),
        new(texts["Dashboard.OverdueWork"], row => row.Overdue), new(texts["Dashboard.LoggedHours"], row => Math.Round(row.Logged / 60.0, 2)),
        new(texts["Dashboard.Utilisation"], row => row.Used.Percent is { } percent ? Math.Round(percent, 1) : null),
    ];
}

/// <summary>The rates of every clock in a period as a file.</summary>
public sealed class ExportClockRates(GetClockRates.Handler rates, IStringLocalizer<Ui> texts) : IExport<DashboardFilter>
{
    public async Task<ExportedList> OpenAsync(DashboardFilter filter, CancellationToken cancellationToken) =>
        ExportedList.Of(texts["Dashboard.Page.rates"], filter.Url(ShowDashboards.Rates), Columns(), (await rates.HandleAsync(filter, cancellationToken)).Lines);

    private IReadOnlyList<Column<GetClockRates.Rate>> Columns() =>
    [
        new(texts["Export.Clock"], row => row.ClockId), new(texts["Cases.Promise"], row => row.Name), new(texts["Dashboard.Policy"], row => row.Policy), new(texts["Clocks.State.met"], row => row.Met),
        new(texts["Clocks.State.missed"], row => row.Missed), new(texts["Dashboard.RatePercent"], row => row.InTime.Percent is { } percent ? Math.Round(percent, 1) : null),
        new(texts["Dashboard.Running"], row => row.Open), new(texts["Clocks.State.breached"], row => row.Breached),
    ];
}
