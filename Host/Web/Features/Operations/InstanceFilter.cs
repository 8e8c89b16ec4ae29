using System.Globalization;
using System.Text.RegularExpressions;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>The address of a list of instances: which, of which flow and version, where, how old, after which row.</summary>
/// <param name="View">One of <see cref="Views"/>.</param>
/// <param name="State">What of the view: <c>failed</c> or <c>stalled</c>, else a name of <c>WorkflowSubStatus</c>; null for all.</param>
/// <param name="Flow">Definition id; null for all.</param>
/// <param name="Version">Version of that flow; null for all.</param>
/// <param name="Step">Id of the step at which they wait or failed; null for all.</param>
/// <param name="Age">At least so old, e.g. <c>6h</c>, <c>3d</c>; null for any.</param>
/// <param name="Cause">A name of <see cref="StallCause"/> that the last scan noted; null for all.</param>
/// <param name="Text">Part of the record's number or of the instance id.</param>
/// <param name="After">Cursor.</param>
public sealed partial record InstanceFilter(
    [FromQuery(Name = "view")] string? View = null, [FromQuery(Name = "state")] string? State = null, [FromQuery(Name = "flow")] string? Flow = null,
    [FromQuery(Name = "version")] int? Version = null, [FromQuery(Name = "step")] string? Step = null, [FromQuery(Name = "age")] string? Age = null,
    [FromQuery(Name = "cause")] string? Cause = null, [FromQuery(Name = "q")] string? Text = null, [FromQuery(Name = "after")] string? After = null)
{
    public const string Stuck = "stuck";
    public const string Running = "running";
    public const string Ended = "ended";
    public const string Failed = "failed";
    public const string Stalled = "stalled";

    public static IReadOnlyList<string> Views { get; } = [Stuck, Running, Ended];

    /// <summary>What the page offers.</summary>
    public static IReadOnlyList<string> Ages { get; } = ["1h", "6h", "1d", "3d", "7d", "30d"];

    /// <summary>The view that is shown; an unknown one shows what stands still.</summary>
    public string Shown => View is not null && Views.Contains(View) ? View : Stuck;

    /// <summary>States that the view is divided into.</summary>
    public IReadOnlyList<string> States => Shown switch { Stuck => [Failed, Stalled], Running => ["Suspended", "Pending"], _ => ["Finished", "Cancelled", "Faulted"] };

    /// <summary>The age as a time; null for any, and for a text that is none.</summary>
    public TimeSpan? OlderThan => Age is not null && AgeText().Match(Age) is { Success: true } match && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var count
        ? match.Groups[2].Value == "h" ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count)
        : null;

    /// <summary>Whether anything is narrowed beyond the view.</summary>
    public bool IsNarrow => this with { View = null, After = null } != new InstanceFilter();

    public string Url()
    {
        var query = QueryString.Create("view", Shown);
        foreach (var (name, value) in (IEnumerable<(string, string?)>)
                 [("state", State), ("flow", Flow), ("version", Version?.ToString(CultureInfo.InvariantCulture)), ("step", Step), ("age", Age), ("cause", Cause), ("q", Text), ("after", After)])
        {
            if (!string.IsNullOrWhiteSpace(value))
                query = query.Add(name, value);
        }

        return "/operations/instances" + query;
    }

    [GeneratedRegex("^([0-9]{1,4})([hd])$")]
    private static partial Regex AgeText();
}
