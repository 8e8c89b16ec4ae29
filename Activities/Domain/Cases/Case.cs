using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>A customer's request from report to closure (客户问题单); state changes go through <see cref="Fire"/> alone.</summary>
/// <remarks>Invariants of data-model §11.1: restored ≤ completed, accepted ≥ received, a dispatched fault has level and code.</remarks>
public sealed class Case : Entity, IRecord
{
    private Case()
    {
    }

    /// <summary>Opens a case; the number is reserved before.</summary>
    /// <param name="no">CASE number.</param>
    /// <param name="receivedAt">When it reached the vendor, UTC (R14).</param>
    public Case(string no, DateTimeOffset receivedAt)
    {
        No = no;
        ReceivedAt = receivedAt;
    }

    /// <summary>Takes over a case that another system or the seeder has brought this far; no event is raised.</summary>
    /// <param name="no">CASE number.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <param name="state">Where it stands.</param>
    public static Case TakeOver(string no, DateTimeOffset receivedAt, CaseState state) => new(no, receivedAt) { State = state };

    /// <summary>CASE number, e.g. <c>CASE-20261123-0001</c>.</summary>
    public string No { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public CaseState State { get; private set; }

    /// <summary>5–120 characters.</summary>
    public string Title { get; set; } = "";

    /// <summary>At most 4000 characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>How it came in.</summary>
    public Channel Channel { get; set; }

    /// <summary>What it is.</summary>
    public CaseType CaseType { get; set; }

    /// <summary>Technical or not.</summary>
    public RequestGroup Group { get; set; }

    /// <summary>1 (first) to 4.</summary>
    public int Priority { get; set; } = 3;

    /// <summary>Who asks.</summary>
    public Guid CustomerId { get; set; }

    /// <summary>Where; null for requests that name no site.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>Whom to call; null where nobody was named.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>The network element; null when unknown or not a fault.</summary>
    public Guid? EquipmentId { get; set; }

    /// <summary>The board; null when unknown.</summary>
    public Guid? BoardId { get; set; }

    /// <summary>What the reporter says the equipment is when it could not be found.</summary>
    public string? EquipmentText { get; set; }

    /// <summary>The person who reported; null when he has no account.</summary>
    public Guid? RequesterId { get; set; }

    /// <summary>When the trouble began, UTC.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When the customer reported it, UTC.</summary>
    public DateTimeOffset ReportedAt { get; set; }

    /// <summary>When it reached the vendor, UTC; hotline: when the form was opened (R14).</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Level from matrix or statement, 1–4; clocks use it.</summary>
    public int? LevelProvisional { get; set; }

    /// <summary>Level both parties agreed on; penalty review uses it.</summary>
    public int? LevelConfirmed { get; set; }

    /// <summary>Who agreed.</summary>
    public Guid? LevelConfirmedBy { get; set; }

    /// <summary>Row of the matrix.</summary>
    public FaultCategory? FaultCategory { get; set; }

    /// <summary>Code of the matrix, e.g. <c>BIZ_INTERRUPTED</c>.</summary>
    public string? FaultCode { get; set; }

    /// <summary>Forces level 1.</summary>
    public bool ServiceInterrupted { get; set; }

    /// <summary>The management system is down: shorter limits.</summary>
    public bool IsNmsDown { get; set; }

    /// <summary>Of the class that has a negotiated date.</summary>
    public bool IsDifficult { get; set; }

    /// <summary>What is affected, free text.</summary>
    public string? AffectedServices { get; set; }

    /// <summary>City codes affected.</summary>
    public List<string> AffectedCities { get; set; } = [];

    /// <summary>Remote until decided otherwise.</summary>
    public ServiceMode? ServiceMode { get; set; }

    /// <summary>R1–R4 of the site; null without a site.</summary>
    public string? RegionCode { get; set; }

    /// <summary>The tier that leads.</summary>
    public Tier CurrentTier { get; set; }

    /// <summary>Who leads; null while nobody does.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The team at dispatch: who was proposed; null when nobody fitted.</summary>
    public Guid? ProposedOwnerId { get; set; }

    /// <summary>Organisation of the customer's site (branch); row access of CustomerUser.</summary>
    public Guid CustomerOrgId { get; set; }

    /// <summary>Root of the customer tree; row access of institute and province.</summary>
    public Guid CustomerTreeOrgId { get; set; }

    /// <summary>The vendor's office that serves the site.</summary>
    public Guid? OfficeOrgId { get; set; }

    /// <summary>The region above the office.</summary>
    public Guid? RegionOrgId { get; set; }

    /// <summary>The partner that works on it; row access of partners.</summary>
    public Guid? PartnerOrgId { get; set; }

    /// <summary>When the customer told the partner.</summary>
    public DateTimeOffset? PartnerReceivedAt { get; set; }

    /// <summary>What the entitlement check found; null before it.</summary>
    public EntitlementResult? Entitlement { get; set; }

    /// <summary>Number of the contract that entitles; null without one.</summary>
    public string? ContractNo { get; set; }

    /// <summary>Promise of the contract or warranty, e.g. <c>SLA-GDTEL</c>; null means no SLA.</summary>
    public string? PolicyCode { get; set; }

    /// <summary>Version of <see cref="PolicyCode"/>.</summary>
    public int? PolicyVersion { get; set; }

    /// <summary>Version of the general and internal policies, bound when the case was received (R5).</summary>
    public int BaseVersion { get; set; } = 1;

    /// <summary>What is served.</summary>
    public ServiceScope ServiceScope { get; set; }

    /// <summary>First claim by an engineer or first contact the customer noticed (R5).</summary>
    public DateTimeOffset? FirstResponseAt { get; set; }

    /// <summary>Acceptance the engineer proposed.</summary>
    public DateTimeOffset? AcceptedAtProposed { get; set; }

    /// <summary>Acceptance both parties confirmed, or the proposed one until then.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Who confirmed it for the customer.</summary>
    public Guid? AcceptedConfirmedBy { get; set; }

    /// <summary>The customer wants an analysis report.</summary>
    public bool AnalysisRequested { get; set; }

    /// <summary>When service was back.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>Completion the engineer proposed.</summary>
    public DateTimeOffset? CompletedAtProposed { get; set; }

    /// <summary>Completion both parties confirmed.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Nobody answered and the time limit confirmed it.</summary>
    public bool CompletionAutoConfirmed { get; set; }

    /// <summary>Whether the cause is gone.</summary>
    public SolutionType? SolutionType { get; set; }

    /// <summary>Coded cause.</summary>
    public RootCause? RootCauseCode { get; set; }

    /// <summary>The cause in words.</summary>
    public string? RootCauseText { get; set; }

    /// <summary>How often it was opened again.</summary>
    public int ReopenCount { get; private set; }

    /// <summary>The case this one follows or duplicates.</summary>
    public Guid? ParentCaseId { get; set; }

    /// <summary>Institute consents that work on site was necessary though the remote clock was breached (sla.md §8.9).</summary>
    public bool OnsiteConsent { get; set; }

    /// <summary>Code of the major-incident criterion that holds, e.g. <c>MI-1</c>; null for none.</summary>
    public string? MajorIncidentCriterion { get; set; }

    /// <summary>An emergency recovery runs; one at a time.</summary>
    public bool IsRecovering { get; set; }

    /// <summary>The report form of the institute is still to come (flows 03 and 04): nobody need accept yet.</summary>
    public bool ReportPending { get; set; }

    /// <summary>Whether somebody must look back at it (01.22); decided at closure.</summary>
    public bool RetrospectiveRequired { get; set; }

    /// <summary>How urgent the open escalation is; null without one.</summary>
    public string? Urgency { get; set; }

    /// <summary>The customer was reached and is satisfied.</summary>
    public bool? CustomerSatisfied { get; set; }

    /// <summary>When the case was resolved last.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>When the case ended.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Why it ended; null for a plain closure.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>What clocks count as the level: provisional, or confirmed where no provisional one exists.</summary>
    public int? Level => LevelProvisional ?? LevelConfirmed;

    /// <summary>Names the case for clocks, events and work items.</summary>
    public RecordRef Ref => new(RecordTypes.Case, Id, No);

    Guid? IRecord.CustomerId => CustomerId;

    Guid? IRecord.CustomerOrgId => CustomerOrgId;

    Guid? IRecord.CustomerTreeOrgId => CustomerTreeOrgId;

    /// <summary>Something happened that changes the state; steps between are taken silently.</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="reason">Why; kept for ends.</param>
    /// <returns>False when the case already was where the trigger leads.</returns>
    /// <exception cref="RuleViolationException">case.wrong-state, case.level-missing.</exception>
    public bool Fire(CaseTrigger trigger, DateTimeOffset at, string? reason = null)
    {
        if (CaseStates.Walk(State, trigger) is not { Count: > 0 } path)
            return false;

        var to = path[^1];
        if (to == CaseState.Dispatched && CaseType == CaseType.Fault && (Level is null || FaultCode is null))
            throw new RuleViolationException("case.level-missing", ("no", No));

        State = to;
        if (trigger == CaseTrigger.RejectCompletion)
            CompletedAtProposed = null;
        if (to == CaseState.Resolved)
            ResolvedAt = at;
        if (to == CaseState.Reopened)
            ReopenCount++;
        if (CaseStates.IsFinal(to))
            (ClosedAt, CloseReason) = (at, reason);
        return true;
    }

    /// <summary>Sets how history ended, for cases taken over.</summary>
    /// <param name="resolvedAt">UTC, null when never.</param>
    /// <param name="closedAt">UTC, null while open.</param>
    /// <param name="closeReason">Why it ended.</param>
    /// <param name="reopenCount">How often it was opened again.</param>
    public void TakeOverEnd(DateTimeOffset? resolvedAt, DateTimeOffset? closedAt, string? closeReason = null, int reopenCount = 0) =>
        (ResolvedAt, ClosedAt, CloseReason, ReopenCount) = (resolvedAt, closedAt, closeReason, reopenCount);
}
