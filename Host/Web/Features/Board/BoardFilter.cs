using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>How far the board looks ahead and what it groups by; the address is the filter.</summary>
public sealed record BoardFilter
{
    public const string ByLevel = "level";
    public const string ByRegion = "region";
    public const string ByContract = "contract";

    /// <summary>Spans in hours, by their name in the address.</summary>
    public static readonly IReadOnlyList<(string Name, int Hours)> Spans = [("12h", 12), ("3d", 72), ("2w", 336)];

    public static readonly string[] Groupings = [ByLevel, ByRegion, ByContract];

    [FromQuery(Name = "span")] public string? SpanName { get; init; }
    [FromQuery(Name = "by")] public string? GroupName { get; init; }

    public string Span => Spans.Any(span => span.Name == SpanName) ? SpanName! : Spans[0].Name;

    public int Hours => Spans.First(span => span.Name == Span).Hours;

    public string By => GroupName is not null && Array.IndexOf(Groupings, GroupName) >= 0 ? GroupName : ByLevel;

    public string Url() => QueryHelpers.AddQueryString("/board", new Dictionary<string, string?>
    {
        ["span"] = Span == Spans[0].Name ? null : Span,
        ["by"] = By == ByLevel ? null : By,
    }.Where(part => part.Value is not null));
}
