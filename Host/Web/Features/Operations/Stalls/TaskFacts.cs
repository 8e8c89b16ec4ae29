using Elsa.ITR.Data;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Who may do the work that instances wait for, as it stands now (D14).</summary>
public sealed class TaskFacts(ItrDbContext db, IDirectory directory, TimeProvider time)
{
    /// <returns>By bookmark id; a bookmark whose work item does not exist is left out.</returns>
    public async Task<IReadOnlyDictionary<string, StallFacts.WaitTask>> ReadAsync(IReadOnlyList<StoredBookmark> bookmarks, CancellationToken cancellationToken)
    {
        if (bookmarks.Count == 0)
            return new Dictionary<string, StallFacts.WaitTask>();

        var meant = bookmarks.Select(InstanceWaits.WorkItemOf).ToList();
        var items = await db.Set<WorkItem>().AsNoTracking().Where(x => meant.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
        var holderIds = items.Values.Where(x => x.AssigneeId is not null).Select(x => x.AssigneeId!.Value).Distinct().ToList();
        var holders = await db.Users.AsNoTracking().Where(x => holderIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
        var offered = await CandidatesAsync([.. items.Values.Where(x => x is { IsOpen: true, AssigneeId: null })], cancellationToken);

        var facts = new Dictionary<string, StallFacts.WaitTask>(StringComparer.Ordinal);
        foreach (var bookmark in bookmarks)
        {
            if (!items.TryGetValue(InstanceWaits.WorkItemOf(bookmark), out var item))
                continue;

            var holder = item.AssigneeId is { } id ? holders.GetValueOrDefault(id) : null;
            var people = offered.GetValueOrDefault(item.Id) ?? [];
            facts[bookmark.Id] = new StallFacts.WaitTask(
                item.No, item.Title, item.Role, item.State, item.NoCandidate, holder?.Name ?? (item.AssigneeId is null ? null : Bilingual.Same("?")), holder?.IsActive == true,
                people.Count, people.Count > 0 && people.All(person => person == item.ExcludedPersonId));
        }

        return facts;
    }

    // What IDirectory.CandidatesAsync answers for one record, for many at once.
    private async Task<Dictionary<Guid, HashSet<Guid>>> CandidatesAsync(IReadOnlyList<WorkItem> offered, CancellationToken cancellationToken)
    {
        if (offered.Count == 0)
            return [];

        var now = time.GetUtcNow();
        var roles = offered.Select(x => x.Role).Distinct().ToList();
        var tree = await directory.OrganisationsAsync(cancellationToken);
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(x => roles.Contains(x.Role))
            .Join(db.Users, x => x.UserId, x => x.Id, (grant, user) => new { grant.Role, grant.UserId, OrgId = grant.OrgScopeId ?? user.OrgId, user.IsActive }).ToListAsync(cancellationToken);
        var owners = grants.Select(x => x.UserId).Distinct().ToList();
        var delegations = await db.Set<Delegation>().AsNoTracking().Where(x => owners.Contains(x.FromUserId) && x.From <= now && now < x.To)
            .Join(db.Users.Where(x => x.IsActive), x => x.ToUserId, x => x.Id, (delegation, _) => delegation).ToListAsync(cancellationToken);

        var contacts = await ContactsAsync(offered, cancellationToken);
        return offered.ToDictionary(x => x.Id, item =>
        {
            var holding = grants.Where(x => x.Role == item.Role && (item.CandidateOrgId is not { } org || tree.Covers(x.OrgId, org))).ToList();
            var people = holding.Where(x => x.IsActive).Select(x => x.UserId)
                .Concat(delegations.Where(x => x.Covers(item.Role, now) && holding.Exists(grant => grant.UserId == x.FromUserId)).Select(x => x.ToUserId)).ToHashSet();
            if (people.Count == 0 && item is { Role: RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover, CandidateOrgId: { } customer })
                people.UnionWith(contacts[customer]);
            return people;
        });
    }

    // Customers without an institute or a province: whoever may authorise for them (conventions §12).
    private async Task<ILookup<Guid, Guid>> ContactsAsync(IReadOnlyList<WorkItem> offered, CancellationToken cancellationToken)
    {
        var trees = offered.Where(x => x.Role is RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover).Select(x => x.CandidateOrgId).Distinct().ToList();
        if (trees.Count == 0)
            return Array.Empty<Guid>().ToLookup(x => x);

        var people = await db.Set<Contact>().AsNoTracking().Where(x => x.CanAuthorise && x.UserId != null)
            .Join(db.Set<Customer>().Where(x => trees.Contains(x.TreeOrgId)), x => x.CustomerId, x => x.Id, (contact, customer) => new { customer.TreeOrgId, UserId = contact.UserId!.Value })
            .Join(db.Users.Where(x => x.IsActive), x => x.UserId, x => x.Id, (contact, _) => contact).ToListAsync(cancellationToken);
        return people.ToLookup(x => x.TreeOrgId, x => x.UserId);
    }
}
