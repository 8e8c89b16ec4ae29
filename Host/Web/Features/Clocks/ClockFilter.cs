using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Which clocks a list shows; the address is the filter.</summary>
public sealed record ClockFilter
{
    /// <summary>In place of a clock's id: every promise of the vendor to a customer.</summary>
    public const string Promises = "promises";

    /// <summary>In place of a clock's id: the promises that a fault is restored or completed within.</summary>
    public const string Faults = "faults";

    public const string Breached = "breached";
    public const string AtRisk = "risk";
    public const string OnTrack = "track";
    public const string Paused = "paused";
    public const string Met = "met";
    public const string Missed = "missed";

    /// <summary>Met or missed.</summary>
    public const string Stopped = "stopped";

    /// <summary>Running or paused.</summary>
    public const string Open = "open";

    public static readonly string[] Live = [Breached, AtRisk, OnTrack, Paused];
    public static readonly string[] Ended = [Met, Missed];

    /// <summary>A clock's id, or <see cref="Promises"/> or <see cref="Faults"/>; null for every clock.</summary>
    [FromQuery(Name = "clock")] public string? Clock { get; init; }

    /// <summary>One of <see cref="Live"/> or <see cref="Ended"/>, <see cref="Stopped"/> or <see cref="Open"/>; null for all that run or ended with a result.</summary>
    [FromQuery(Name = "state")] public string? StateName { get; init; }

    /// <summary>A text of <see cref="Period"/> in which it stopped; clocks that run are not asked for it.</summary>
    [FromQuery(Name = "period")] public string? PeriodText { get; init; }

    /// <summary>A text of <see cref="Period"/> in which it is due.</summary>
    [FromQuery(Name = "due")] public string? DueText { get; init; }

    [FromQuery(Name = "region")] public string? Region { get; init; }
    [FromQuery(Name = "customer")] public string? Customer { get; init; }
    [FromQuery(Name = "contract")] public string? Contract { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }
    [FromQuery(Name = "after")] public string? After { get; init; }

    public string? State => StateName is not null && (StateName is Stopped or Open || Live.Contains(StateName) || Ended.Contains(StateName)) ? StateName : null;

    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    public string Url() => QueryHelpers.AddQueryString("/clocks", Parts());

    /// <summary>The filter as parts of an address; empty ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts() => new Dictionary<string, string?>
    {
        ["clock"] = Clock,
        ["state"] = State,
        ["period"] = PeriodText,
        ["due"] = DueText,
        ["region"] = Region,
        ["customer"] = Customer,
        ["contract"] = Contract,
        ["level"] = Level is null ? null : LevelText,
        ["after"] = After,
    }.Where(part => part.Value is { Length: > 0 });
}
