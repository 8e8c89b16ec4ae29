using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Where a role is usually looked for, and who stands in when nobody holds it.</summary>
public sealed class Candidates(IDirectory directory)
{
    /// <summary>The scope a task has when its step names none.</summary>
    public static OrgScope UsualScope(string role) => role switch
    {
        RoleCodes.DutyManager or RoleCodes.Tier1Engineer or RoleCodes.OfficeManager or RoleCodes.ContractManager => OrgScope.CaseOffice,
        RoleCodes.Tier2Engineer or RoleCodes.RegionManager => OrgScope.CaseRegion,
        RoleCodes.CustomerUser or RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover => OrgScope.CustomerOfCase,
        RoleCodes.PartnerLead or RoleCodes.PartnerEngineer => OrgScope.PartnerOfCase,
        RoleCodes.SparePartsCoordinator or RoleCodes.WarehouseKeeper => OrgScope.Spc,
        _ => OrgScope.Hq,
    };

    /// <summary>Finds who is asked.</summary>
    /// <remarks>
    /// A customer without institute or province is asked through its own user, and where it has none the contract manager records
    /// its answer as phone consent (conventions §12). Any other role without a holder falls to the duty manager and is marked.
    /// </remarks>
    public async Task<CandidateChoice> ChooseAsync(string role, OrgScope? scope, RecordRef record, CancellationToken cancellationToken)
    {
        foreach (var (candidateRole, candidateScope) in Chain(role, scope ?? UsualScope(role)))
        {
            var people = await directory.CandidatesAsync(candidateRole, candidateScope, record, cancellationToken);
            if (people.Count > 0)
                return await ChoiceAsync(candidateRole, candidateScope, record, false, cancellationToken);
        }

        return await DutyManagerAsync(record, cancellationToken);
    }

    /// <summary>Who is asked when nobody holds the role.</summary>
    public Task<CandidateChoice> DutyManagerAsync(RecordRef record, CancellationToken cancellationToken) =>
        ChoiceAsync(RoleCodes.DutyManager, OrgScope.CaseOffice, record, true, cancellationToken);

    private static IEnumerable<(string Role, OrgScope Scope)> Chain(string role, OrgScope scope)
    {
        yield return (role, scope);
        if (role is RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover)
        {
            yield return (RoleCodes.CustomerUser, OrgScope.CustomerOfCase);
            yield return (RoleCodes.ContractManager, OrgScope.CaseOffice);
        }
    }

    private async Task<CandidateChoice> ChoiceAsync(
        string role, OrgScope scope, RecordRef record, bool noCandidate, CancellationToken cancellationToken)
    {
        var orgId = await directory.OrgOfAsync(scope, role, record, cancellationToken);
        return new CandidateChoice(role, scope, orgId, noCandidate);
    }
}

/// <summary>Who is asked.</summary>
/// <param name="Role">Role of the candidates.</param>
/// <param name="Scope">Where they are looked for.</param>
/// <param name="OrgId">What the scope means for the record; null for every holder.</param>
/// <param name="NoCandidate">True when nobody held the role asked for.</param>
public sealed record CandidateChoice(string Role, OrgScope Scope, Guid? OrgId, bool NoCandidate);
