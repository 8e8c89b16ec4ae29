using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What the inbox shows; the address is the filter.</summary>
public sealed record InboxFilter
{
    public const string Mine = "mine";
    public const string Offered = "offered";
    public const string Soon = "soon";
    public const string Overdue = "overdue";
    public const string Visible = "all";
    public const string Done = "done";

    /// <summary>Saved filters in the order of the rail.</summary>
    public static readonly string[] Views = [Mine, Offered, Soon, Overdue, Visible, Done];

    [FromQuery(Name = "view")] public string? ViewName { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }
    [FromQuery(Name = "type")] public string? Type { get; init; }
    [FromQuery(Name = "q")] public string? Text { get; init; }
    [FromQuery(Name = "after")] public string? After { get; init; }
    [FromQuery(Name = "item")] public string? Item { get; init; }

    public string View => ViewName is not null && Array.IndexOf(Views, ViewName) >= 0 ? ViewName : Mine;

    /// <summary>1–4; null for every level, and for what is no level (an untouched field of the form).</summary>
    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    /// <summary>Whether anything beside the saved filter narrows the list.</summary>
    public bool IsNarrowed => Level is not null || Type is not null || Text is { Length: > 0 };

    /// <summary>The address of this filter; a changed filter starts at its first page.</summary>
    public string Url(string path = "/inbox") => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["view"] = View == Mine ? null : View,
        ["level"] = Level is null ? null : LevelText,
        ["type"] = Type,
        ["q"] = Text is { Length: > 0 } ? Text : null,
        ["after"] = After,
        ["item"] = Item,
    }.Where(part => part.Value is not null));

    public InboxFilter With(string view) => new() { ViewName = view };
}
