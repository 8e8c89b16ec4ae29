using System.Globalization;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>What a clock that has ended would have been under another version, had its history been the same. Pure: nothing is read or written.</summary>
public static class ClockReplay
{
    /// <summary>Whether it would have been kept.</summary>
    /// <param name="clock">Met or missed.</param>
    /// <param name="own">Its definition in the version it ran under.</param>
    /// <param name="other">The definition in the other version.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <returns>Null where it cannot be told: the other version asks other conditions, or the recorded target stands under several.</returns>
    public static bool? IsKept(SlaClock clock, ClockDefinition own, ClockDefinition other, BusinessCalendar calendar)
    {
        if (TargetOf(clock, own, other) is not { } target)
            return null;

        var reading = ClockLedger.Read(clock.Entries, own.Direction, calendar);
        var gaps = other.Pausable ? reading.Gaps : [.. reading.Gaps.Where(gap => gap.Reason == ClockGap.Reopened)]; // what may not be paused was counted
        var agreed = target.Date is { } day ? new DateOnly(reading.StartedAt.LocalDate().Year, day.Month, day.Day).EndOfDay() : target.IsNegotiated ? AgreedDue(clock) : null;
        var due = new ClockSchedule(target, other.Direction, reading.StartedAt, reading.Origin, agreed, gaps, calendar).DueAt;
        return reading.StoppedAt <= due;
    }

    // The facts of that day are gone; the condition that chose the recorded target stands for them, so both versions must ask the same conditions.
    private static ClockTarget? TargetOf(SlaClock clock, ClockDefinition own, ClockDefinition other)
    {
        if (!Conditions(own).SequenceEqual(Conditions(other), StringComparer.Ordinal))
            return null;

        var meant = own.Targets.Zip(other.Targets).Where(pair => IsRecorded(pair.First.Target, clock) && HoldsAt(pair.First.When, clock.Severity)).Select(pair => pair.Second.Target).Distinct().ToList();
        return meant is [var only] ? only : null;
    }

    private static IEnumerable<string> Conditions(ClockDefinition definition) => definition.Targets.Select(rule => rule.When.ToString()).Prepend(definition.AppliesWhen.ToString());

    private static bool IsRecorded(ClockTarget target, SlaClock clock) => target.IsNegotiated || target.Date is not null
        ? AgreedDue(clock) is not null
        : AgreedDue(clock) is null && target.Value == clock.TargetValue && target.Unit == clock.Unit;

    private static bool HoldsAt(FactMatch when, int level) =>
        !when.Wanted.TryGetValue("faultLevel", out var levels) || levels.Contains(level.ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset? AgreedDue(SlaClock clock) =>
        clock.Entries.Where(line => line.Kind is ClockEntryKind.Started or ClockEntryKind.PolicySet).MaxBy(line => line.Sequence)?.AgreedDue;
}
