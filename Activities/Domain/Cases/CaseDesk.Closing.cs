using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Something that keeps a case from closing (闭环标准).</summary>
/// <param name="Code">E.g. <c>document</c>, <c>clock</c>, <c>root-cause</c>, <c>customer</c>.</param>
/// <param name="Text">What is missing, for people.</param>
public sealed record UnmetItem(string Code, Bilingual Text);

public sealed partial class CaseDesk
{
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromDays(90); // 01.22: same equipment and code
    private static readonly TimeSpan SpreadWindow = TimeSpan.FromHours(24); // MI-7
    private const int SpreadElements = 5; // MI-7
    private const int WideCities = 3; // MI-2
    private const int LowScore = 2; // 01.22: overall satisfaction

    // Clocks that start at or after closure, or wait for a customer who need not answer.
    private static readonly string[] AfterClosure = ["Survey.Sent", "Knowledge.Submitted", "Case.Closed"];

    /// <summary>Opens a resolved case again; proposed and confirmed times are void. Raises <c>Case.Reopened</c> (R9).</summary>
    /// <param name="record">The case.</param>
    /// <param name="reason">What the customer says.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>How often it was opened again, this time included.</returns>
    /// <exception cref="RuleViolationException">case.wrong-state.</exception>
    public async Task<int> ReopenAsync(Case record, string reason, CancellationToken cancellationToken = default)
    {
        Fire(record, CaseTrigger.Reopen, reason);
        (record.RestoredAt, record.CompletedAtProposed, record.CompletedAt, record.CustomerSatisfied) = (null, null, null, null);
        if (await cases.DifficultFaultAsync(record.Id, cancellationToken) is { } difficult)
            difficult.ResolvedAt = null;
        await events.PublishAsync("Case.Reopened", record.Ref, data: Data(("count", record.ReopenCount), ("reason", reason)), cancellationToken: cancellationToken);
        return record.ReopenCount;
    }

    /// <summary>Ends the case. Closed raises <c>Case.Closed</c>; the other ends raise <c>Record.Cancelled</c>, which ends its clocks, and tell the customer.</summary>
    /// <param name="record">The case.</param>
    /// <param name="kind">How it ends.</param>
    /// <param name="reason">Required for every end but Closed.</param>
    /// <param name="duplicateOf">The case that handles it, for duplicates.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">case.wrong-state, case.reason-required.</exception>
    public async Task CloseAsync(
        Case record, CloseKind kind, string? reason = null, Guid? duplicateOf = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (kind == CloseKind.Closed)
        {
            record.RetrospectiveRequired = (await RetrospectiveNeededAsync(record, cancellationToken)).Count > 0;
            Fire(record, CaseTrigger.Close, reason);
            await events.PublishAsync("Case.Closed", record.Ref, cancellationToken: cancellationToken);
            return;
        }

        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleViolationException("case.reason-required", ("kind", kind));

        record.ParentCaseId = kind == CloseKind.Duplicate ? duplicateOf ?? record.ParentCaseId : record.ParentCaseId;
        Fire(record, kind switch
        {
            CloseKind.Rejected when record.State is CaseState.New or CaseState.Classified => CaseTrigger.Reject,
            CloseKind.Duplicate when record.State is CaseState.New or CaseState.Classified => CaseTrigger.MarkDuplicate,
            _ => CaseTrigger.Cancel,
        }, reason);
        await events.PublishAsync(EventNames.RecordCancelled, record.Ref, filter: kind.ToString(), data: Data(("kind", kind), ("reason", reason)), cancellationToken: cancellationToken);
        await notifications.SendAsync("CASE_REJECTED", record.Ref, [AudienceTokens.Reporter], Data(("reason", reason)), cancellationToken: cancellationToken);
    }

    /// <summary>What is missing before the case may close (01.20).</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Empty when it may close.</returns>
    public async Task<IReadOnlyList<UnmetItem>> ClosureCheckAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var unmet = new List<UnmetItem>();
        var written = await documents.AllOfRecordAsync(record.Id, cancellationToken);
        foreach (var type in RequiredDocuments(record).Where(type => !written.Any(x => x.Type == type && x.State == DocumentState.Accepted)))
            unmet.Add(new("document", DocumentTitles.Of(type).Prefix("文档未接受:", "Document not accepted: ")));
        foreach (var open in written.Where(x => x.SignerRoles.Count > 0 && x.State != DocumentState.Accepted && !RequiredDocuments(record).Contains(x.Type)))
            unmet.Add(new("document", new Bilingual(open.TitleZh, open.TitleEn).Prefix("文档未接受:", "Document not accepted: ")));

        foreach (var clock in await clocks.RunningAsync(record.Ref, cancellationToken))
        {
            var definition = (await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clocks.GetValueOrDefault(clock.ClockId);
            if (definition is not null && !AfterClosure.Contains(definition.StartEvent?.Name))
                unmet.Add(new("clock", definition.Name.Prefix("时限未停止:", "Clock still running: ")));
        }

        foreach (var loan in await spares.WithOpenLoansAsync(record.Id, cancellationToken))
            unmet.Add(new("loan", Bilingual.Same(loan.No).Prefix("备件未返还:", "Part not returned: ")));

        foreach (var measure in (await recoveries.MeasuresAsync(record.Id, cancellationToken)).Where(x => x.IsOpen))
            unmet.Add(new("temporary-measure", Bilingual.Same(measure.Text).Prefix("临时措施未撤销:", "Temporary measure still stands: ")));
        if (record.CaseType == CaseType.Fault && record.RootCauseCode is null)
            unmet.Add(new("root-cause", new("未填写根因代码", "Root cause is not coded")));
        if (record.CaseType == CaseType.Fault && record.CompletedAt is null && record.CustomerSatisfied is not true)
            unmet.Add(new("customer", new("客户未确认完成", "The customer has not confirmed completion")));
        return unmet;
    }

