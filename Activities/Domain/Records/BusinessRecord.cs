using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Records;

/// <summary>A record other than a case that a flow runs on: what all of them have. What a kind has besides stands in its own class.</summary>
/// <remarks>Facts are the settable properties a kind declares, by their names in camel case: forms, flows, clocks and documents use them.</remarks>
public abstract class BusinessRecord : Entity, IRecord
{
    /// <summary>Business number, e.g. <c>CHG-20261123-0001</c>.</summary>
    public string No { get; private set; } = "";

    /// <inheritdoc/>
    public string Title { get; set; } = "";

    /// <inheritdoc/>
    public int Priority { get; set; } = 3;

    /// <summary>Type of the record it came from; null for none.</summary>
    public string? ParentType { get; private set; }

    /// <summary>Key of the record it came from.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Number of the record it came from.</summary>
    public string? ParentNo { get; private set; }

    /// <inheritdoc/>
    public Guid? CustomerId { get; set; }

    /// <inheritdoc/>
    public Guid? SiteId { get; set; }

    /// <inheritdoc/>
    public Guid? EquipmentId { get; set; }

    /// <inheritdoc/>
    public Guid? OwnerId { get; set; }

    /// <inheritdoc/>
    public Guid? RequesterId { get; set; }

    /// <inheritdoc/>
    public Guid? CustomerOrgId { get; set; }

    /// <inheritdoc/>
    public Guid? CustomerTreeOrgId { get; set; }

    /// <inheritdoc/>
    public Guid? OfficeOrgId { get; set; }

    /// <inheritdoc/>
    public Guid? RegionOrgId { get; set; }

    /// <inheritdoc/>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>Version of the policy set that its internal clocks take (R5).</summary>
    public int BaseVersion { get; set; }

    /// <summary>The promise of its contract; null without one.</summary>
    public string? PolicyCode { get; set; }

    /// <summary>Version of that promise.</summary>
    public int? PolicyVersion { get; set; }

    /// <summary>The contract it counts for.</summary>
    public Guid? ContractId { get; set; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; protected set; }

    /// <summary>Why it ended as it did; null for a plain end.</summary>
    public string? EndReason { get; protected set; }

    /// <summary>One of <see cref="RecordTypes"/>.</summary>
    public abstract string Type { get; }

    /// <summary>Begin of its number, e.g. <c>CHG</c>.</summary>
    public abstract string Prefix { get; }

    /// <summary>Enumeration of words that names its states.</summary>
    public abstract string StateWords { get; }

    /// <summary>Where it stands, a word of <see cref="StateWords"/>.</summary>
    public abstract string StateName { get; }

    /// <summary>The trigger that withdraws it.</summary>
    public virtual string CancelTrigger => "Cancel";

    /// <inheritdoc/>
    public RecordRef Ref => new(Type, Id, No);

    /// <summary>The record it came from; null for none.</summary>
    public RecordRef? Parent => ParentType is { } type && ParentId is { } id && ParentNo is { } no ? new RecordRef(type, id, no) : null;

    /// <summary>Something happened that changes the state.</summary>
    /// <param name="trigger">A word of the kind's triggers.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="reason">Why; kept for ends.</param>
    /// <exception cref="RuleViolationException">record.wrong-state.</exception>
    public abstract void Fire(string trigger, DateTimeOffset at, string? reason = null);

    /// <summary>Whether a trigger means something where the record stands.</summary>
    /// <param name="trigger">A word of the kind's triggers.</param>
    public abstract bool May(string trigger);

    /// <summary>Names the record once and for ever.</summary>
    /// <param name="no">Reserved number.</param>
    /// <param name="parent">The record it comes from; null for none.</param>
    public void Name(string no, RecordRef? parent)
    {
        No = no;
        (ParentType, ParentId, ParentNo) = (parent?.Type, parent?.Id, parent?.No);
    }
}

/// <summary>A business record with a state machine that is a table.</summary>
/// <typeparam name="TState">Its states.</typeparam>
/// <typeparam name="TTrigger">What may happen to it.</typeparam>
public abstract class BusinessRecord<TState, TTrigger> : BusinessRecord
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <summary>Where it stands; changes through <see cref="Fire(TTrigger, DateTimeOffset, string?)"/> alone.</summary>
    public TState State { get; protected set; }

    /// <inheritdoc/>
    public override string StateName => State.ToString();

    /// <inheritdoc/>
    public override string StateWords => typeof(TState).Name;

    /// <summary>Which trigger leads where.</summary>
    protected abstract Transitions<TState, TTrigger> Machine { get; }

    /// <summary>Something happened that changes the state.</summary>
    /// <exception cref="RuleViolationException">record.wrong-state.</exception>
    public void Fire(TTrigger trigger, DateTimeOffset at, string? reason = null)
    {
        State = Machine.Fire(State, trigger, "record.wrong-state");
        if (!Machine.From(State).Any() || Ends(trigger))
            (EndedAt, EndReason) = (at, reason);
    }

    /// <summary>Whether a trigger ends the record in whatever state it leaves it.</summary>
    protected virtual bool Ends(TTrigger trigger) => false;

    /// <inheritdoc/>
    public override void Fire(string trigger, DateTimeOffset at, string? reason = null) =>
        Fire(Enum.TryParse<TTrigger>(trigger, out var known) ? known : throw new RuleViolationException("record.wrong-state", ("state", StateName), ("trigger", trigger)), at, reason);

    /// <inheritdoc/>
    public override bool May(string trigger) => Enum.TryParse<TTrigger>(trigger, out var known) && Machine.Next(State, known) is not null;
}

/// <summary>What somebody decided on a record; append-only.</summary>
public sealed class ApprovalRecord : LogEntry
{
    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Which revision of the record was decided on; counts up from 1.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Role in which it was decided.</summary>
    public string Role { get; set; } = "";

    /// <summary>Who decided.</summary>
    public Guid? UserId { get; set; }

    /// <summary>His name as it was then.</summary>
    public string UserName { get; set; } = "";

    /// <summary>What was decided: the outcome of the task.</summary>
    public string Decision { get; set; } = "";

    /// <summary>What he wrote.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Given by telephone and recorded by somebody else.</summary>
    public bool IsPhoneConsent { get; set; }
}
