using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Something one person has to do for a record; asked by a flow, a clock or a page, ended with one outcome.</summary>
/// <remarks>Only <see cref="InboxDesk"/> creates and changes work items. Source: flow conventions §4, R18, R24.</remarks>
public sealed class WorkItem : Entity
{
    /// <summary>Where work without a deadline stands: after all other.</summary>
    public static readonly DateTimeOffset NoHurry = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Business number, e.g. <c>TASK-20261123-00001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>Kind of work in kebab case, e.g. <c>fault-accept</c>; also the key of its form and of its guidance.</summary>
    public string TaskType { get; set; } = "";

    /// <summary>Definition id of the flow that asked; null when no flow waits.</summary>
    public string? FlowId { get; set; }

    /// <summary>Version of that definition.</summary>
    public int? FlowVersion { get; set; }

    /// <summary>Activity id of the asking step.</summary>
    public string? Step { get; set; }

    /// <summary>One of <see cref="RecordTypes"/>.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Business number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>The record it belongs to.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>What is asked, Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>What is asked, English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Both titles.</summary>
    public Bilingual Title => new(TitleZh, TitleEn);

    /// <summary>Role whose holders are the candidates.</summary>
    public string Role { get; set; } = "";

    /// <summary>Where the candidates are looked for, seen from the record.</summary>
    public OrgScope Scope { get; set; }

    /// <summary>The organisation the scope means for this record; null: every holder of the role.</summary>
    public Guid? CandidateOrgId { get; set; }

    /// <summary>Partner of the record, when the candidates are its people.</summary>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>Root of the customer tree of the record, when the candidates are customers.</summary>
    public Guid? CustomerTreeOrgId { get; set; }

    /// <summary>Who holds it; null while it is offered.</summary>
    public Guid? AssigneeId { get; set; }

    /// <summary>Who must not do it because it judges his own work (separation); null for nobody.</summary>
    public Guid? ExcludedPersonId { get; set; }

    /// <summary>1 (most urgent) to 4; taken from the record.</summary>
    public int Priority { get; set; } = 3;

    /// <summary>Earliest due time of the running clocks it is bound to; null when none runs.</summary>
    public DateTimeOffset? DueAt
    {
        get;
        set
        {
            field = value;
            DueOrder = value ?? NoHurry;
        }
    }

    /// <summary>Its place among other work: <see cref="DueAt"/>, or <see cref="NoHurry"/>; the same order on every database.</summary>
    public DateTimeOffset DueOrder { get; private set; } = NoHurry;

    /// <summary>Ids of the clocks it is bound to.</summary>
    public List<string> ClockIds { get; set; } = [];

    /// <summary>Key of the form, see <see cref="IWorkItemForms"/>.</summary>
    public string FormKey { get; set; } = "";

    /// <summary>Version of the form the item was asked with; it keeps it.</summary>
    public int FormVersion { get; set; }

    /// <summary>Outcomes on offer, in order; a subset of the form's.</summary>
    public List<string> Outcomes { get; set; } = [];

    /// <summary>Where it stands.</summary>
    public WorkItemState State { get; set; }

    /// <summary>The outcome chosen; null until completed.</summary>
    public string? Outcome { get; set; }

    /// <summary>Entered values as JSON object; instants ISO 8601 UTC; null until completed.</summary>
    public string? FormData { get; set; }

    /// <summary>Values known when it was asked (pre-fill and proposed times) as JSON object; null for none.</summary>
    public string? InputData { get; set; }

    /// <summary>Instance that waits for it; null when none does.</summary>
    public string? InstanceId { get; set; }

    /// <summary>Activity execution that asked; one execution asks once per <see cref="Slot"/>.</summary>
    public string? ActivityInstanceId { get; set; }

    /// <summary>Distinguishes the items of one execution that asks several people; empty for a single one.</summary>
    public string Slot { get; set; } = "";

    /// <summary>Node of the definition that asked.</summary>
    public string? NodeId { get; set; }

    /// <summary>False for side work that the end of the flow takes back.</summary>
    public bool BlocksFlow { get; set; } = true;

    /// <summary>True when nobody held the role asked for and the item went to the duty manager.</summary>
    public bool NoCandidate { get; set; }

    /// <summary>Business event raised once when somebody first takes the item, e.g. <c>Case.Accepted</c>; null for none.</summary>
    public string? ClaimEvent { get; set; }

    /// <summary>When the present holder took it; null while it is offered.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>When somebody first took it; never reset.</summary>
    public DateTimeOffset? FirstClaimedAt { get; set; }

    /// <summary>When it ended, in whatever way; null while open.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Who completed it; null for the system and while open.</summary>
    public Guid? CompletedById { get; set; }

    /// <summary>Display name of who completed it, Chinese.</summary>
    public string? CompletedByNameZh { get; set; }

    /// <summary>Display name of who completed it, English.</summary>
    public string? CompletedByNameEn { get; set; }

    /// <summary>Display name of who completed it; null while open.</summary>
    public Bilingual? CompletedByName => CompletedByNameZh is null ? null : new(CompletedByNameZh, CompletedByNameEn ?? CompletedByNameZh);

    /// <summary>Why it was withdrawn, handed over or reassigned last; null for no reason given.</summary>
    public string? Note { get; set; }

    /// <summary>True while somebody may still do it.</summary>
    public bool IsOpen => State is WorkItemState.Created or WorkItemState.Claimed;

