using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Whom one may ask for help with a work item: the engineers and the duty manager who answer for its record, so that they see it too.</summary>
public sealed class HelpCandidates(IDirectory directory, AccessScope access, CurrentActor me)
{
    private static readonly string[] Roles = [RoleCodes.Tier1Engineer, RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer, RoleCodes.RnDEngineer, RoleCodes.DutyManager];

    /// <returns>By role, without the asking person; none for customers and partners.</returns>
    public async Task<IReadOnlyList<PersonInfo>> OfAsync(WorkItem item, CancellationToken cancellationToken)
    {
        if (!access.SeesInternal)
            return [];

        var people = new List<PersonInfo>();
        foreach (var role in Roles)
            people.AddRange(await directory.CandidatesAsync(role, Candidates.UsualScope(role), item.Record, cancellationToken));
        return [.. people.DistinctBy(person => person.Id).Where(person => person.Id != me.Value.PersonId)];
    }
}
