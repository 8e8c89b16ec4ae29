using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Where a case went.</summary>
/// <param name="Team">Office or partner.</param>
/// <param name="Assignee">Who is proposed; null when nobody fits.</param>
/// <param name="IsPartner">True when a partner handles it first.</param>
public sealed record DispatchResult(Organization? Team, PersonInfo? Assignee, bool IsPartner);

/// <summary>Whether a tier took the lead.</summary>
public enum TierResult
{
    /// <summary>The tier leads now.</summary>
    Raised,
    /// <summary>It, or a higher one, led already.</summary>
    AlreadyThere,
}

public sealed partial class CaseDesk
{
    /// <summary>The promise under which a partner handles a fault first.</summary>
    public const string PartnerPolicy = "SLA-PARTNER4";

    /// <summary>Gives the case to a team: the office of the site, who knows the product, is on duty and has least to do; under the partner policy to the partner. Raises <c>Case.Dispatched</c>.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">case.wrong-state, case.level-missing.</exception>
    public async Task<DispatchResult> DispatchAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var tree = await directory.OrganisationsAsync(cancellationToken);
        var customer = await customers.FindAsync(record.CustomerId, cancellationToken);
        var isPartner = record.PolicyCode == PartnerPolicy && record.CaseType == CaseType.Fault && (record.PartnerOrgId ?? customer?.PartnerOrgId) is not null;
        if (isPartner)
            record.PartnerOrgId ??= customer?.PartnerOrgId;

