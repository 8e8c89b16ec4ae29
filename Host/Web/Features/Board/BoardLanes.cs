using System.Globalization;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>Where instants lie on the board: it begins a sixth of its span before now, on a full hour or day.</summary>
public sealed class BoardLanes
{
    /// <summary>Key of the group of what is over.</summary>
    public const string Breached = "breached";

    // Shares of the lane that the word "now" and the last mark need.
    private const double AroundNow = .14;
    private const double AtTheEnd = .08;

    private readonly double _seconds;

    public BoardLanes(DateTimeOffset now, int hours)
    {
        Now = now;
        StepHours = hours <= 12 ? 2 : hours <= 72 ? 24 : 48;
        var before = Moments.Local(now.AddHours(-hours / 6.0));
        From = new DateTimeOffset(before.Year, before.Month, before.Day, hours <= 12 ? before.Hour : 0, 0, 0, before.Offset);
        To = now.AddHours(hours);
        _seconds = (To - From).TotalSeconds;
    }

    public DateTimeOffset Now { get; }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    /// <summary>Hours between two marks of the axis.</summary>
    public int StepHours { get; }

    /// <summary>Width of one mark in percent.</summary>
    public string Step => Percent(StepHours * 3600 / _seconds);

    /// <summary>Marks of the axis, but for those too close to now to be read.</summary>
    public IEnumerable<(string Left, string Text, bool IsFirst)> Marks()
    {
        for (var at = From; at < To; at = at.AddHours(StepHours))
            if (Math.Abs((at - Now).TotalSeconds) > _seconds * AroundNow && (To - at).TotalSeconds > _seconds * AtTheEnd)
                yield return (Left(at), Words(at), at == From);
    }

    /// <summary>An instant in percent of the lane, kept within it.</summary>
    public string Left(DateTimeOffset at) => Percent(Share(at));

    /// <summary>From one instant to another, in percent of the lane.</summary>
    public string Width(DateTimeOffset from, DateTimeOffset to) => Percent(Math.Max(0, Share(to) - Share(from)));

    /// <summary>An instant as short as the span allows: the time of the day, or the day.</summary>
    public string Words(DateTimeOffset at) => Moments.Local(at).ToString(StepHours == 2 ? "HH:mm" : "MM-dd", CultureInfo.InvariantCulture);

    public bool Shows(DateTimeOffset at) => at > From && at < To;

    private double Share(DateTimeOffset at) => Math.Clamp((at - From).TotalSeconds / _seconds, 0, 1);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>What the board asks of a clock.</summary>
internal static class ClockOnBoard
{
    public static bool IsBreached(this ClockView clock) => clock.Tone == ClockTone.Breach;
}
