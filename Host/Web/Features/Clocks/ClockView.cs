using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>One clock as pages show it: shape, words, how much is used, and the thresholds of its policy.</summary>
/// <param name="Used">Share of the promise that is used, 0–1; above 1 it is broken.</param>
/// <param name="Ticks">Thresholds in percent.</param>
public sealed record ClockView(
    Guid Id, string ClockId, Bilingual Name, ClockTone Tone, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt,
    double Used, IReadOnlyList<int> Ticks, bool IsInternal, ResponsibleParty Party)
{
    public bool IsOpen => Tone is ClockTone.Run or ClockTone.Warn or ClockTone.Breach or ClockTone.Pause;

    /// <summary>Only a clock that runs counts in the browser.</summary>
    public DateTimeOffset? Counting => Tone is ClockTone.Run or ClockTone.Warn or ClockTone.Breach ? DueAt : null;

    public static ClockView Of(SlaClock clock, SlaPolicySet policies, DateTimeOffset now)
    {
        var definition = policies.Clocks.GetValueOrDefault(clock.ClockId);
        var thresholds = definition is { HasThresholds: true } ? policies.ProfileOf(definition).Thresholds : [];
        return new ClockView(
            clock.Id, clock.ClockId, definition?.Name ?? Bilingual.Same(clock.ClockId), ToneOf(clock, thresholds, now), clock.StartedAt, clock.DueAt,
            clock.StoppedAt, UsedBy(clock, now), [.. thresholds.Select(step => step.Percent).Where(percent => percent < 100)],
            definition?.IsInternal ?? false, definition?.Party ?? ResponsibleParty.Vendor);
    }

    /// <summary>A warning starts with the first Warn or Escalate threshold that has fired (ui.md §12.2).</summary>
    public static ClockTone ToneOf(SlaClock clock, IReadOnlyList<ClockThreshold> thresholds, DateTimeOffset now) => clock.State switch
    {
        ClockState.Paused => ClockTone.Pause,
        ClockState.Met => ClockTone.Met,
        ClockState.Missed => ClockTone.Missed,
        ClockState.Cancelled or ClockState.Superseded => ClockTone.None,
        _ when clock.DueAt <= now && !clock.HeldByProposal => ClockTone.Breach,
        _ when thresholds.Any(step => step.Percent <= clock.FiredPercent && step.Action is not (ThresholdAction.Mark or ThresholdAction.Remind)) => ClockTone.Warn,
        _ => ClockTone.Run,
    };

    private static double UsedBy(SlaClock clock, DateTimeOffset now)
    {
        var until = clock.StoppedAt ?? clock.PausedSince ?? now;
        var promised = (clock.DueAt - clock.StartedAt - clock.PausedTotal).TotalSeconds;
        var used = (until - clock.StartedAt - clock.PausedTotal).TotalSeconds;
        return promised <= 0 ? 1 : Math.Clamp(used / promised, 0, 9.99);
    }
}
