using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Which of several clocks is the promise that a page shows large.</summary>
public static class MainClock
{
    /// <summary>What runs before what is over, the customer's promise before our own, restoration before the rest, the nearest first.</summary>
    public static ClockView? Of(IEnumerable<ClockView> clocks) => clocks
        .OrderBy(clock => !clock.IsOpen)
        .ThenBy(clock => clock.IsInternal)
        .ThenBy(clock => clock.Party == ResponsibleParty.Customer)
        .ThenBy(clock => !clock.ClockId.Contains("RESTORE", StringComparison.Ordinal))
        .ThenBy(clock => clock.Tone == Shell.Widgets.ClockTone.None)
        .ThenBy(clock => clock.IsOpen ? clock.DueAt.UtcTicks : -clock.DueAt.UtcTicks)
        .FirstOrDefault();
}
