using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>The lead went to another tier; append-only.</summary>
public sealed class TierChange : LogEntry
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>Tier before.</summary>
    public Tier From { get; set; }

    /// <summary>Tier after.</summary>
    public Tier To { get; set; }

    /// <summary>Why.</summary>
    public TierChangeReason Reason { get; set; }

    /// <summary>Who did it; null for the system.</summary>
    public Guid? ById { get; set; }
}

/// <summary>The level changed; append-only.</summary>
public sealed class LevelChange : LogEntry
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>Level before, 1–4; null when there was none.</summary>
    public int? From { get; set; }

    /// <summary>Level after, 1–4.</summary>
    public int To { get; set; }

    /// <summary>Why; decides where the new clock starts.</summary>
    public LevelChangeReason Reason { get; set; }

    /// <summary>Who did it; null for the system.</summary>
    public Guid? ById { get; set; }

    /// <summary>Why, in words.</summary>
    public string Text { get; set; } = "";
}

/// <summary>A fault whose solution has a date both parties agreed on; one per case.</summary>
public sealed class DifficultFault : Entity
{
    /// <summary>The case whose work is pending (the follow-up case of R12).</summary>
    public Guid CaseId { get; set; }

    /// <summary>Agreed instant, UTC.</summary>
    public DateTimeOffset AgreedDue { get; set; }

    /// <summary>Who agreed for the customer.</summary>
    public string AgreedByCustomer { get; set; } = "";

    /// <summary>Who agreed for the vendor.</summary>
    public string AgreedByVendor { get; set; } = "";

    /// <summary>What is done until then.</summary>
    public string Measures { get; set; } = "";

    /// <summary>When it was solved for good.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }
}

/// <summary>How a callback ended.</summary>
public enum CallbackResult
{
    /// <summary>The customer is satisfied.</summary>
    Satisfied,
    /// <summary>The customer is not.</summary>
    NotSatisfied,
    /// <summary>Nobody answered.</summary>
    Unreachable,
}

/// <summary>One call to the customer after resolution; append-only.</summary>
public sealed class Callback : LogEntry
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>1, 2, 3.</summary>
    public int AttemptNo { get; set; }

    /// <summary>Who called; null when unknown.</summary>
    public Guid? ById { get; set; }

    /// <summary>Who answered.</summary>
    public string Contact { get; set; } = "";

    /// <summary>How it ended.</summary>
    public CallbackResult Result { get; set; }

    /// <summary>What was said.</summary>
    public string Comment { get; set; } = "";
}

/// <summary>Five questions after resolution, 1 (bad) to 5 (good).</summary>
public sealed class SatisfactionSurvey : Entity
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it ended without answer.</summary>
    public DateTimeOffset? ExpiredAt { get; set; }

    /// <summary>Speed of response.</summary>
    public int? Response { get; set; }

    /// <summary>Skill.</summary>
    public int? Skill { get; set; }

    /// <summary>Attitude.</summary>
    public int? Attitude { get; set; }

    /// <summary>Result.</summary>
    public int? Result { get; set; }

    /// <summary>All in all; 2 or less is a complaint.</summary>
    public int? Overall { get; set; }

    /// <summary>In words.</summary>
    public string? Comment { get; set; }
}

/// <summary>Where a retrospective stands.</summary>
public enum RetrospectiveState
{
    /// <summary>Being written.</summary>
    Open,
    /// <summary>Waits for approval.</summary>
    Submitted,
    /// <summary>Approved.</summary>
    Approved,
    /// <summary>Sent back.</summary>
    Returned,
}

/// <summary>An improvement with somebody who does it.</summary>
/// <param name="Text">What.</param>
/// <param name="Owner">Who, name or user name.</param>
/// <param name="Due">Local date.</param>
/// <param name="DoneAt">UTC; null while open.</param>
public sealed record ImprovementAction(string Text, string Owner, DateOnly? Due, DateTimeOffset? DoneAt = null);

/// <summary>Looking back at a case that went badly (回溯).</summary>
public sealed class Retrospective : Entity
{
    /// <summary>RETRO number.</summary>
    public string No { get; set; } = "";

    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>Who leads; null until somebody does.</summary>
    public Guid? LeadId { get; set; }

    /// <summary>Why it is needed: codes of <see cref="RetrospectiveReason"/>.</summary>
    public List<string> Reasons { get; set; } = [];

    /// <summary>What happened when.</summary>
    public string Timeline { get; set; } = "";

    /// <summary>What set it off.</summary>
    public string DirectCause { get; set; } = "";

    /// <summary>What lies behind.</summary>
    public string RootCause { get; set; } = "";

    /// <summary>Why it was not found before.</summary>
    public string WhyNotFound { get; set; } = "";

    /// <summary>What is done.</summary>
    public List<ImprovementAction> Actions { get; set; } = [];

    /// <summary>Where it stands.</summary>
    public RetrospectiveState State { get; set; }
}

/// <summary>Why a retrospective is needed (01.22).</summary>
public enum RetrospectiveReason
{
    /// <summary>A level 1 fault.</summary>
    Level1,
    /// <summary>A major incident.</summary>
    MajorIncident,
    /// <summary>A complaint that was justified.</summary>
    VerifiedComplaint,
    /// <summary>A clock was breached.</summary>
    SlaBreach,
    /// <summary>The case was opened again.</summary>
    Reopened,
    /// <summary>Same equipment and code within 90 days.</summary>
    Repeated,
    /// <summary>Overall satisfaction of 2 or less.</summary>
    LowSatisfaction,
}

/// <summary>Where a defect report stands.</summary>
public enum DefectState
{
    /// <summary>Reported.</summary>
    Open,
    /// <summary>R&amp;D agrees.</summary>
    Confirmed,
    /// <summary>Gone in a version.</summary>
    Fixed,
    /// <summary>Not a defect.</summary>
    Rejected,
}

/// <summary>A suspected product defect, for R&amp;D.</summary>
public sealed class DefectReport : Entity
{
    /// <summary>DEF number.</summary>
    public string No { get; set; } = "";

    /// <summary>The case it was seen in.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The product; null when the equipment is unknown.</summary>
    public Guid? ProductId { get; set; }

    /// <summary>The board type; null when it is not one board.</summary>
    public Guid? BoardTypeId { get; set; }

    /// <summary>The software version it was seen in.</summary>
    public Guid? VersionId { get; set; }

    /// <summary>What was seen.</summary>
    public string Description { get; set; } = "";

    /// <summary>Who works on it at R&amp;D.</summary>
    public Guid? RndOwnerId { get; set; }

    /// <summary>Where it stands.</summary>
    public DefectState State { get; set; }

    /// <summary>The version without it.</summary>
    public Guid? FixedInVersionId { get; set; }
}
