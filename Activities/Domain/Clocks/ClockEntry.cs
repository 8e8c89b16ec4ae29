using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>One line of a clock's ledger; written once, never changed. <see cref="LogEntry.At"/> is when it was recorded.</summary>
public sealed class ClockEntry : LogEntry
{
    /// <summary>The clock.</summary>
    public Guid ClockInstanceId { get; set; }

    /// <summary>Order in the ledger, from 1.</summary>
    public int Sequence { get; set; }

    /// <summary>What happened.</summary>
    public ClockEntryKind Kind { get; set; }

    /// <summary>Business time of it, UTC; may lie before <see cref="LogEntry.At"/>.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Number of units, with <see cref="ClockEntryKind.Started"/> and <see cref="ClockEntryKind.PolicySet"/>.</summary>
    public decimal? TargetValue { get; set; }

    /// <summary>What is counted, with the same kinds.</summary>
    public ClockUnit? Unit { get; set; }

    /// <summary>Agreed due instant, or the due instant that a date of the year means; with the same kinds.</summary>
    public DateTimeOffset? AgreedDue { get; set; }

    /// <summary>Percent of a threshold.</summary>
    public int? Percent { get; set; }

    /// <summary>Why: pause reason code, level change reason, name of the event.</summary>
    public string? Reason { get; set; }

    /// <summary>The event or pause behind it.</summary>
    public Guid? CauseId { get; set; }

    /// <summary>What a threshold did and whom it told, for the explanation; names separated by commas.</summary>
    public string? Note { get; set; }
}

/// <summary>What a line of the ledger says.</summary>
public enum ClockEntryKind
{
    /// <summary>The clock started.</summary>
    Started,

    /// <summary>The start was corrected.</summary>
    Moved,

    /// <summary>The target changed with the facts, or the calendar did.</summary>
    PolicySet,

    /// <summary>An approved pause began.</summary>
    Paused,

    /// <summary>The pause ended.</summary>
    Resumed,

    /// <summary>A proposed completion holds thresholds and breach.</summary>
    Held,

    /// <summary>The proposal was answered with no.</summary>
    Released,

    /// <summary>The promise was kept or missed; a second line corrects the first.</summary>
    Stopped,

    /// <summary>The record was reopened; the time since the stop does not count.</summary>
    Reopened,

    /// <summary>Ended without a result.</summary>
    Cancelled,

    /// <summary>Another clock took over.</summary>
    Superseded,

    /// <summary>A threshold was reached.</summary>
    ThresholdFired,

    /// <summary>The due time passed.</summary>
    Breached,

    /// <summary>It turned out that the due time had not passed.</summary>
    BreachCleared,
}
