using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;

namespace Elsa.ITR.Domain.Cases;

/// <summary>The one way to change a case, for people and processes alike. Every change belongs to the running command.</summary>
/// <remarks>
/// Methods that are an event by themselves raise it: register, dispatch, first response, tier, level, reopen, close.
/// <see cref="ApplyAsync"/>, <see cref="SetStateAsync"/>, <see cref="ClassifyAsync"/> and <see cref="BindPolicyAsync"/> raise none:
/// the flow says what they mean (<c>Case.Classified</c>, <c>Fault.Accepted</c>, <c>Case.Resolved</c> …). No method starts a flow.
/// Whoever acts, what follows from it reads every row: the caller has checked whether he may.
/// </remarks>
public sealed partial class CaseDesk(
    ICases cases, Intake intake, ICustomers customers, IInstalledBase equipment, IContracts contracts, IDocuments documents, IDirectory directory, ISpares spares,
    IPolicies policies, IRecoveries recoveries, IRecordNumbers numbers, EventDesk events, ClockDesk clocks, IClocks clockStore, NotificationDesk notifications, AuditTrail audit,
    CaseTimeline timeline, CurrentActor me, AccessScope access, TimeProvider time)
{
    /// <summary>Opens a case: number, site, office, provisional level, priority; raises <c>Case.Received</c>, for complaints <c>Complaint.Received</c>.</summary>
    /// <param name="form">What was reported.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">The first problem that <see cref="Intake"/> finds.</exception>
    public async Task<Case> RegisterAsync(CaseIntake form, CancellationToken cancellationToken = default)
    {
        var (findings, problems) = await intake.CheckAsync(form, cancellationToken);
        if (findings is null)
            throw problems[0].ToException();

        using var system = access.EnterSystem(); // what was reported is checked with the eyes of the reporter, what follows is not
        var now = time.GetUtcNow();
        var record = new Case(await numbers.NextAsync("CASE", cancellationToken), form.FormOpenedAt ?? now)
        {
            Title = form.Title.Trim(),
            Description = form.Description.Trim(),
            Channel = form.Channel,
            CaseType = form.CaseType,
            Group = CaseTypes.GroupOf(form.CaseType),
            OccurredAt = form.OccurredAt,
            ReportedAt = form.ReportedAt,
            FaultCategory = form.FaultCategory,
            FaultCode = form.FaultCode,
            ServiceInterrupted = form.ServiceInterrupted ?? false,
            IsNmsDown = findings.Grade?.IsNmsDown ?? form.IsNmsDown ?? false,
            LevelProvisional = findings.Grade?.Level,
            Priority = CaseTypes.PriorityOf(form.CaseType, findings.Grade?.Level, findings.Customer.Grade == CustomerGrade.Gold),
            AffectedServices = form.AffectedServices,
            AffectedCities = [.. form.AffectedCities],
            ServiceMode = form.CaseType == CaseType.Fault ? ServiceMode.Remote : null,
            EquipmentId = findings.Equipment?.Id,
            EquipmentText = form.EquipmentText,
            BoardId = form.BoardId,
            ParentCaseId = form.ParentCaseId,
            PartnerOrgId = form.PartnerOrgId,
            PartnerReceivedAt = form.PartnerReceivedAt,
            RequesterId = me.Value.IsSystem ? null : me.Value.PersonId,
            BaseVersion = (await policies.CurrentAsync(cancellationToken)).Version,
        };
        await PlaceAsync(record, findings, cancellationToken);
        record.ContactId = form.ContactId ?? AddContact(form, record);
        cases.Add(record);

        audit.Write("case.register", record.Ref, null, record.Title, null);
        await events.PublishAsync("Case.Received", record.Ref, record.ReceivedAt, data: Data(("channel", record.Channel), ("title", record.Title)), cancellationToken: cancellationToken);
        if (record.CaseType == CaseType.Complaint)
            await NoteComplaintAsync(record, form.ComplaintSource, form.ComplaintReceivedAt ?? form.ReportedAt, cancellationToken);
        await notifications.SendAsync("CASE_RECEIVED", record.Ref, [AudienceTokens.Reporter], Data(("level", record.Level)), cancellationToken: cancellationToken);
        return record;
    }

    /// <summary>Decides type, level and priority; state becomes Classified. Clocks are evaluated again.</summary>
    /// <param name="record">The case.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">case.wrong-state, case.fault-code-unknown, case.level-reason-required.</exception>
    public async Task ClassifyAsync(Case record, CaseGrading decision, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var before = $"{record.CaseType} {record.Level}";
        record.CaseType = decision.CaseType;
        record.Group = CaseTypes.GroupOf(decision.CaseType);
        if (decision.CaseType == CaseType.Fault)
            await GradeAsync(record, decision, cancellationToken);
        else
            record.LevelProvisional = null;

        await SetPriorityAsync(record, cancellationToken);
        record.Fire(CaseTrigger.Classify, time.GetUtcNow());
        audit.Write("case.classify", record.Ref, before, $"{record.CaseType} {record.Level}", decision.Reason);
        if (record.CaseType == CaseType.Complaint && await customers.ComplaintOfCaseAsync(record.Id, cancellationToken) is null)
            await NoteComplaintAsync(record, null, record.ReportedAt, cancellationToken);
        await clocks.ReevaluateAsync(record.Ref, cancellationToken);
    }

    /// <summary>Sets facts by name, see <see cref="CaseFacts"/>; clocks are evaluated again when one of theirs changed.</summary>
    /// <param name="record">The case.</param>
    /// <param name="fields">Values by name in camel case: text, JSON or typed; null or empty clears.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">case.fact-unknown, case.fact-invalid, case.accepted-before-received, case.completed-before-restored, case.restored-before-occurred.</exception>
    public async Task ApplyAsync(Case record, IReadOnlyDictionary<string, object?> fields, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        foreach (var (name, value) in fields)
            CaseFacts.Set(record, name, value);

        CaseFacts.RequireOrder(record);
        if (fields.Count == 0)
            return;

        audit.Write("case.facts", record.Ref, null, string.Join(", ", fields.Select(x => $"{x.Key}={Facts.Text(x.Value)}")), null);
        if (fields.Keys.Any(CaseFacts.Moves))
            await clocks.ReevaluateAsync(record.Ref, cancellationToken);
    }

    /// <summary>Moves the state; raises no event.</summary>
    /// <param name="record">The case.</param>
    /// <param name="trigger">What happened; steps before it are taken silently.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>False when it already stood there.</returns>
    /// <exception cref="RuleViolationException">case.wrong-state, case.level-missing.</exception>
    public Task<bool> SetStateAsync(Case record, CaseTrigger trigger, string? reason = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Fire(record, trigger, reason));
    }

    /// <summary>Notes the first answer to the customer, once; raises <c>Case.FirstResponse</c> (R5).</summary>
    /// <param name="record">The case.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task NoteFirstResponseAsync(Case record, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (record.FirstResponseAt is not null)
            return;

        record.FirstResponseAt = at;
        await events.PublishAsync("Case.FirstResponse", record.Ref, at, cancellationToken: cancellationToken);
    }

    /// <summary>Adds a note by hand; one that customers see counts as the first answer.</summary>
    /// <param name="record">The case.</param>
    /// <param name="text">At most 2000 characters.</param>
    /// <param name="isInternal">Not shown to customers and partners.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task NoteAsync(Case record, string text, bool isInternal, CancellationToken cancellationToken = default)
    {
        timeline.Write(record.Ref, isInternal ? "Case.Note" : "Case.PublicNote", Data(("text", text)), isInternal: isInternal);
        if (!isInternal && !me.Value.IsSystem && me.Value.Access.IsVendorSide)
            await NoteFirstResponseAsync(record, time.GetUtcNow(), cancellationToken);
    }

    private bool Fire(Case record, CaseTrigger trigger, string? reason)
    {
        var before = record.State;
        if (!record.Fire(trigger, time.GetUtcNow(), reason))
            return false;

        timeline.Write(record.Ref, "Case.StateChanged", Data(("from", before), ("to", record.State)), isInternal: true);
        audit.Write("case.state", record.Ref, before.ToString(), record.State.ToString(), reason);
        return true;
    }

    // Organisations decide who sees the case; region and office follow from the site.
    private async Task PlaceAsync(Case record, IntakeFindings found, CancellationToken cancellationToken)
    {
        var tree = await directory.OrganisationsAsync(cancellationToken);
        var owner = found.Site is { } site && site.CustomerId != found.Customer.Id
            ? await customers.FindAsync(site.CustomerId, cancellationToken) ?? found.Customer
            : found.Customer;
        record.CustomerId = found.Customer.Id;
        record.CustomerOrgId = owner.OrgId; // R17: the branch of the site
        record.CustomerTreeOrgId = owner.TreeOrgId;
        record.SiteId = found.Site?.Id;
        record.RegionCode = found.Site?.RegionCode;
        var offices = tree.OfKind(OrganizationKind.VendorOffice).Where(x => x.IsActive).ToList();
        record.OfficeOrgId = found.Site?.OfficeOrgId
            ?? offices.Find(x => found.Site is not null && x.CityCode == found.Site.CityCode)?.Id
            ?? offices.FirstOrDefault()?.Id;
        record.RegionOrgId = tree.RegionOf(record.OfficeOrgId);
    }

    private Guid? AddContact(CaseIntake form, Case record)
    {
        if (string.IsNullOrWhiteSpace(form.NewContactName))
            return null;

        var contact = new Contact
        {
            CustomerId = record.CustomerId,
            SiteId = record.SiteId,
            Name = form.NewContactName.Trim(),
            Phone = form.NewContactPhone!.Trim(),
        };
        customers.Add(contact);
        return contact.Id;
    }

    private async Task GradeAsync(Case record, CaseGrading decision, CancellationToken cancellationToken)
    {
        record.FaultCategory = decision.FaultCategory ?? record.FaultCategory;
        record.FaultCode = decision.FaultCode ?? record.FaultCode;
        record.ServiceInterrupted = decision.ServiceInterrupted ?? record.ServiceInterrupted;
        record.ServiceMode ??= ServiceMode.Remote;
        var matrix = (await policies.GetAsync(record.BaseVersion, cancellationToken)).FaultMatrix;
        var row = record.FaultCode is { } code ? matrix.GetValueOrDefault(code) : null;
        var grade = FaultMatrix.Grade(row, record.ServiceInterrupted, decision.IsNmsDown, decision.LevelOverride);
        if (decision.LevelOverride is { } level && level != grade.Level && string.IsNullOrWhiteSpace(decision.Reason))
            throw new RuleViolationException("case.level-reason-required", ("matrix", grade.Level), ("chosen", level));

        record.IsNmsDown = grade.IsNmsDown;
        record.LevelProvisional = decision.LevelOverride ?? grade.Level;
    }

    private async Task SetPriorityAsync(Case record, CancellationToken cancellationToken)
    {
        var customer = await customers.FindAsync(record.CustomerId, cancellationToken);
        record.Priority = CaseTypes.PriorityOf(record.CaseType, record.Level, customer?.Grade == CustomerGrade.Gold);
    }

    private async Task NoteComplaintAsync(Case record, ComplaintSource? source, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var tree = await directory.OrganisationsAsync(cancellationToken);
        var customer = await customers.FindAsync(record.CustomerId, cancellationToken);
        var complaint = new Complaint
        {
            No = await numbers.NextAsync("CMP", cancellationToken),
            CaseId = record.Id,
            CustomerId = record.CustomerId,
            Source = source ?? SourceOf(record.Channel),
            Level = tree.Find(customer?.OrgId)?.Kind switch
            {
                OrganizationKind.CustomerProvince => ComplaintLevel.Province,
                OrganizationKind.CustomerInstitute => ComplaintLevel.Institute,
                _ => ComplaintLevel.Branch,
            },
            Text = record.Description,
            ReceivedAt = receivedAt,
        };
        customers.Add(complaint);
        await events.PublishAsync("Complaint.Received", record.Ref, receivedAt, data: Data(("no", complaint.No), ("level", complaint.Level)), cancellationToken: cancellationToken);
    }

    private static ComplaintSource SourceOf(Channel channel) => channel switch
    {
        Channel.Letter or Channel.Fax or Channel.Email => ComplaintSource.Written,
        Channel.Portal => ComplaintSource.Portal,
        Channel.Visit => ComplaintSource.Meeting,
        _ => ComplaintSource.Phone,
    };

    private static Dictionary<string, object?> Data(params (string Name, object? Value)[] values) =>
        values.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}

/// <summary>What form <c>case-classify</c> decides; what is left out stays as it was.</summary>
/// <param name="CaseType">What it is.</param>
/// <param name="FaultCategory">Row of the matrix.</param>
/// <param name="FaultCode">Code of the matrix.</param>
/// <param name="ServiceInterrupted">Forces level 1.</param>
/// <param name="IsNmsDown">Null takes the matrix row's default.</param>
/// <param name="LevelOverride">Level that differs from the matrix, or the stated one outside of it.</param>
/// <param name="Reason">Required when the level differs from the matrix.</param>
public sealed record CaseGrading(
    CaseType CaseType, FaultCategory? FaultCategory = null, string? FaultCode = null, bool? ServiceInterrupted = null,
    bool? IsNmsDown = null, int? LevelOverride = null, string? Reason = null);
