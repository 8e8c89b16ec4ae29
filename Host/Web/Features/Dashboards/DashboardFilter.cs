using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>What a dashboard looks at: when, where, whose, how severe. The address is the filter; what runs now is never narrowed by the period.</summary>
public sealed record DashboardFilter
{
    [FromQuery(Name = "period")] public string? PeriodText { get; init; }
    [FromQuery(Name = "region")] public string? Region { get; init; }
    [FromQuery(Name = "customer")] public string? Customer { get; init; }
    [FromQuery(Name = "contract")] public string? Contract { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }

    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    /// <summary>The period that is named, else the month of the day.</summary>
    public Period PeriodAt(DateOnly today) => Period.Find(PeriodText, today) ?? Period.MonthOf(today);

    public string Url(string page) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["period"] = PeriodText,
        ["region"] = Region,
        ["customer"] = Customer,
        ["contract"] = Contract,
        ["level"] = Level is null ? null : LevelText,
    }.Where(part => part.Value is { Length: > 0 }));

    /// <summary>Cases that the dashboard looks at, open and ended.</summary>
    public CaseFilter Cases => new() { ViewName = CaseFilter.All, Region = Region, Customer = Customer, Contract = Contract, LevelText = LevelText };

    /// <summary>Those that are open now.</summary>
    public CaseFilter OpenCases => Cases with { ViewName = CaseFilter.Open };

    /// <summary>Cases of which an instant lies in a period.</summary>
    public CaseFilter CasesIn(Period period, string instant) => Cases with { PeriodText = period.Text, InstantName = instant };

    /// <summary>Clocks that the dashboard looks at.</summary>
    public ClockFilter Clocks => new() { Region = Region, Customer = Customer, Contract = Contract, LevelText = LevelText };

    /// <summary>Periods that a page offers, the newest first.</summary>
    public static IReadOnlyList<Period> Periods(DateOnly today)
    {
        var quarter = Period.QuarterOf(today);
        return
        [
            Period.MonthOf(today), Period.MonthOf(today.AddMonths(-1)), quarter, Period.QuarterOf(quarter.First.AddDays(-1)),
            Period.Find(today.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), today)!, Period.Find(Period.Rolling, today)!,
        ];
    }

    /// <summary>The months of the twelve up to this one, the oldest first.</summary>
    public static IReadOnlyList<Period> Months(DateOnly today)
    {
        var first = Period.Find(Period.Rolling, today)!.First;
        return [.. Enumerable.Range(0, 12).Select(month => Period.MonthOf(first.AddMonths(month)))];
    }
}