    /// <summary>A candidate takes it.</summary>
    /// <returns>False when he already held it.</returns>
    /// <exception cref="RuleViolationException">work-item.already-done, .not-yours, .own-work.</exception>
    public bool Claim(Actor actor, DateTimeOffset now)
    {
        RequireOpen();
        RequireNotOwnWork(actor);
        if (AssigneeId is not null)
        {
            RequireHolder(actor);
            return false;
        }

        Fire(WorkItemTrigger.Claim);
        AssigneeId = actor.PersonId;
        ClaimedAt = now;
        FirstClaimedAt ??= now;
        return true;
    }

    /// <summary>Its holder gives it back.</summary>
    /// <exception cref="RuleViolationException">work-item.already-done, .not-yours.</exception>
    public void Release(Actor actor)
    {
        RequireOpen();
        RequireHolder(actor);
        Fire(WorkItemTrigger.Release);
        AssigneeId = null;
        ClaimedAt = null;
    }

    /// <summary>It gets another holder, who need not take it first.</summary>
    /// <exception cref="RuleViolationException">work-item.already-done, .own-work.</exception>
    public void Reassign(Guid personId, string? reason, DateTimeOffset now)
    {
        RequireOpen();
        if (personId == ExcludedPersonId)
            throw new RuleViolationException("work-item.own-work", ("no", No));

        Fire(WorkItemTrigger.Reassign);
        AssigneeId = personId;
        ClaimedAt = now;
        FirstClaimedAt ??= now;
        Note = reason;
    }

    /// <summary>Ends it with one of its outcomes; whoever completes an offered item takes it by doing so.</summary>
    /// <param name="actor">Who completes; whether he is a candidate has been checked.</param>
    /// <param name="outcome">One of <see cref="Outcomes"/>; case matters.</param>
    /// <param name="fields">Entered values by field key, see <see cref="WorkItemForm.Read"/>.</param>
    /// <param name="form">The form of <see cref="FormKey"/> and <see cref="FormVersion"/>.</param>
    /// <param name="now">UTC.</param>
    /// <param name="rowVersion">The version the person saw; null skips the check.</param>
    /// <returns>The values as stored: instants as ISO 8601 UTC text, numbers, booleans, lists.</returns>
    /// <exception cref="RuleViolationException">
    /// work-item.already-done (who, when), .stale, .not-yours, .own-work, .unknown-outcome, .field-required, .field-invalid,
    /// .time-in-future, .time-too-old (field).
    /// </exception>
    public IReadOnlyDictionary<string, object?> Complete(
        Actor actor, string outcome, IReadOnlyDictionary<string, string?> fields, WorkItemForm form, DateTimeOffset now, int? rowVersion)
    {
        RequireOpen();
        if (rowVersion is { } seen && seen != RowVersion)
            throw new RuleViolationException("work-item.stale", ("no", No), ("seen", seen), ("current", RowVersion));

        RequireNotOwnWork(actor);
        if (AssigneeId is not null)
            RequireHolder(actor);

        if (!Outcomes.Contains(outcome, StringComparer.Ordinal))
            throw new RuleViolationException("work-item.unknown-outcome", ("no", No), ("outcome", outcome));

        var values = form.Read(outcome, fields, FormJson.Read(InputData), now, out var problems);
        if (problems.Count > 0)
            throw problems[0].ToException(No);

        Fire(WorkItemTrigger.Complete);
        AssigneeId ??= actor.PersonId;
        ClaimedAt ??= now;
        FirstClaimedAt ??= now;
        Outcome = outcome;
        FormData = FormJson.Write(values);
        CompletedAt = now;
        CompletedById = actor.PersonId;
        CompletedByNameZh = actor.Name.Zh;
        CompletedByNameEn = actor.Name.En;
        return values;
    }

    internal void HandOver(string role, OrgScope scope, Guid? candidateOrgId, string? reason)
    {
        Fire(WorkItemTrigger.HandOver);
        Role = role;
        Scope = scope;
        CandidateOrgId = candidateOrgId;
        PartnerOrgId = null;
        CustomerTreeOrgId = null;
        AssigneeId = null;
        ClaimedAt = null;
        Note = reason;
    }

    internal void Withdraw(string? reason, DateTimeOffset now) => EndWithout(WorkItemTrigger.Withdraw, reason, now);

    internal void Expire(DateTimeOffset now) => EndWithout(WorkItemTrigger.Expire, null, now);

    private void EndWithout(WorkItemTrigger trigger, string? reason, DateTimeOffset now)
    {
        Fire(trigger);
        CompletedAt = now;
        Note = reason ?? Note;
    }

    private void Fire(WorkItemTrigger trigger) => State = WorkItemLife.Table.Fire(State, trigger, "work-item.already-done");

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new RuleViolationException(
                "work-item.already-done", ("no", No), ("who", CompletedByName), ("when", CompletedAt), ("state", State.ToString()), ("outcome", Outcome));
        }
    }

    private void RequireHolder(Actor actor)
    {
        if (!actor.IsSystem && AssigneeId != actor.PersonId)
            throw new RuleViolationException("work-item.not-yours", ("no", No));
    }

    private void RequireNotOwnWork(Actor actor)
    {
        if (ExcludedPersonId is { } excluded && excluded == actor.PersonId)
            throw new RuleViolationException("work-item.own-work", ("no", No));
    }
}
