using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>One figure of kpis.md with what it is made of; its name is the text <c>Figure.Key</c>.</summary>
/// <param name="Code">E.g. <c>K08</c>.</param>
public sealed record Figure(string Code, string Key)
{
    /// <summary>A rate; null for a figure that is none.</summary>
    public Share? Share { get; init; }

    /// <summary>A mean or median in time.</summary>
    public TimeSpan? Span { get; init; }

    /// <summary>A mean of answers.</summary>
    public double? Mean { get; init; }

    /// <summary>A number that is no rate.</summary>
    public int? Count { get; init; }

    /// <summary>The part of the rate, listed.</summary>
    public string? PartUrl { get; init; }

    /// <summary>What the rate is of, listed.</summary>
    public string? AllUrl { get; init; }

    /// <summary>What is missing from the rate, listed; null where no list asks for it.</summary>
    public string? MissUrl { get; init; }

    /// <summary>In percent, minutes, points or pieces; null for a figure that is only watched.</summary>
    public double? Target { get; init; }

    /// <summary>The target is the most, not the least.</summary>
    public bool AtMost { get; init; }

    /// <summary>Null where there is nothing to measure or no target.</summary>
    public bool? IsReached => (Target, Measured) is ({ } target, { } measured) ? AtMost ? measured <= target : measured >= target : null;

    public string Value => Share is { } share ? share.ToString()
        : Span is { } span ? Durations.Short(span)
        : Mean is { } mean ? mean.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
        : Count is { } count ? count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : "–";

    private double? Measured => Share?.Percent ?? Span?.TotalMinutes ?? Mean ?? Count;

    /// <summary>A rate of clocks that were met.</summary>
    public static Figure OfClock(string code, string key, string clockId, double target, GetClockRates.Rates rates, ClockFilter clocks, Period period)
    {
        var filter = clocks with { Clock = clockId, PeriodText = period.Text };
        return new Figure(code, key)
        {
            Share = rates.Of(clockId),
            AllUrl = (filter with { StateName = ClockFilter.Stopped }).Url(),
            PartUrl = (filter with { StateName = ClockFilter.Met }).Url(),
            MissUrl = (filter with { StateName = ClockFilter.Missed }).Url(),
            Target = target,
        };
    }
}
