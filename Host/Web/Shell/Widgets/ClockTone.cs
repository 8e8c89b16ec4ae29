namespace Elsa.ITR.Web.Shell.Widgets;

/// <summary>How a clock is shown: shape, word and colour of ui.md §6.</summary>
public enum ClockTone
{
    Run, Warn, Breach, Pause, Met, Missed, None,
}

public static class ClockTones
{
    /// <summary>The value of <c>data-state</c> in the stylesheet.</summary>
    public static string Code(this ClockTone tone) => tone switch
    {
        ClockTone.Run => "run",
        ClockTone.Warn => "warn",
        ClockTone.Breach => "breach",
        ClockTone.Pause => "pause",
        ClockTone.Met => "met",
        ClockTone.Missed => "missed",
        _ => "none",
    };

    /// <summary>The name of the state in lists and their addresses.</summary>
    public static string StateName(this ClockTone tone) => tone switch
    {
        ClockTone.Breach => "breached",
        ClockTone.Warn => "risk",
        ClockTone.Pause => "paused",
        ClockTone.Met => "met",
        ClockTone.Missed => "missed",
        _ => "track",
    };

    public static string Icon(this ClockTone tone) => tone switch
    {
        ClockTone.Run => "clock-play",
        ClockTone.Warn => "alert-triangle",
        ClockTone.Breach => "f-alert-octagon",
        ClockTone.Pause => "player-pause",
        ClockTone.Met => "check",
        ClockTone.Missed => "x",
        _ => "clock-off",
    };
}
