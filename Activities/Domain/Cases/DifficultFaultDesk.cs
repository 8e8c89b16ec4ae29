using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>What both parties agreed on for a fault that is only worked around.</summary>
/// <param name="Due">UTC.</param>
/// <param name="Measures">What is done until then.</param>
/// <param name="ByCustomer">Who agreed for the customer.</param>
/// <param name="ByVendor">Who agreed for the vendor.</param>
public sealed record DifficultFaultAgreement(DateTimeOffset Due, string Measures, string ByCustomer, string ByVendor);

/// <summary>The case that carries a fault on.</summary>
/// <param name="Case">The case.</param>
/// <param name="IsNew">It was opened now: its flow is still to be started.</param>
public sealed record FollowUp(Case Case, bool IsNew);

/// <summary>Faults whose solution comes later: a follow-up case at level 3 carries the agreed date (R12). Starts no flow.</summary>
public sealed class DifficultFaultDesk(
    ICases cases, IRecordNumbers numbers, EventDesk events, Lazy<ClockDesk> clocks, CaseTimeline timeline, TimeProvider time)
{
    private const string AgreedClock = "GD-DIFFICULT-RESOLVE";
    private const int FollowUpLevel = 3; // R12

    /// <summary>Opens the follow-up case with the same equipment, code and promise; one that is not over is returned. The flow of a new one is the caller's to start.</summary>
    /// <param name="record">The case that was worked around; it may itself follow another one.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<FollowUp> FollowUpAsync(Case record, CancellationToken cancellationToken = default)
    {
        if (await cases.OpenFollowUpAsync(record.Id, cancellationToken) is { } open)
            return new FollowUp(open, IsNew: false);

        var now = time.GetUtcNow();
        var next = new Case(await numbers.NextAsync("CASE", cancellationToken), now)
        {
            Title = Cut($"疑难故障跟进:{record.Title}", 120),
            Description = Cut($"{record.No} {record.Description}", 4000),
            Channel = Channel.Internal,
            CaseType = CaseType.Fault,
            Group = RequestGroup.TechnicalRequest,
            LevelProvisional = FollowUpLevel,
            FaultCategory = record.FaultCategory,
            FaultCode = record.FaultCode,
            IsDifficult = true,
            ServiceMode = ServiceMode.Remote,
            OccurredAt = record.OccurredAt,
            ReportedAt = now,
            ParentCaseId = record.Id,
            CustomerId = record.CustomerId,
            SiteId = record.SiteId,
            ContactId = record.ContactId,
            EquipmentId = record.EquipmentId,
            EquipmentText = record.EquipmentText,
            BoardId = record.BoardId,
            RequesterId = record.RequesterId,
            CustomerOrgId = record.CustomerOrgId,
            CustomerTreeOrgId = record.CustomerTreeOrgId,
            OfficeOrgId = record.OfficeOrgId,
            RegionOrgId = record.RegionOrgId,
            RegionCode = record.RegionCode,
            PartnerOrgId = record.PartnerOrgId,
            Priority = CaseTypes.PriorityOf(CaseType.Fault, FollowUpLevel, record.Priority == 1),
            BaseVersion = record.BaseVersion,
            Entitlement = record.Entitlement,
            ContractNo = record.ContractNo,
            PolicyCode = record.PolicyCode,
            PolicyVersion = record.PolicyVersion,
            ServiceScope = record.ServiceScope,
        };
        cases.Add(next);
        record.IsDifficult = true;
        timeline.Write(record.Ref, "Case.FollowUp", new Dictionary<string, object?> { ["no"] = next.No });
        await events.PublishAsync(
            "Case.Received", next.Ref, now, data: new Dictionary<string, object?> { ["channel"] = next.Channel, ["title"] = next.Title }, cancellationToken: cancellationToken);
        return new FollowUp(next, IsNew: true);
    }

    /// <summary>Notes the agreed date on the follow-up case; raises <c>DifficultFault.DateAgreed</c> there. Agreeing again moves the date.</summary>
    /// <param name="record">The case that was worked around.</param>
    /// <param name="agreement">What was agreed.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The follow-up case.</returns>
    /// <exception cref="RuleViolationException">difficult-fault.due-in-past.</exception>
    public async Task<FollowUp> AgreeAsync(Case record, DifficultFaultAgreement agreement, CancellationToken cancellationToken = default)
    {
        RequireAhead(agreement.Due, time.GetUtcNow());
        var next = await FollowUpAsync(record, cancellationToken);
        await AgreeHereAsync(next.Case, agreement, cancellationToken);
        return next;
    }

    /// <summary>Notes the agreed date on the case itself; raises <c>DifficultFault.DateAgreed</c>. Agreeing again moves the date.</summary>
    /// <param name="bearer">The case, already marked as difficult.</param>
    /// <param name="agreement">What was agreed.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The case.</returns>
    /// <exception cref="RuleViolationException">difficult-fault.due-in-past.</exception>
    public async Task<Case> AgreeHereAsync(Case bearer, DifficultFaultAgreement agreement, CancellationToken cancellationToken = default)
    {
        RequireAhead(agreement.Due, time.GetUtcNow());
        var fault = await cases.DifficultFaultAsync(bearer.Id, cancellationToken);
        if (fault is null)
            cases.AddRow(fault = new DifficultFault { CaseId = bearer.Id });
        else if (fault.AgreedDue != agreement.Due)
            await clocks.Value.CancelAsync(AgreedClock, bearer.Ref, cancellationToken: cancellationToken); // the new date counts
        (fault.AgreedDue, fault.Measures, fault.AgreedByCustomer, fault.AgreedByVendor) =
            (agreement.Due, agreement.Measures, agreement.ByCustomer, agreement.ByVendor);

        var data = new Dictionary<string, object?> { [EventNames.AgreedDue] = agreement.Due };
        await events.PublishAsync("DifficultFault.DateAgreed", bearer.Ref, data: data, cancellationToken: cancellationToken);
        return bearer;
    }

    /// <summary>The fault is solved for good; raises <c>DifficultFault.Resolved</c>. Cases without an agreed date are left alone.</summary>
    /// <param name="record">The follow-up case.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task ResolveAsync(Case record, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        if (await cases.DifficultFaultAsync(record.Id, cancellationToken) is not { ResolvedAt: null } fault)
            return;

        fault.ResolvedAt = at;
        await events.PublishAsync("DifficultFault.Resolved", record.Ref, at, cancellationToken: cancellationToken);
    }

    /// <summary>An agreed date lies ahead.</summary>
    /// <exception cref="RuleViolationException">difficult-fault.due-in-past.</exception>
    internal static void RequireAhead(DateTimeOffset due, DateTimeOffset now)
    {
        if (due <= now)
            throw new RuleViolationException("difficult-fault.due-in-past", ("due", due));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
