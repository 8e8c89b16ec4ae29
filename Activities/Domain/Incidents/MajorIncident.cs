using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Incidents;

/// <summary>A fault that management and customer are told of in a fixed rhythm (flow 06); linked to one main case and any number of others.</summary>
public sealed class MajorIncident : Entity
{
    /// <summary>E.g. <c>MI-20261123-0001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>The case that made it one.</summary>
    public Guid MainCaseId { get; set; }

    /// <summary>Number of that case.</summary>
    public string MainCaseNo { get; set; } = "";

    /// <summary>Cases of the same element that were merged into it.</summary>
    public List<Guid> RelatedCaseIds { get; set; } = [];

    /// <summary>The criterion that holds, MI-1 … MI-7.</summary>
    public string Criterion { get; set; } = "";

    /// <summary>1 is graver; falls, never rises.</summary>
    public int Grade { get; set; }

    /// <summary>What is affected.</summary>
    public string Impact { get; set; } = "";

    /// <summary>How things stood when it was declared; blank where nobody said.</summary>
    public string PresentState { get; set; } = "";

    /// <summary>What was being done then.</summary>
    public string Measures { get; set; } = "";

    /// <summary>Whom to ask, with telephone.</summary>
    public string Contact { get; set; } = "";

    /// <summary>When service was interrupted.</summary>
    public DateTimeOffset InterruptedAt { get; set; }

    /// <summary>When it was declared.</summary>
    public DateTimeOffset DeclaredAt { get; set; }

    /// <summary>When service was back; null while it is not.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>When the next notice was promised.</summary>
    public DateTimeOffset? NextUpdateAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public MajorIncidentState State { get; private set; }

    /// <summary>The incident as a record of its own.</summary>
    public RecordRef Ref => new(RecordTypes.MajorIncident, Id, No);

    /// <summary>The case as a record.</summary>
    public RecordRef Case => new(RecordTypes.Case, MainCaseId, MainCaseNo);

    /// <summary>Neither closed nor withdrawn.</summary>
    public bool IsOpen => State is not (MajorIncidentState.Closed or MajorIncidentState.Withdrawn);

    /// <summary>Something happened that changes the state.</summary>
    /// <exception cref="RuleViolationException">incident.wrong-state.</exception>
    public void Fire(MajorIncidentTrigger trigger) => State = MajorIncidentStates.Table.Fire(State, trigger, "incident.wrong-state");
}

/// <summary>One notice as it went out; written once.</summary>
public sealed class IncidentNotice : LogEntry
{
    /// <summary>The incident.</summary>
    public Guid MajorIncidentId { get; set; }

    /// <summary>Which of the notices it is.</summary>
    public NoticeStage Stage { get; set; }

    /// <summary>Order, from 1.</summary>
    public int Sequence { get; set; }

    /// <summary>What is affected.</summary>
    public string Impact { get; set; } = "";

    /// <summary>How far it has come.</summary>
    public string Progress { get; set; } = "";

    /// <summary>The text, Chinese.</summary>
    public string TextZh { get; set; } = "";

    /// <summary>The text, English.</summary>
    public string TextEn { get; set; } = "";

    /// <summary>Who approved it; null where nobody had to, or nobody answered.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>It went out because the approver did not answer, released by the duty manager.</summary>
    public bool ReleasedUnapproved { get; set; }

    /// <summary>When the next one was promised.</summary>
    public DateTimeOffset? NextUpdateAt { get; set; }

    /// <summary>Names of those who got it.</summary>
    public List<string> Recipients { get; set; } = [];
}

/// <summary>Stored incidents; what a command added is seen by the same command before it commits.</summary>
public interface IMajorIncidents
{
    /// <summary>One incident, or null.</summary>
    Task<MajorIncident?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The incident whose main case it is, open or ended; null without one.</summary>
    Task<MajorIncident?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The open incident that a case is the main case of, or was merged into; null without one.</summary>
    Task<MajorIncident?> CoveringAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>An open incident of the same network element declared since the instant; null without one.</summary>
    Task<MajorIncident?> OfElementAsync(Guid equipmentId, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Notices of an incident, the first one first.</summary>
    Task<IReadOnlyList<IncidentNotice>> NoticesAsync(Guid incidentId, CancellationToken cancellationToken = default);

    /// <summary>Stores a new incident at the commit.</summary>
    void Add(MajorIncident incident);

    /// <summary>Stores a notice at the commit.</summary>
    void Add(IncidentNotice notice);
}
