using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>What a timeline entry is about; decides its icon and the filter it falls under.</summary>
public enum CaseEventKind
{
    /// <summary>State, type, level, tier.</summary>
    Progress,
    /// <summary>A task was asked, taken, done.</summary>
    Task,
    /// <summary>A clock started, paused, warned, ended.</summary>
    Clock,
    /// <summary>Management was told.</summary>
    Escalation,
    /// <summary>A document was made, submitted, signed.</summary>
    Document,
    /// <summary>Words with or from the customer.</summary>
    Customer,
    /// <summary>A penalty was proposed or decided.</summary>
    Penalty,
    /// <summary>A note written by hand.</summary>
    Note,
    /// <summary>A flow started, ended, failed, was repaired.</summary>
    Flow,
}

/// <summary>One line of the history of a record, in both languages by key and values; append-only.</summary>
public sealed class CaseEvent : LogEntry
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>What it is about.</summary>
    public CaseEventKind Kind { get; set; }

    /// <summary>Key of <see cref="TimelineTexts"/>, mostly the name of a business event, e.g. <c>Fault.Accepted</c>.</summary>
    public string TextKey { get; set; } = "";

    /// <summary>Values for the braces of the text, a JSON object of texts, or of <c>{ zh, en }</c> where they differ.</summary>
    public string Args { get; set; } = "{}";

    /// <summary>Business time, UTC; earlier than <see cref="LogEntry.At"/> when it was told afterwards.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Who did it; null for the system.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>His Chinese name as it was then.</summary>
    public string ActorNameZh { get; set; } = "";

    /// <summary>His English name as it was then.</summary>
    public string ActorNameEn { get; set; } = "";

    /// <summary>Never shown to customers and partners.</summary>
    public bool IsInternal { get; set; }
}
