using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

public sealed partial class CaseDesk
{
    /// <summary>What the customer may ask for: a contract line in force for the equipment, else the warranty (01.4). Writes what it found.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Entitled also for requests that need no contract (non-technical ones).</returns>
    public async Task<EntitlementResult> CheckEntitlementAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var check = await EntitleAsync(record, cancellationToken);
        contracts.Add(check);
        record.Entitlement = check.Result;
        record.ContractNo = check.Result == EntitlementResult.Entitled ? check.ContractNo : null;
        record.ServiceScope = check.Result == EntitlementResult.NoData ? ServiceScope.NoSla : ServiceScope.Full;
        timeline.Write(record.Ref, "Case.Entitled", Data(("result", check.Result), ("contract", check.ContractNo)));
        audit.Write("case.entitlement", record.Ref, null, $"{check.Result} {check.ContractNo}", null);
        await clocks.ReevaluateAsync(record.Ref, cancellationToken);
        return check.Result;
    }

    /// <summary>Decides by hand what a case without entitlement gets (01.6).</summary>
    /// <param name="record">The case.</param>
    /// <param name="scope">EmergencyOnly, Goodwill or Full after a quote was accepted.</param>
    /// <param name="reason">Why.</param>
    public void DecideScope(Case record, ServiceScope scope, string? reason)
    {
        audit.Write("case.scope", record.Ref, record.ServiceScope.ToString(), scope.ToString(), reason);
        contracts.Add(new EntitlementCheck
        {
            CaseId = record.Id,
            At = time.GetUtcNow(),
            Result = record.Entitlement ?? EntitlementResult.NotEntitled,
            DecidedById = me.Value.PersonId,
        });
        record.ServiceScope = scope;
    }

    /// <summary>Binds the contract's policy, or the warranty's; neither means no SLA (R5). Clocks are evaluated again.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Code of the promise, e.g. <c>SLA-GDTEL</c>; null for no SLA.</returns>
    public async Task<string?> BindPolicyAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var contract = record.ContractNo is { } no ? await contracts.FindByNoAsync(no, cancellationToken) : null;
        (record.PolicyCode, record.PolicyVersion) = (record.Entitlement, contract) switch
        {
            (EntitlementResult.Entitled, { } known) => (known.PolicyCode, policies.VersionOf(known)),
            (EntitlementResult.Warranty, _) => (CaseSubject.GeneralPolicy, record.BaseVersion),
            _ => ((string?)null, (int?)null),
        };
        if (record.PolicyCode is not null)
            timeline.Write(record.Ref, "Case.PolicyBound", Data(("policy", record.PolicyCode), ("version", record.PolicyVersion)));
        await clocks.ReevaluateAsync(record.Ref, cancellationToken);
        return record.PolicyCode;
    }

    /// <summary>The contract manager completes what was missing (01.5): a contract line covers the equipment, or a warranty date.</summary>
    /// <param name="record">The case.</param>
    /// <param name="contractLineId">The line that covers it; null for none.</param>
    /// <param name="warrantyUntil">Last day of warranty, local date; null leaves it.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The new result.</returns>
    /// <exception cref="RuleViolationException">contract.unknown-line.</exception>
    public async Task<EntitlementResult> CompleteEntitlementAsync(
        Case record, Guid? contractLineId, DateOnly? warrantyUntil, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (record.EquipmentId is { } equipmentId)
        {
            if (warrantyUntil is not null && await equipment.FindAsync(equipmentId, cancellationToken) is { } element)
                element.WarrantyUntil = warrantyUntil;
            if (contractLineId is { } lineId)
                await CoverAsync(equipmentId, lineId, cancellationToken);
        }

        var result = await CheckEntitlementAsync(record, cancellationToken);
        await BindPolicyAsync(record, cancellationToken);
        return result;
    }

    private async Task CoverAsync(Guid equipmentId, Guid lineId, CancellationToken cancellationToken)
    {
        var line = await contracts.LineAsync(lineId, cancellationToken) ?? throw new RuleViolationException("contract.unknown-line");
        var contract = await contracts.FindAsync(line.ContractId, cancellationToken) ?? throw new RuleViolationException("contract.unknown-line");
        contracts.Add(new Entitlement { ContractLineId = line.Id, EquipmentId = equipmentId, From = contract.EffectiveFrom, To = contract.EffectiveTo });
    }

    private async Task<EntitlementCheck> EntitleAsync(Case record, CancellationToken cancellationToken)
    {
        var on = record.ReceivedAt.LocalDate();
        var check = new EntitlementCheck { CaseId = record.Id, At = time.GetUtcNow(), Result = EntitlementResult.Entitled };
        if (record.Group == RequestGroup.NonTechnicalRequest)
            return check; // a complaint or praise needs no contract

        if (record.EquipmentId is not { } equipmentId)
            return await EntitleCustomerAsync(record, on, check, cancellationToken);

        var element = await equipment.FindAsync(equipmentId, cancellationToken);
        var cover = await CaseCover.FindAsync(contracts, record.CaseType, equipmentId, element, on, cancellationToken);
        check.EntitlementId = cover.Held?.Entitlement.Id;
        Name(check, cover.Held?.Contract);
        check.Result = cover.Result;
        return check;
    }

    // Requests that name no equipment: any contract of the customer or its province in force.
    private async Task<EntitlementCheck> EntitleCustomerAsync(Case record, DateOnly on, EntitlementCheck check, CancellationToken cancellationToken)
    {
        var all = await contracts.ContractsOfAsync(record.CustomerId, cancellationToken);
        var hold = all.FirstOrDefault(x => x.IsInForce(on));
        Name(check, hold ?? (all.Count > 0 ? all[0] : null));
        check.Result = hold is not null ? EntitlementResult.Entitled : all.Count > 0 ? EntitlementResult.NotEntitled : EntitlementResult.NoData;
        return check;
    }

    private void Name(EntitlementCheck check, ServiceContract? contract) =>
        (check.ContractNo, check.PolicyCode, check.PolicyVersion) = (contract?.No, contract?.PolicyCode, contract is null ? null : policies.VersionOf(contract));
}