    /// <summary>Documents that must be accepted before the case closes.</summary>
    /// <param name="record">The case.</param>
    public static IReadOnlyList<string> RequiredDocuments(Case record)
    {
        if (record.CaseType != CaseType.Fault || record.PolicyCode is null or CaseSubject.GeneralPolicy or PartnerPolicy)
            return record is { CaseType: CaseType.Fault, AnalysisRequested: true } ? [DocumentTypes.FaultAnalysisReport] : []; // conventions §12: on request
        return (record.Level, record.AnalysisRequested) switch
        {
            (1, true) => [DocumentTypes.FaultHandlingForm, DocumentTypes.FaultAnalysisReport],
            (1, false) => [DocumentTypes.FaultHandlingForm],
            (2 or 3, _) => [DocumentTypes.FaultAnalysisReport], // 03.12, 04.12: always; level 4 on request
            (_, true) => [DocumentTypes.FaultAnalysisReport],
            _ => [],
        };
    }

    /// <summary>Why somebody must look back at the case (01.22).</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Empty when nobody must.</returns>
    public async Task<IReadOnlyList<RetrospectiveReason>> RetrospectiveNeededAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var reasons = new List<RetrospectiveReason>();
        Add(record is { CaseType: CaseType.Fault, Level: 1 }, RetrospectiveReason.Level1);
        Add(record.MajorIncidentCriterion is not null, RetrospectiveReason.MajorIncident);
        Add(record.ReopenCount > 0, RetrospectiveReason.Reopened);
        Add((await cases.SurveyAsync(record.Id, cancellationToken))?.Overall <= LowScore, RetrospectiveReason.LowSatisfaction);
        Add((await customers.ComplaintOfCaseAsync(record.Id, cancellationToken))?.Verified is true
            || (await cases.FollowUpOfAsync(record.Id, CaseType.Complaint, cancellationToken) is { } follow
                && (await customers.ComplaintOfCaseAsync(follow.Id, cancellationToken))?.Verified is true), RetrospectiveReason.VerifiedComplaint);
        Add((await clockStore.OfRecordAsync(record.Ref, cancellationToken)).Any(x => x.IsBreached && x.PolicyCode != CaseSubject.InternalPolicy), RetrospectiveReason.SlaBreach);
        Add(record is { CaseType: CaseType.Fault, EquipmentId: not null, FaultCode: not null }
            && await cases.IsRepeatedAsync(record, record.ReceivedAt - RepeatWindow, cancellationToken), RetrospectiveReason.Repeated);
        return reasons;

        void Add(bool holds, RetrospectiveReason reason)
        {
            if (holds)
                reasons.Add(reason);
        }
    }

    /// <summary>The gravest major-incident criterion that holds now (flow 06); noted on the case and its timeline the first time.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Null when none holds.</returns>
    public async Task<MajorIncidentCriterion?> MajorIncidentAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var found = await CriterionAsync(record, cancellationToken);
        if (found is not null && record.MajorIncidentCriterion is null)
        {
            record.MajorIncidentCriterion = found.Code;
            timeline.Write(record.Ref, "Fault.MajorIncidentCriterion", Data(("criterion", found.Code), ("grade", found.Grade)));
        }

        return found;
    }

    /// <summary>Somebody states a criterion that facts do not show: a vendor's operation, a guarantee period.</summary>
    /// <param name="record">The case.</param>
    /// <param name="criterion">What holds.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public Task StateIncidentAsync(Case record, MajorIncidentCriterion criterion, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        record.MajorIncidentCriterion ??= criterion.Code;
        timeline.Write(record.Ref, "Fault.MajorIncidentCriterion", Data(("criterion", criterion.Code), ("grade", criterion.Grade)));
        return Task.CompletedTask;
    }

    private async Task<bool> HasProvinceComplaintAsync(Case record, CancellationToken cancellationToken)
    {
        var follow = await cases.FollowUpOfAsync(record.Id, CaseType.Complaint, cancellationToken);
        return await customers.ComplaintOfCaseAsync(follow?.Id ?? record.Id, cancellationToken) is { Source: ComplaintSource.Written, Level: ComplaintLevel.Province };
    }

    private async Task<MajorIncidentCriterion?> CriterionAsync(Case record, CancellationToken cancellationToken)
    {
        if (record.CaseType != CaseType.Fault)
            return null;

        if (record.Level == 1)
        {
            var element = record.EquipmentId is { } id ? await equipment.FindAsync(id, cancellationToken) : null;
            var grades = await equipment.TrunkGradesAsync(element?.TrunkCodes ?? [], cancellationToken);
            if (grades.Any(x => x is TrunkGrade.Backbone or TrunkGrade.Provincial))
                return MajorIncidentCriteria.Of("MI-1");
            if (record.AffectedCities.Distinct().Count() >= WideCities)
                return MajorIncidentCriteria.Of("MI-2");
            if (record.AcceptedAt is { } accepted
                && (record.RestoredAt ?? time.GetUtcNow()) >= await clocks.DueInAsync("TMR-MI-OUTAGE", record.Ref, accepted, cancellationToken: cancellationToken))
                return MajorIncidentCriteria.Of("MI-3");
        }

        if (record.Level is 1 or 2 && await HasProvinceComplaintAsync(record, cancellationToken))
            return MajorIncidentCriteria.Of("MI-6");

        return record.FaultCode is { } code && record.EquipmentId is { } own
            && await cases.ElementsWithCodeAsync(code, record.ReceivedAt - SpreadWindow, own, cancellationToken) + 1 >= SpreadElements
            ? MajorIncidentCriteria.Of("MI-7")
            : null;
    }
}
