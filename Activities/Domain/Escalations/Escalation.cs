using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>The one open call for management on a record; its level rises, never falls (R22).</summary>
public sealed class Escalation : Entity
{
    /// <summary>E.g. <c>ESC-20261123-0001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>Type of the record in trouble.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of it.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of it.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Present level.</summary>
    public ManagementLevel Level { get; set; }

    /// <summary>How fast it must be answered.</summary>
    public EscalationUrgency Urgency { get; set; }

    /// <summary>What raised it last: a clock and percent, a complaint, a person.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>Why, for people.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What the customer expects, as he was understood last.</summary>
    public string? Expectation { get; set; }

    /// <summary>Who answers for the level now, a deputy included; null = nobody found.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>Who pressed the button; null = the system.</summary>
    public Guid? RaisedById { get; set; }

    /// <summary>Where it stands.</summary>
    public EscalationState State { get; private set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>When the present level was reached.</summary>
    public DateTimeOffset LevelAt { get; set; }

    /// <summary>When the owner should have answered.</summary>
    public DateTimeOffset? AckDueAt { get; set; }

    /// <summary>When the owner answered.</summary>
    public DateTimeOffset? AckAt { get; set; }

    /// <summary>When the action plan was published.</summary>
    public DateTimeOffset? PlanAt { get; set; }

    /// <summary>When the customer is to hear next, as the plan says.</summary>
    public DateTimeOffset? NextContactAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>A flow leads it; then the clocks of acknowledgement and plan run.</summary>
    public bool HasFlow { get; set; }

    /// <summary>The record while open, null afterwards: unique, so a record has one open escalation.</summary>
    public Guid? OpenKey { get; set; }

    /// <summary>Levels and triggers with their times.</summary>
    public List<EscalationStep> History { get; set; } = [];

    /// <summary>The record in trouble.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>The escalation as a record of its own.</summary>
    public RecordRef Self => new(RecordTypes.Escalation, Id, No);

    /// <summary>Neither closed nor invalid.</summary>
    public bool IsOpen => State is not (EscalationState.Closed or EscalationState.Invalid);

    /// <summary>Something happened that changes the state.</summary>
    /// <exception cref="RuleViolationException">escalation.closed.</exception>
    public void Fire(EscalationTrigger trigger) => State = EscalationStates.Table.Fire(State, trigger, "escalation.closed");
}

/// <summary>Something that the plan of an escalation promises.</summary>
public sealed class EscalationAction : Entity
{
    /// <summary>The escalation.</summary>
    public Guid EscalationId { get; set; }

    /// <summary>What is to be done.</summary>
    public string Text { get; set; } = "";

    /// <summary>Who does it.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>By when.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was done; null while open.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>One line of an escalation's history.</summary>
public sealed class EscalationStep : LogEntry
{
    /// <summary>The escalation.</summary>
    public Guid EscalationId { get; set; }

    /// <summary>Order, from 1.</summary>
    public int Sequence { get; set; }

    /// <summary>What happened.</summary>
    public EscalationStepKind Kind { get; set; }

    /// <summary>Level after it.</summary>
    public ManagementLevel Level { get; set; }

    /// <summary>What raised it.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who, or <c>system</c>.</summary>
    public string ActorName { get; set; } = "";
}

/// <summary>What happened to an escalation.</summary>
public enum EscalationStepKind
{
    /// <summary>Opened.</summary>
    Opened,

    /// <summary>Rose a level or more.</summary>
    Raised,

    /// <summary>Triggered again without rising.</summary>
    Repeated,

    /// <summary>Its owner answered.</summary>
    Acknowledged,

    /// <summary>Its owner found it unfounded.</summary>
    Invalidated,

    /// <summary>Ended.</summary>
    Closed,

    /// <summary>The plan was published.</summary>
    Planned,

    /// <summary>The customer was spoken to.</summary>
    Contacted,

    /// <summary>The plan was held against what has been done.</summary>
    Reviewed,

    /// <summary>The highest level has not answered; everybody is told.</summary>
    Overdue,

    /// <summary>Something was decided for the record.</summary>
    Decided,
}

/// <summary>Where an escalation stands.</summary>
public enum EscalationState
{
    /// <summary>Awaits its owner.</summary>
    Open,

    /// <summary>The owner answered.</summary>
    Acknowledged,

    /// <summary>An action plan stands.</summary>
    Planned,

    /// <summary>The plan is followed.</summary>
    Tracking,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Unfounded.</summary>
    Invalid,
}

/// <summary>Stored escalations; what a command added is seen by the same command before it commits.</summary>
public interface IEscalations
{
    /// <summary>The open escalation of a record with its history, or null.</summary>
    Task<Escalation?> OpenAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>One escalation with its history, or null.</summary>
    Task<Escalation?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Actions of an escalation in the order they were planned.</summary>
    Task<IReadOnlyList<EscalationAction>> ActionsAsync(Guid escalationId, CancellationToken cancellationToken = default);

    /// <summary>One action, or null.</summary>
    Task<EscalationAction?> FindActionAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stores a new one at the commit.</summary>
    void Add(Escalation escalation);

    /// <summary>Stores a planned action at the commit.</summary>
    void Add(EscalationAction action);
}
