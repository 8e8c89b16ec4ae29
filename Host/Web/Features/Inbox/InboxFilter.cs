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

    /// <summary>Nobody holds it, as a value of <see cref="Holder"/>.</summary>
    public const string Nobody = "-";

    /// <summary>Views in the order of the rail.</summary>
    public static readonly string[] Views = [Mine, Offered, Soon, Overdue, Visible, Done];

    [FromQuery(Name = "view")] public string? ViewName { get; init; }
    [FromQuery(Name = "level")] public string? LevelText { get; init; }
    [FromQuery(Name = "type")] public string? Type { get; init; }
    [FromQuery(Name = "flow")] public string? Flow { get; init; }
    [FromQuery(Name = "region")] public string? Region { get; init; }

    /// <summary>Code of a customer.</summary>
    [FromQuery(Name = "customer")] public string? Customer { get; init; }

    /// <summary>User name of who has it, or <see cref="Nobody"/>.</summary>
    [FromQuery(Name = "holder")] public string? Holder { get; init; }

    /// <summary>How soon it is due; one of <see cref="DueSpans"/>.</summary>
    [FromQuery(Name = "due")] public string? DueName { get; init; }
    [FromQuery(Name = "q")] public string? Text { get; init; }
    [FromQuery(Name = "after")] public string? After { get; init; }
    [FromQuery(Name = "item")] public string? Item { get; init; }

    public string View => ViewName is not null && Array.IndexOf(Views, ViewName) >= 0 ? ViewName : Mine;

    /// <summary>1–4; null for every level, and for what is no level (an untouched field of the form).</summary>
    public int? Level => LevelText is "1" or "2" or "3" or "4" ? LevelText[0] - '0' : null;

    public DueSpans.Span? Due => DueSpans.All.FirstOrDefault(span => span.Name == DueName);

    /// <summary>Whether anything beside the view narrows the list.</summary>
    public bool IsNarrowed => Parts().Any(part => part.Key is not ("view" or "after" or "item"));

    /// <summary>The filter alone, without a place in its list.</summary>
    public InboxFilter Alone() => this with { After = null, Item = null };

    /// <summary>The address of this filter; a changed filter starts at its first page.</summary>
    public string Url(string path = "/inbox") => QueryHelpers.AddQueryString(path, Parts());

    /// <summary>The filter as parts of an address; empty ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts() => new Dictionary<string, string?>
    {
        ["view"] = View == Mine ? null : View,
        ["level"] = Level is null ? null : LevelText,
        ["due"] = Due?.Name,
        ["type"] = Type,
        ["flow"] = Flow,
        ["region"] = Region,
        ["customer"] = Customer,
        ["holder"] = Holder,
        ["q"] = Text,
        ["after"] = After,
        ["item"] = Item,
    }.Where(part => part.Value is { Length: > 0 });

    public InboxFilter With(string view) => new() { ViewName = view };

    /// <summary>Reads the query of an address; what no filter knows is left out.</summary>
    public static InboxFilter Read(string query)
    {
        var parts = QueryHelpers.ParseQuery(query);
        string? Of(string name) => parts.TryGetValue(name, out var values) ? values.ToString() : null;
        return new InboxFilter
        {
            ViewName = Of("view"),
            LevelText = Of("level"),
            DueName = Of("due"),
            Type = Of("type"),
            Flow = Of("flow"),
            Region = Of("region"),
            Customer = Of("customer"),
            Holder = Of("holder"),
            Text = Of("q"),
        };
    }
}

/// <summary>How soon work may be due, nearest first.</summary>
public static class DueSpans
{
    /// <param name="Hours">Due within so many hours, overdue included; null for work without a deadline.</param>
    public sealed record Span(string Name, int? Hours);

    public static IReadOnlyList<Span> All { get; } = [new("over", 0), new("1h", 1), new("4h", 4), new("24h", 24), new("3d", 72), new("7d", 168), new("none", null)];
}
