using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>The address of a list of instances: which, of which flow, after which row.</summary>
/// <param name="View">One of <see cref="Views"/>.</param>
/// <param name="Flow">Definition id; null for all.</param>
/// <param name="Text">Part of the record's number or of the instance id.</param>
/// <param name="After">Cursor.</param>
public sealed record InstanceFilter(
    [FromQuery(Name = "view")] string? View = null, [FromQuery(Name = "flow")] string? Flow = null,
    [FromQuery(Name = "q")] string? Text = null, [FromQuery(Name = "after")] string? After = null)
{
    public const string Stuck = "stuck";
    public const string Running = "running";
    public const string Ended = "ended";

    public static IReadOnlyList<string> Views { get; } = [Stuck, Running, Ended];

    /// <summary>The view that is shown; an unknown one shows what stands still.</summary>
    public string Shown => View is not null && Views.Contains(View) ? View : Stuck;

    public string Url()
    {
        var query = QueryString.Create("view", Shown);
        if (!string.IsNullOrWhiteSpace(Flow))
            query = query.Add("flow", Flow);
        if (!string.IsNullOrWhiteSpace(Text))
            query = query.Add("q", Text);
        if (After is not null)
            query = query.Add("after", After);
        return "/operations/instances" + query;
    }
}