        var (role, scope) = isPartner ? (RoleCodes.PartnerLead, OrgScope.PartnerOfCase) : DeskOf(record);
        var assignee = await LeastLoadedAsync(record, role, scope, cancellationToken);
        var team = tree.Find(isPartner ? record.PartnerOrgId : record.OfficeOrgId);
        record.ProposedOwnerId = assignee?.Id;
        Fire(record, CaseTrigger.Dispatch, null);
        await events.PublishAsync("Case.Dispatched", record.Ref, data: Data(("team", team?.Name), ("assignee", assignee?.Name)), cancellationToken: cancellationToken);
        return new DispatchResult(team, assignee, isPartner);
    }

    /// <summary>Lets a higher tier lead; the one before stays as hands (R10). Raises <c>Fault.TierRaised</c> with the tier as filter.</summary>
    /// <param name="record">The case.</param>
    /// <param name="target">The tier; null for the next one.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<TierResult> RaiseTierAsync(Case record, Tier? target, TierChangeReason reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var to = target ?? (record.CurrentTier < Tier.RnD ? record.CurrentTier + 1 : Tier.RnD);
        if (to <= record.CurrentTier)
            return TierResult.AlreadyThere;

        var (role, scope) = RoleOf(to);
        var lead = await LeastLoadedAsync(record, role, scope, cancellationToken);
        cases.AddRow(new TierChange { CaseId = record.Id, At = time.GetUtcNow(), From = record.CurrentTier, To = to, Reason = reason, ById = me.Value.PersonId });
        record.CurrentTier = to;
        record.OwnerId = lead?.Id ?? record.OwnerId;
        audit.Write("case.tier", record.Ref, null, to.ToString(), reason.ToString());
        await events.PublishAsync("Fault.TierRaised", record.Ref, filter: to.ToString(), data: Data(("tier", to), ("reason", reason)), cancellationToken: cancellationToken);
        await notifications.SendAsync("TIER_RAISED", record.Ref, [lead?.Id.ToString() ?? role, RoleCodes.DutyManager], Data(("tier", to)), thing: to.ToString(), cancellationToken: cancellationToken);
        return TierResult.Raised;
    }

    /// <summary>Role and place of a tier's people.</summary>
    /// <param name="tier">The tier.</param>
    public static (string Role, OrgScope Scope) RoleOf(Tier tier) => tier switch
    {
        Tier.Tier1 => (RoleCodes.Tier1Engineer, OrgScope.CaseOffice),
        Tier.Tier2 => (RoleCodes.Tier2Engineer, OrgScope.CaseRegion),
        Tier.Tier3 => (RoleCodes.Tier3Engineer, OrgScope.Hq),
        _ => (RoleCodes.RnDEngineer, OrgScope.Hq),
    };

    /// <summary>Changes the level; priority follows, a running flow hands over (sla.md §8.7). Raises <c>Fault.LevelChanged</c>.</summary>
    /// <param name="record">The case.</param>
    /// <param name="level">1–4, another than now.</param>
    /// <param name="reason">Decides where the new clock starts.</param>
    /// <param name="text">Why, in words.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">case.no-fault, case.level-invalid, case.level-same, case.wrong-state.</exception>
    public async Task ChangeLevelAsync(Case record, int level, LevelChangeReason reason, string text, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (record.CaseType != CaseType.Fault)
            throw new RuleViolationException("case.no-fault", ("no", record.No));
        if (level is < 1 or > 4)
            throw new RuleViolationException("case.level-invalid", ("actual", level));
        if (level == record.Level)
            throw new RuleViolationException("case.level-same", ("level", level));
        if (CaseStates.IsFinal(record.State) || record.State == CaseState.Resolved)
            throw new RuleViolationException("case.wrong-state", ("state", record.State), ("trigger", CaseTrigger.ChangeLevel));

        var from = record.Level;
        cases.AddRow(new LevelChange { CaseId = record.Id, At = time.GetUtcNow(), From = from, To = level, Reason = reason, ById = me.Value.PersonId, Text = text });
        record.LevelProvisional = level;
        await SetPriorityAsync(record, cancellationToken);
        if (record.State == CaseState.CompletionProposed)
            Fire(record, CaseTrigger.RejectCompletion, text);
        if (record.State is CaseState.Accepted or CaseState.InProgress or CaseState.Suspended or CaseState.Reopened)
            Fire(record, CaseTrigger.ChangeLevel, text);

        audit.Write("case.level", record.Ref, from?.ToString(System.Globalization.CultureInfo.InvariantCulture), level.ToString(System.Globalization.CultureInfo.InvariantCulture), text);
        var data = Data(("from", from), ("to", level), ("reason", reason));
        await events.PublishAsync(EventNames.LevelChanged, record.Ref, data: data, cancellationToken: cancellationToken);
        await notifications.SendAsync(
            "CASE_LEVEL_CHANGED", record.Ref, [Notifications.AudienceTokens.CaseTeam, RoleCodes.InstituteApprover], data, thing: $"{from} {level}", cancellationToken: cancellationToken);
    }

    private static (string Role, OrgScope Scope) DeskOf(Case record) => record.CaseType switch
    {
        CaseType.Complaint => (RoleCodes.QualityManager, OrgScope.Hq),
        CaseType.NonTechnical or CaseType.Praise => (RoleCodes.IntakeAgent, OrgScope.Hq),
        CaseType.SparePartRequest => (RoleCodes.SparePartsCoordinator, OrgScope.Spc),
        CaseType.UpgradeRequest => (RoleCodes.VersionManager, OrgScope.Hq),
        _ => RoleOf(record.CurrentTier),
    };

    // On duty, knows the product if anybody does, leads fewest open cases; the name decides a tie, so that a rerun chooses the same.
    private async Task<PersonInfo?> LeastLoadedAsync(Case record, string role, OrgScope scope, CancellationToken cancellationToken)
    {
        var people = await directory.OnDutyAsync(role, scope, record.Ref, cancellationToken);
        var element = record.EquipmentId is { } id ? await equipment.FindAsync(id, cancellationToken) : null;
        var product = element is null ? null : await equipment.ProductAsync(element.ProductId, cancellationToken);
        var skilled = product is null ? [] : people.Where(x => x.Skills.Contains(product.Code)).ToList();
        var choice = skilled.Count > 0 ? skilled : people;
        if (choice.Count <= 1)
            return choice.Count == 0 ? null : choice[0];

        var load = await cases.OpenCountsAsync([.. choice.Select(x => x.Id)], cancellationToken);
        return choice.OrderBy(x => load.GetValueOrDefault(x.Id)).ThenBy(x => x.UserName, StringComparer.Ordinal).First();
    }
}
