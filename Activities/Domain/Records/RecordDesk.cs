using System.Collections.Frozen;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Records;

/// <summary>Opens, changes and cancels business records of every kind; what a kind does besides has a desk of its own.</summary>
/// <remarks>Raises no event but <c>Record.Cancelled</c>: the flow says what a change means.</remarks>
public sealed class RecordDesk(
    IRecords records, IServiceRecords services, ICases cases, ICustomers customers, IInstalledBase equipment, IContracts contracts, IDirectory directory, IPolicies policies,
    IRecordNumbers numbers, EventDesk events, EscalationDesk escalations, Lazy<ClockDesk> clocks, IFlows flows, AuditTrail audit, CurrentActor me, AccessScope access, TimeProvider time)
{
    private static readonly FrozenDictionary<string, Type> Kinds = typeof(BusinessRecord).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(BusinessRecord)))
        .ToFrozenDictionary(type => ((BusinessRecord)Activator.CreateInstance(type)!).Type, StringComparer.Ordinal);

    /// <summary>A new, empty record of a type.</summary>
    /// <exception cref="RuleViolationException">record.type-unknown.</exception>
    public static BusinessRecord New(string type) =>
        Kinds.TryGetValue(type, out var kind) ? (BusinessRecord)Activator.CreateInstance(kind)! : throw new RuleViolationException("record.type-unknown", ("type", type));

    /// <summary>Gives a new record its number, its place, its policy and the people who see it, and stores it.</summary>
    /// <param name="record">A new record whose own fields are filled.</param>
    /// <param name="parent">The record it comes from; null for none.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<T> OpenAsync<T>(T record, RecordRef? parent = null, CancellationToken cancellationToken = default)
        where T : BusinessRecord
    {
        using var system = access.EnterSystem(); // the caller has checked what its person may name
        record.Name(await numbers.NextAsync(record.Prefix, cancellationToken), parent);
        record.RequesterId ??= me.Value.IsSystem ? null : me.Value.PersonId;
        record.BaseVersion = (await policies.CurrentAsync(cancellationToken)).Version;
        if (parent is not null && await records.FindAsync(parent, cancellationToken) is { } from)
            Inherit(record, from);
        await PlaceAsync(record, cancellationToken);
        if (record.PolicyCode is null)
            await BindAsync(record, parent, cancellationToken);
        records.Add(record);
        if (parent is not null)
            await services.LinkAsync(record.Id, parent, cancellationToken);
        audit.Write("record.open", record.Ref, null, record.Title, parent?.No);
        return record;
    }

    /// <summary>Sets facts by name; clocks are evaluated again.</summary>
    /// <exception cref="RuleViolationException">record.fact-unknown, case.fact-invalid.</exception>
    public async Task ApplyAsync(BusinessRecord record, IReadOnlyDictionary<string, object?> facts, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        foreach (var (name, value) in facts)
            RecordFacts.Set(record, name, value);
        await clocks.Value.ReevaluateAsync(record.Ref, cancellationToken);
    }

    /// <summary>Tells the record what happened; with its last state its open escalation ends.</summary>
    /// <exception cref="RuleViolationException">record.wrong-state.</exception>
    public async Task SetStateAsync(BusinessRecord record, string trigger, string? reason = null, CancellationToken cancellationToken = default)
    {
        var before = record.StateName;
        record.Fire(trigger, time.GetUtcNow(), reason);
        audit.Write("record.state", record.Ref, before, record.StateName, reason);
        if (record is Campaign { DefectNo.Length: > 0 } campaign)
            await FollowDefectAsync(campaign, cancellationToken);
        if (record.EndedAt is not null)
            await escalations.SettleAsync(record.Ref, record.StateName, cancellationToken);
    }

    /// <summary>Notes who decided what.</summary>
    public void Approve(BusinessRecord record, int revision, string role, PersonInfo? person, string decision, string? comment, bool isPhone)
    {
        records.Add(new ApprovalRecord
        {
            RecordType = record.Type,
            RecordId = record.Id,
            Revision = revision,
            Role = role,
            UserId = person?.Id,
            UserName = (person?.Name ?? me.Value.Name).Zh,
            Decision = decision,
            Comment = comment ?? "",
            IsPhoneConsent = isPhone,
            At = time.GetUtcNow(),
        });
        audit.Write("record.decision", record.Ref, role, decision, comment);
    }

    /// <summary>Withdraws a record: its flows, tasks and clocks end. Raises <c>Record.Cancelled</c>.</summary>
    /// <param name="record">An open record.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">record.wrong-state, record.reason-required.</exception>
    public async Task CancelAsync(BusinessRecord record, string reason, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleViolationException("record.reason-required", ("no", record.No));

        using var system = access.EnterSystem();
        await SetStateAsync(record, record.CancelTrigger, reason, cancellationToken);
        await events.PublishAsync(EventNames.RecordCancelled, record.Ref, data: new Dictionary<string, object?> { ["reason"] = reason }, cancellationToken: cancellationToken);
        await flows.CancelAsync(record.Ref, reason);
    }

    /// <summary>Withdraws a record that nobody waits for any more, unless it has ended or is of another kind.</summary>
    /// <param name="self">The record.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>False when it can no longer be withdrawn and goes on to its own end.</returns>
    public async Task<bool> GiveUpAsync(RecordRef self, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await records.FindAsync(self.Id, cancellationToken) is not { EndedAt: null } record)
            return true;
        if (!record.May(record.CancelTrigger))
            return false;

        await CancelAsync(record, reason, cancellationToken);
        return true;
    }

    // Flow 10: what is recalled is a defect; when all of it is replaced, it is gone.
    private async Task FollowDefectAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem();
        if (await cases.FindDefectAsync(campaign.DefectNo, cancellationToken) is not { } report)
            return;

        report.State = campaign.State switch
        {
            CampaignState.Reviewed when report.State == DefectState.Open => DefectState.Confirmed,
            CampaignState.Completed => DefectState.Fixed,
            _ => report.State,
        };
    }

    private static void Inherit(BusinessRecord record, IRecord from)
    {
        record.CustomerId ??= from.CustomerId;
        record.SiteId ??= from.SiteId;
        record.EquipmentId ??= from.EquipmentId;
        record.PartnerOrgId ??= from.PartnerOrgId;
        record.CustomerOrgId ??= from.CustomerOrgId;
        record.CustomerTreeOrgId ??= from.CustomerTreeOrgId;
        record.OfficeOrgId ??= from.OfficeOrgId;
        record.RegionOrgId ??= from.RegionOrgId;
    }

    private async Task PlaceAsync(BusinessRecord record, CancellationToken cancellationToken)
    {
        if (record.EquipmentId is { } elementId && await equipment.FindAsync(elementId, cancellationToken) is { } element)
            (record.CustomerId, record.SiteId) = (record.CustomerId ?? element.CustomerId, record.SiteId ?? element.SiteId);
        if (record.CustomerId is { } customerId && await customers.FindAsync(customerId, cancellationToken) is { } customer)
        {
            record.CustomerOrgId ??= customer.OrgId;
            record.CustomerTreeOrgId ??= customer.TreeOrgId;
        }

        var tree = await directory.OrganisationsAsync(cancellationToken);
        var site = record.SiteId is { } siteId ? await customers.SiteAsync(siteId, cancellationToken) : null;
        record.OfficeOrgId ??= site?.OfficeOrgId ?? (tree.OfKind(OrganizationKind.VendorOffice).ToList() is [var only] ? only.Id : null);
        record.RegionOrgId ??= tree.RegionOf(record.OfficeOrgId);
    }

    // R5: the promise of the case it comes from, else of the contract of the customer that is in force.
    private async Task BindAsync(BusinessRecord record, RecordRef? parent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().LocalDate();
        ServiceContract? contract = null;
        if (parent?.Type == RecordTypes.Case && await cases.FindAsync(parent.Id, cancellationToken) is { ContractNo: { } no })
            contract = await contracts.FindByNoAsync(no, cancellationToken);
        if (contract is null && record.CustomerId is { } customerId)
            contract = (await contracts.ContractsOfAsync(customerId, cancellationToken)).FirstOrDefault(known => known.IsInForce(now));
        if (contract is not null)
            (record.ContractId, record.PolicyCode, record.PolicyVersion) = (contract.Id, contract.PolicyCode, policies.VersionOf(contract));
    }
}
