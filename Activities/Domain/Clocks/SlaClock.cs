using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>A running or ended promise on one record. Everything but its identity is a cached reading of <see cref="Entries"/>.</summary>
public sealed class SlaClock : Entity
{
    /// <summary>Definition, e.g. <c>GD-L1-RESTORE-REMOTE</c>.</summary>
    public string ClockId { get; set; } = "";

    /// <summary>Policy the definition belongs to.</summary>
    public string PolicyCode { get; set; } = "";

    /// <summary>Version of the policy set it was started under; kept until it ends.</summary>
    public int PolicyVersion { get; set; }

    /// <summary>Type of the record; see <see cref="RecordTypes"/>.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>1 for the first clock of this definition on this record, 2 for the next round, and so on.</summary>
    public int Sequence { get; set; }

    /// <summary>The event that started it; null when a flow or a person did.</summary>
    public Guid? StartEventId { get; set; }

    /// <summary>Business time it counts from (for clocks that count back: the planned date), UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Number of units; null when the due time was agreed.</summary>
    public decimal? TargetValue { get; set; }

    /// <summary>What is counted.</summary>
    public ClockUnit Unit { get; set; }

    /// <summary>When the promise ends; while paused, as it would be if the clock went on at once.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Business time it stopped, was cancelled or superseded.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public ClockState State { get; set; }

    /// <summary>The due time passed while it ran; cleared when a back-dated stop or pause proves otherwise (R2).</summary>
    public bool IsBreached { get; set; }

    /// <summary>The due time that was passed.</summary>
    public DateTimeOffset? BreachedAt { get; set; }

    /// <summary>Counts every change of the schedule; shows that a late deadline is stale.</summary>
    public int ScheduleVersion { get; set; }

    /// <summary>When the next threshold acts; null when none is left, or the clock does not run.</summary>
    public DateTimeOffset? NextThresholdAt { get; set; }

    /// <summary>Its percent.</summary>
    public int? NextPercent { get; set; }

    /// <summary>Highest percent that has fired; 0 = none.</summary>
    public int FiredPercent { get; set; }

    /// <summary>Time that did not count, elapsed; an open pause is not in it.</summary>
    public TimeSpan PausedTotal { get; set; }

    /// <summary>When the open pause began.</summary>
    public DateTimeOffset? PausedSince { get; set; }

    /// <summary>A proposed completion awaits its answer and holds thresholds and breach (R2).</summary>
    public bool HeldByProposal { get; set; }

    /// <summary>Order of firing when several deadlines are due: 1 = most severe.</summary>
    public int Severity { get; set; }

    /// <summary>The ledger, in the order it was written.</summary>
    public List<ClockEntry> Entries { get; set; } = [];

    /// <summary>The record it belongs to.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>Running or paused.</summary>
    public bool IsOpen => State is ClockState.Running or ClockState.Paused;
}

/// <summary>Where a clock stands.</summary>
public enum ClockState
{
    /// <summary>Time counts.</summary>
    Running,

    /// <summary>An approved pause is open.</summary>
    Paused,

    /// <summary>Stopped at or before its due time.</summary>
    Met,

    /// <summary>Stopped after its due time.</summary>
    Missed,

    /// <summary>Ended without a result.</summary>
    Cancelled,

    /// <summary>Another clock took its place, or the record changed so that it no longer applies.</summary>
    Superseded,
}
