using Elsa.ITR.Domain.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Which service requests a list shows; the address is the filter, and every figure of a dashboard is one.</summary>
public sealed record CaseFilter
{
    public const string Open = "open";
    public const string Ended = "ended";
    public const string Mine = "mine";
    public const string All = "all";

    /// <summary>What has left the hot tables; no other view shows it, and neither promises nor marks nor age narrow it.</summary>
    public const string Archived = "archived";

    public static readonly string[] Views = [Open, Mine, Ended, All, Archived];

    [FromQuery(Name = "view")] public string? ViewName { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }
    [FromQuery(Name = "q")] public string? Text { get; init; }
    [FromQuery(Name = "type")] public string? TypeName { get; init; }
    [FromQuery(Name = "region")] public string? Region { get; init; }
    [FromQuery(Name = "customer")] public string? Customer { get; init; }
    [FromQuery(Name = "contract")] public string? Contract { get; init; }

    /// <summary>A text of <see cref="Localization.Period"/>.</summary>
    [FromQuery(Name = "period")] public string? PeriodText { get; init; }

    /// <summary>Which of the case's instants lies in the period; one of <see cref="CaseInstants"/>.</summary>
    [FromQuery(Name = "on")] public string? InstantName { get; init; }

    /// <summary>How the promise stands or was kept; one of <see cref="CasePromises"/>.</summary>
    [FromQuery(Name = "promise")] public string? PromiseName { get; init; }

    [FromQuery(Name = "cause")] public string? CauseName { get; init; }

    /// <summary>What is special about it; one of <see cref="CaseMarks"/>.</summary>
    [FromQuery(Name = "mark")] public string? MarkName { get; init; }

    /// <summary>How long ago it was received; one of <see cref="CaseAges"/>.</summary>
    [FromQuery(Name = "age")] public string? AgeName { get; init; }

    [FromQuery(Name = "after")] public string? After { get; init; }

    public string View => ViewName is not null && Array.IndexOf(Views, ViewName) >= 0 ? ViewName : Open;

    /// <summary>1–4; null for every level.</summary>
    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    /// <summary>Only cases without a level.</summary>
    public bool IsUnlevelled => LevelText == "0";

    public CaseType? Type => Enum.TryParse<CaseType>(TypeName, out var type) && Enum.IsDefined(type) ? type : null;

    public RootCause? Cause => Enum.TryParse<RootCause>(CauseName, out var cause) && Enum.IsDefined(cause) ? cause : null;

    public string Instant => InstantName is not null && CaseInstants.All.Contains(InstantName) ? InstantName : CaseInstants.Received;

    public string? Promise => View != Archived && PromiseName is not null && CasePromises.All.Contains(PromiseName) ? PromiseName : null;

    public string? Mark => View != Archived && MarkName is not null && CaseMarks.All.Contains(MarkName) ? MarkName : null;

    public CaseAges.Span? Age => View == Archived ? null : CaseAges.All.FirstOrDefault(age => age.Name == AgeName);

    public bool IsNarrowed => this with { ViewName = null, After = null } != new CaseFilter();

    public string Url() => QueryHelpers.AddQueryString("/cases", Parts());

    /// <summary>The filter as parts of an address; empty ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts() => new Dictionary<string, string?>
    {
        ["view"] = View == Open ? null : View,
        ["level"] = Level is null && !IsUnlevelled ? null : LevelText,
        ["type"] = Type?.ToString(),
        ["region"] = Region,
        ["customer"] = Customer,
        ["contract"] = Contract,
        ["period"] = PeriodText,
        ["on"] = PeriodText is null || Instant == CaseInstants.Received ? null : Instant,
        ["promise"] = Promise,
        ["cause"] = Cause?.ToString(),
        ["mark"] = Mark,
        ["age"] = Age?.Name,
        ["q"] = Text,
        ["after"] = After,
    }.Where(part => part.Value is { Length: > 0 });
}

/// <summary>Instants of a case that a period may ask for.</summary>
public static class CaseInstants
{
    public const string Received = "received";
    public const string Completed = "completed";
    public const string Resolved = "resolved";
    public const string Closed = "closed";

    public static IReadOnlyList<string> All { get; } = [Received, Completed, Resolved, Closed];
}

/// <summary>How the vendor's promise to the customer stands; each case has one of the first five while it is open, and one of the last two, or none, once it is over.</summary>
public static class CasePromises
{
    /// <summary>A promise is over while it runs.</summary>
    public const string Breached = "breached";

    /// <summary>None is over, but one has warned.</summary>
    public const string AtRisk = "risk";

    /// <summary>Neither, and one stands still.</summary>
    public const string Paused = "paused";

    /// <summary>One runs with room.</summary>
    public const string OnTrack = "track";

    /// <summary>Nothing is promised now.</summary>
    public const string None = "none";

    /// <summary>Restored or completed in time.</summary>
    public const string Met = "met";

    /// <summary>Restored or completed too late.</summary>
    public const string Missed = "missed";

    public static IReadOnlyList<string> Live { get; } = [Breached, AtRisk, Paused, OnTrack, None];

    public static IReadOnlyList<string> All { get; } = [.. Live, Met, Missed];
}

/// <summary>What a figure of quality asks of a case.</summary>
public static class CaseMarks
{
    public const string Reopened = "reopened";
    public const string FirstFix = "first-fix";
    public const string Misclassified = "misclassified";
    public const string Repeated = "repeated";
    public const string Remote = "remote";
    public const string Tier2 = "tier2";
    public const string Tier3 = "tier3";
    public const string RnD = "rnd";
    public const string Rated = "rated";
    public const string Satisfied = "satisfied";
    public const string Escalated = "escalated";
    public const string Knowledge = "knowledge";
    public const string Recovered = "recovered";
    public const string RecoveredFirst = "recovered-first";
    public const string Checked = "checked";
    public const string NoData = "no-data";

    public static IReadOnlyList<string> All { get; } = [Reopened, FirstFix, Misclassified, Repeated, Remote, Tier2, Tier3, RnD, Rated, Satisfied, Escalated, Knowledge, Recovered, RecoveredFirst, Checked, NoData];
}

/// <summary>Spans of age, youngest first.</summary>
public static class CaseAges
{
    /// <param name="Days">Whole days from which it counts.</param>
    /// <param name="Until">Days up to which it counts; null without end.</param>
    public sealed record Span(string Name, int Days, int? Until);

    public static IReadOnlyList<Span> All { get; } = [new("1d", 0, 1), new("3d", 1, 3), new("7d", 3, 7), new("30d", 7, 30), new("older", 30, null)];
}
