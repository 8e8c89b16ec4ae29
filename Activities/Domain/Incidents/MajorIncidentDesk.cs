using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Incidents;

/// <summary>What a notice says.</summary>
/// <param name="Stage">Which one.</param>
/// <param name="Impact">What is affected.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Text">The text; English falls back to Chinese.</param>
/// <param name="NextUpdateAt">When the next one follows; null for the last ones.</param>
/// <param name="ApprovedBy">Who approved; null when nobody had to or nobody answered.</param>
/// <param name="ReleasedUnapproved">The approver did not answer in time.</param>
public sealed record NoticeText(
    NoticeStage Stage, string Impact, string Progress, Bilingual Text, DateTimeOffset? NextUpdateAt, string? ApprovedBy = null, bool ReleasedUnapproved = false);

/// <summary>What a person says who declares a major incident.</summary>
/// <param name="Criterion">A code of <see cref="MajorIncidentCriteria"/>.</param>
/// <param name="Grade">1 or 2; not milder than the criterion's.</param>
/// <param name="InterruptedAt">When service was interrupted, UTC; null where it was left blank.</param>
/// <param name="Impact">What is affected.</param>
/// <param name="PresentState">How things stand.</param>
/// <param name="Measures">What is being done; may be blank.</param>
/// <param name="Contact">Whom to ask; may be blank.</param>
/// <param name="NextUpdateAt">When the next notice is promised, UTC; null to leave it to the rhythm of the policy.</param>
public sealed record IncidentStatement(
    string Criterion, int Grade, DateTimeOffset? InterruptedAt, string Impact, string PresentState, string Measures, string Contact, DateTimeOffset? NextUpdateAt);

