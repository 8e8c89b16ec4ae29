using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Which service requests a list shows; the address is the filter.</summary>
public sealed record CaseFilter
{
    public const string Open = "open";
    public const string Ended = "ended";
    public const string Mine = "mine";
    public const string All = "all";

    public static readonly string[] Views = [Open, Mine, Ended, All];

    [FromQuery(Name = "view")] public string? ViewName { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }
    [FromQuery(Name = "q")] public string? Text { get; init; }
    [FromQuery(Name = "after")] public string? After { get; init; }

    public string View => ViewName is not null && Array.IndexOf(Views, ViewName) >= 0 ? ViewName : Open;

    /// <summary>1–4; null for every level.</summary>
    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    public bool IsNarrowed => Level is not null || Text is { Length: > 0 };

    public string Url() => QueryHelpers.AddQueryString("/cases", new Dictionary<string, string?>
    {
        ["view"] = View == Open ? null : View,
        ["level"] = Level is null ? null : LevelText,
        ["q"] = Text is { Length: > 0 } ? Text : null,
        ["after"] = After,
    }.Where(part => part.Value is not null));
}
