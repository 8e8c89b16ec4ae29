using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

/// <summary>The policy file that ships, and instants as the domain pages write them: local time.</summary>
internal static class ShippedPolicy
{
    public static string Json { get; } = PolicyContent.Versions(PolicyContent.Sla)[0].Json;

    public static SlaPolicySet Set { get; } = SlaPolicyParser.Parse(Json, version: 1);

    public static BusinessCalendar Calendar => Set.WorkingCalendar;

    /// <summary><c>2026-11-23 02:10</c>, Asia/Shanghai; <c>24:00</c> is the end of the day.</summary>
    public static DateTimeOffset At(string local)
    {
        var isEndOfDay = local.EndsWith("24:00", StringComparison.Ordinal);
        var text = isEndOfDay ? local.Replace("24:00", "00:00", StringComparison.Ordinal) : local;
        var instant = DateTimeOffset.Parse(text + " +08:00", System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        return isEndOfDay ? instant.AddDays(1) : instant;
    }

    public static string Local(DateTimeOffset instant) => LocalTime.Format(instant);
}

/// <summary>Writes ledgers line by line.</summary>
internal sealed class LedgerBuilder
{
    private readonly List<ClockEntry> _lines = [];

    public IReadOnlyList<ClockEntry> Lines => _lines;

    public LedgerBuilder Start(DateTimeOffset at, decimal? value, ClockUnit unit, DateTimeOffset? agreedDue = null, DateTimeOffset? recordedAt = null)
    {
        Add(ClockEntryKind.Started, at, recordedAt: recordedAt);
        _lines[^1].TargetValue = value;
        _lines[^1].Unit = unit;
        _lines[^1].AgreedDue = agreedDue;
        return this;
    }

    /// <summary>The facts changed the target.</summary>
    public LedgerBuilder SetTarget(DateTimeOffset at, decimal value, ClockUnit unit)
    {
        Add(ClockEntryKind.PolicySet, at);
        (_lines[^1].TargetValue, _lines[^1].Unit) = (value, unit);
        return this;
    }

    public LedgerBuilder Add(ClockEntryKind kind, DateTimeOffset at, string? reason = null, int? percent = null, DateTimeOffset? recordedAt = null)
    {
        _lines.Add(new ClockEntry
        {
            Sequence = _lines.Count + 1,
            Kind = kind,
            OccurredAt = at,
            At = recordedAt ?? at,
            Reason = reason,
            Percent = percent,
        });
        return this;
    }

    public ClockReading Read(ClockDirection direction = ClockDirection.Forward, DateTimeOffset? asOf = null) =>
        ClockLedger.Read(_lines, direction, ShippedPolicy.Calendar, asOf);
}