/// <summary>Declares major incidents and tells everybody who is to be told (flow 06). Acts for the system; starts no flow.</summary>
public sealed class MajorIncidentDesk(
    IMajorIncidents incidents, IServiceRecords records, IRecoveries recoveries, ICases cases, CaseDesk caseDesk, Lazy<ClockDesk> clocks, EventDesk events, NotificationDesk notifications, IRecordNumbers numbers,
    AuditTrail audit, AccessScope access, TimeProvider time)
{
    private const string MergeTimer = "TMR-MI-MERGE";

    /// <summary>Holds the case against the criteria and declares the incident when one holds.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The new incident; null when none holds or one that stands covers the case.</returns>
    public async Task<MajorIncident?> DeclareAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await incidents.OfCaseAsync(record.Id, cancellationToken) is not null || await caseDesk.MajorIncidentAsync(record, cancellationToken) is not { } criterion)
            return null;

        return await MergeAsync(record, criterion, cancellationToken) is null ? await OpenAsync(record, criterion, null, cancellationToken) : null;
    }

    /// <summary>Somebody declares one, by a criterion that the facts need not show: a vendor's operation, a guarantee period.</summary>
    /// <param name="record">An open fault.</param>
    /// <param name="statement">What that person says.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The new incident, or the one of the same network element that the case was merged into.</returns>
    /// <exception cref="RuleViolationException">incident.no-fault, .already-open, .ended, .criterion, .grade, .impact, .state, .interrupted, .next-update, .case-ended.</exception>
    public async Task<(MajorIncident Incident, bool IsNew)> DeclareAsync(Case record, IncidentStatement statement, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        await RequireDeclarableAsync(record, cancellationToken);
        var criterion = Stated(record, statement);
        await caseDesk.StateIncidentAsync(record, criterion, cancellationToken);
        return await MergeAsync(record, criterion, cancellationToken) is { } standing
            ? (standing, false)
            : (await OpenAsync(record, criterion, statement, cancellationToken), true);
    }

    /// <summary>Whether an incident can be declared for the case.</summary>
    /// <exception cref="RuleViolationException">incident.no-fault, incident.case-ended, incident.already-open, incident.ended.</exception>
    public async Task RequireDeclarableAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (record.CaseType != CaseType.Fault)
            throw new RuleViolationException("incident.no-fault", ("no", record.No));
        if (CaseStates.IsFinal(record.State))
            throw new RuleViolationException("incident.case-ended", ("no", record.No));
        if (await incidents.CoveringAsync(record.Id, cancellationToken) is { } open)
            throw new RuleViolationException("incident.already-open", ("no", open.No), ("grade", open.Grade), ("at", open.DeclaredAt));
        if (await incidents.OfCaseAsync(record.Id, cancellationToken) is { } ended)
            throw new RuleViolationException("incident.ended", ("no", ended.No), ("at", ended.ClosedAt));
    }

    /// <summary>A notice goes out: written down for ever, sent to the list of the grade, the clocks of the next one begin.</summary>
    /// <exception cref="RuleViolationException"><c>incident.unknown</c>, <c>incident.wrong-state</c>.</exception>
    public async Task<IncidentNotice> PublishAsync(Guid id, NoticeText text, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var incident = await OneAsync(id, cancellationToken);
        var earlier = await incidents.NoticesAsync(id, cancellationToken);
        var notice = new IncidentNotice
        {
            MajorIncidentId = id,
            Stage = text.Stage,
            Sequence = earlier.Count + 1,
            Impact = text.Impact,
            Progress = text.Progress,
            TextZh = text.Text.Zh,
            TextEn = text.Text.En,
            ApprovedBy = text.ApprovedBy,
            ReleasedUnapproved = text.ReleasedUnapproved,
            NextUpdateAt = text.NextUpdateAt,
            At = time.GetUtcNow(),
        };
        (incident.Impact, incident.NextUpdateAt) = (text.Impact, text.NextUpdateAt);
        if (TriggerOf(text.Stage) is { } trigger)
            incident.Fire(trigger);

        notice.Recipients = await SendAsync(incident, notice, cancellationToken);
        incidents.Add(notice);
        await PublishAsync("Notification.Published", incident, notice.At, text.Stage.ToString(), cancellationToken);
        return notice;
    }

    /// <summary>Everything was told, or it was none.</summary>
    /// <exception cref="RuleViolationException"><c>incident.unknown</c>, <c>incident.wrong-state</c>.</exception>
    public async Task EndAsync(Guid id, bool isWithdrawn, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var incident = await OneAsync(id, cancellationToken);
        if (!isWithdrawn || incident.State != MajorIncidentState.Withdrawn) // withdrawn with its case before
        {
            incident.Fire(isWithdrawn ? MajorIncidentTrigger.Withdraw : MajorIncidentTrigger.Close);
            incident.ClosedAt = time.GetUtcNow();
        }

        await clocks.Value.CancelAllAsync(incident.Ref, incident.State.ToString(), cancellationToken: cancellationToken);
    }

    /// <summary>Something happened to a case: what its incident waits for is passed on, its criteria are looked at again.</summary>
    /// <param name="happened">The event, on a case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task FollowAsync(BusinessEvent happened, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await incidents.OfCaseAsync(happened.RecordId, cancellationToken) is not { IsOpen: true } incident)
            return;

        if (happened.Name == EventNames.ServiceRestored)
            incident.RestoredAt = happened.OccurredAt;
        if (happened.Name is EventNames.ServiceRestored or EventNames.CompletionConfirmed)
            await events.PublishAsync(happened.Name, incident.Ref, happened.OccurredAt, happened.Filter, cancellationToken: cancellationToken);
        else if (happened.Name == EventNames.RecordCancelled)
            await WithdrawAsync(incident, happened, cancellationToken);
        else if (await cases.FindAsync(happened.RecordId, cancellationToken) is { } record && await caseDesk.MajorIncidentAsync(record, cancellationToken) is { } criterion)
            await GraverAsync(incident, criterion, cancellationToken);
    }

    /// <summary>Role that approves the notices of a grade.</summary>
    public static string ApproverOf(int grade) => grade == 1 ? RoleCodes.TscDirector : RoleCodes.OfficeManager;

    private async Task WithdrawAsync(MajorIncident incident, BusinessEvent happened, CancellationToken cancellationToken)
    {
        if (MajorIncidentStates.Table.Next(incident.State, MajorIncidentTrigger.Withdraw) is null)
            return;

        incident.Fire(MajorIncidentTrigger.Withdraw);
        incident.ClosedAt = time.GetUtcNow();
        await events.PublishAsync(EventNames.RecordCancelled, incident.Ref, happened.OccurredAt, happened.Filter, cancellationToken: cancellationToken);
    }

    // The list of the graver grade is wider: it gets the latest notice.
    private async Task GraverAsync(MajorIncident incident, MajorIncidentCriterion criterion, CancellationToken cancellationToken)
    {
        if (criterion.Grade >= incident.Grade)
            return;

        (incident.Grade, incident.Criterion) = (criterion.Grade, criterion.Code);
        await clocks.Value.ReevaluateAsync(incident.Ref, cancellationToken);
        if (await incidents.NoticesAsync(incident.Id, cancellationToken) is [.., var latest])
            await SendAsync(incident, latest, cancellationToken);
    }

    private MajorIncidentCriterion Stated(Case record, IncidentStatement statement)
    {
        var now = time.GetUtcNow();
        var possible = MajorIncidentCriteria.At(record.Level).ToList();
        if (possible.Find(x => x.Code == statement.Criterion) is not { } criterion)
            throw new RuleViolationException("incident.criterion", ("possible", string.Join(", ", possible.Select(x => x.Code))));
        if (statement.Grade < 1 || statement.Grade > criterion.Grade)
            throw new RuleViolationException("incident.grade", ("criterion", criterion.Code), ("grade", criterion.Grade));
        if (string.IsNullOrWhiteSpace(statement.Impact))
            throw new RuleViolationException("incident.impact");
        if (string.IsNullOrWhiteSpace(statement.PresentState))
            throw new RuleViolationException("incident.state");
        if (statement.InterruptedAt is not { } interrupted || interrupted > now)
            throw new RuleViolationException("incident.interrupted", ("now", now));
        if (statement.NextUpdateAt <= now)
            throw new RuleViolationException("incident.next-update", ("now", now));
        return criterion with { Grade = statement.Grade };
    }

    // Duplicates: the same network element within the merge time.
    private async Task<MajorIncident?> MergeAsync(Case record, MajorIncidentCriterion criterion, CancellationToken cancellationToken)
    {
        if (await StandingAsync(record, time.GetUtcNow(), cancellationToken) is not { } standing)
            return null;

        if (!standing.RelatedCaseIds.Contains(record.Id))
            standing.RelatedCaseIds = [.. standing.RelatedCaseIds, record.Id];
        audit.Write("incident.merge", record.Ref, null, standing.No, criterion.Code);
        await GraverAsync(standing, criterion, cancellationToken);
        return standing;
    }

    private async Task<MajorIncident> OpenAsync(Case record, MajorIncidentCriterion criterion, IncidentStatement? statement, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var incident = new MajorIncident
        {
            No = await numbers.NextAsync("MI", cancellationToken),
            MainCaseId = record.Id,
            MainCaseNo = record.No,
            Criterion = criterion.Code,
            Grade = criterion.Grade,
            Impact = statement?.Impact ?? record.AffectedServices ?? record.Title,
            PresentState = statement?.PresentState ?? "",
            Measures = statement?.Measures ?? "",
            Contact = statement?.Contact ?? "",
            InterruptedAt = statement?.InterruptedAt ?? record.OccurredAt,
            DeclaredAt = now,
            NextUpdateAt = statement?.NextUpdateAt,
            RestoredAt = record.RestoredAt,
        };
        incidents.Add(incident);
        await records.LinkAsync(incident.Id, record.Ref, cancellationToken);
        audit.Write("incident.declare", record.Ref, null, incident.No, criterion.Code);
        await PublishAsync("MajorIncident.Declared", incident, now, null, cancellationToken);
        return incident;
    }

    private async Task<MajorIncident?> StandingAsync(Case record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (record.EquipmentId is not { } element)
            return null;

        var span = await clocks.Value.DueInAsync(MergeTimer, record.Ref, now, cancellationToken: cancellationToken) - now;
        return await incidents.OfElementAsync(element, now - span, cancellationToken);
    }

    private async Task<List<string>> SendAsync(MajorIncident incident, IncidentNotice notice, CancellationToken cancellationToken)
    {
        var template = notice.Stage switch
        {
            NoticeStage.First => "MI_FIRST",
            NoticeStage.Recovery => "MI_RECOVERY",
            NoticeStage.RootCause => "MI_ROOTCAUSE",
            NoticeStage.Correction => "MI_CORRECTION",
            _ => "MI_PROGRESS",
        };
        List<string> list =
        [
            .. Enum.GetValues<ManagementLevel>().Select(EscalationDesk.RoleOf), RoleCodes.InstituteApprover, AudienceTokens.Reporter,
            .. incident.Grade == 1 ? [RoleCodes.ProvinceApprover] : Array.Empty<string>(),
            .. (await recoveries.ActionsAsync(incident.MainCaseId, cancellationToken)).Any(x => x.Action == RecoveryActionType.ReplaceBoard) ? [RoleCodes.SparePartsCoordinator] : Array.Empty<string>(),
        ];
        var told = await notifications.SendAsync(
            template,
            incident.Case,
            list,
            new Dictionary<string, object?> { ["impact"] = notice.Impact, ["progress"] = notice.Progress, ["nextUpdateAt"] = notice.NextUpdateAt },
            level: ManagementLevel.M2,
            cancellationToken: cancellationToken);
        return [.. told.Select(person => person.Name)];
    }

    private async Task<MajorIncident> OneAsync(Guid id, CancellationToken cancellationToken) =>
        await incidents.FindAsync(id, cancellationToken) ?? throw new RuleViolationException("incident.unknown", ("id", id));

    // On the incident for its clocks and flow, on the case for its timeline.
    private async Task PublishAsync(string name, MajorIncident incident, DateTimeOffset at, string? filter, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object?> { ["no"] = incident.No, ["grade"] = incident.Grade, ["criterion"] = incident.Criterion };
        await events.PublishAsync(name, incident.Ref, at, filter, data, cancellationToken: cancellationToken);
        await events.PublishAsync(name, incident.Case, at, filter, data, cancellationToken: cancellationToken);
    }

    private static MajorIncidentTrigger? TriggerOf(NoticeStage stage) => stage switch
    {
        NoticeStage.First => MajorIncidentTrigger.Notify,
        NoticeStage.Recovery => MajorIncidentTrigger.Restore,
        NoticeStage.RootCause => MajorIncidentTrigger.Explain,
        NoticeStage.Correction => MajorIncidentTrigger.Withdraw,
        _ => null,
    };
}

/// <summary>What clocks need to know of incidents: the grade while progress is told, and that it is one.</summary>
public sealed class MajorIncidentClockSubjects(IMajorIncidents incidents, ICases cases) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.MajorIncident;

    /// <inheritdoc/>
    public async Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        if (await incidents.FindAsync(record.Id, cancellationToken) is not { } incident)
            return null;

        var version = (await cases.FindAsync(incident.MainCaseId, cancellationToken))?.BaseVersion ?? 1;
        var facts = new Dictionary<string, string> { ["majorIncident"] = "true" };
        if (incident.RestoredAt is null && incident.State is MajorIncidentState.Declared or MajorIncidentState.Notified)
            facts["grade"] = incident.Grade.ToString(System.Globalization.CultureInfo.InvariantCulture); // the rhythm ends with the restoration
        return new ClockSubject(incident.Ref, [new PolicyRef(PolicyCodes.Internal, version)], facts, Severity: 1);
    }
}
