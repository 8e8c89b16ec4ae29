using System.Globalization;
using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Writes the ledgers of clocks that ended long ago, so that their explanation reads like that of any other.</summary>
internal sealed class PastClocks(SlaPolicySet policies)
{
    /// <summary>The target of a clock under the facts; null when it does not apply.</summary>
    public ClockTarget? TargetOf(string clockId, PastCase past) => policies.Clock(clockId).TargetFor(Facts(past));

    /// <summary>Due instant of a clock that starts there.</summary>
    public DateTimeOffset DueOf(string clockId, PastCase past, DateTimeOffset startedAt) =>
        Read(clockId, [Start(clockId, past, startedAt)]).DueAt;

    /// <summary>A clock that ran from one instant to another; null when it does not apply to the case.</summary>
    public SlaClock? Run(string clockId, PastCase past, DateTimeOffset startedAt, DateTimeOffset stoppedAt)
    {
        if (TargetOf(clockId, past) is not { Value: not null })
            return null;

        var definition = policies.Clock(clockId);
        List<ClockEntry> entries = [Start(clockId, past, startedAt)];
        var reading = Read(clockId, entries);
        foreach (var step in policies.ProfileOf(definition).Thresholds.Where(step => reading.At(step.Percent) < stoppedAt))
        {
            var kind = step.Percent == ClockThreshold.Due ? ClockEntryKind.Breached : ClockEntryKind.ThresholdFired;
            entries.Add(Entry(past, clockId, entries.Count + 1, kind, reading.At(step.Percent), null, step.Percent));
        }

        entries.Add(Entry(past, clockId, entries.Count + 1, ClockEntryKind.Stopped, stoppedAt, definition.StopEvent?.Name));
        var ended = Read(clockId, entries);
        return new SlaClock
        {
            Id = IdOf(past, clockId),
            ClockId = clockId,
            PolicyCode = definition.Policy,
            PolicyVersion = policies.Version,
            RecordType = past.Case.Ref.Type,
            RecordId = past.Case.Id,
            RecordNo = past.Case.No,
            Sequence = 1,
            StartedAt = startedAt,
            TargetValue = entries[0].TargetValue,
            Unit = entries[0].Unit!.Value,
            DueAt = ended.DueAt,
            StoppedAt = stoppedAt,
            State = ended.State,
            IsBreached = ended.State == ClockState.Missed,
            BreachedAt = ended.State == ClockState.Missed ? ended.DueAt : null,
            ScheduleVersion = 1,
            FiredPercent = entries.Max(entry => entry.Percent) ?? 0,
            Severity = past.Level ?? 4,
            Entries = entries,
        };
    }

    private ClockReading Read(string clockId, IReadOnlyList<ClockEntry> entries) =>
        ClockLedger.Read(entries, policies.Clock(clockId).Direction, policies.WorkingCalendar);

    private ClockEntry Start(string clockId, PastCase past, DateTimeOffset startedAt)
    {
        var target = TargetOf(clockId, past)!;
        var entry = Entry(past, clockId, 1, ClockEntryKind.Started, startedAt, policies.Clock(clockId).StartEvent?.Name);
        (entry.TargetValue, entry.Unit) = (target.Value, target.Unit);
        return entry;
    }

    private static ClockEntry Entry(PastCase past, string clockId, int sequence, ClockEntryKind kind, DateTimeOffset at, string? reason, int? percent = null) => new()
    {
        Id = StableId.Of("clock-entry", $"{past.Case.No}/{clockId}/{sequence}"),
        ClockInstanceId = IdOf(past, clockId),
        Sequence = sequence,
        Kind = kind,
        At = at,
        OccurredAt = at,
        Reason = reason,
        Percent = percent,
    };

    private static Guid IdOf(PastCase past, string clockId) => StableId.Of("clock", $"{past.Case.No}/{clockId}");

    private static Dictionary<string, string> Facts(PastCase past) => new(StringComparer.Ordinal)
    {
        ["faultLevel"] = past.Level?.ToString(CultureInfo.InvariantCulture) ?? "",
        ["serviceMode"] = past.Case.ServiceMode?.ToString() ?? "",
        ["region"] = past.Case.RegionCode ?? "",
        ["caseType"] = past.Case.CaseType.ToString(),
        ["isNmsDown"] = past.Case.IsNmsDown ? "true" : "false",
        ["entitlement"] = past.Case.Entitlement?.ToString() ?? "",
        ["analysisRequested"] = "false",
        ["isDifficult"] = "false",
        ["initiator"] = "Customer",
    };
}
