using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Roster;

/// <summary>Who is on duty, group by group.</summary>
public static class GetRoster
{
    /// <param name="IsAbsent">He is absent in that shift: somebody else should have it.</param>
    public sealed record Duty(Guid UserId, Bilingual Name, bool IsPrimary, bool IsAbsent);

    public sealed record Shift(RosterWeek.Slot Slot, IReadOnlyList<Duty> People);

    public sealed record Member(Guid Id, string UserName, Bilingual Name);

    /// <param name="MayEdit">Whether the viewer runs the group's roster.</param>
    public sealed record Group(Guid OrgId, Bilingual Org, Bilingual? Region, string Role, IReadOnlyList<Member> Members, IReadOnlyList<Shift> Shifts, bool MayEdit)
    {
        /// <summary>Shifts that nobody serves; for tier 1 of an office there must be none (data-model §1).</summary>
        public int Gaps => Shifts.Count(shift => shift.People.All(person => person.IsAbsent));
    }

    /// <summary>Who serves now.</summary>
    public sealed record Now(string Role, Bilingual Org, Bilingual Name, bool IsPrimary, bool IsAbsent, DateTimeOffset Until);

    public sealed class Handler(ItrDbContext db, IDirectory directory, CurrentActor me, AccessScope access, TimeProvider time)
    {
        /// <param name="role">Null for every role.</param>
        public async Task<IReadOnlyList<Group>> HandleAsync(RosterWeek week, string? role, Guid? orgId, CancellationToken cancellationToken)
        {
            var roles = role is null ? RosterWeek.Roles : [.. RosterWeek.Roles.Where(x => x == role)];
            var tree = await directory.OrganisationsAsync(cancellationToken);
            var members = await (
                    from grant in db.Set<RoleGrant>().Where(x => roles.Contains(x.Role))
                    join user in db.Users.Where(x => x.IsActive) on grant.UserId equals user.Id
                    select new { OrgId = grant.OrgScopeId ?? user.OrgId, grant.Role, user.Id, user.UserName, user.DisplayNameZh, user.DisplayNameEn })
                .ToListAsync(cancellationToken);
            var (start, end) = (week.Start, week.End);
            var shifts = await db.Set<DutyShift>().AsNoTracking().Where(x => roles.Contains(x.Role) && x.Start < end && start < x.End).ToListAsync(cancellationToken);
            var absences = await db.Set<Delegation>().AsNoTracking().Where(x => x.From < end && start < x.To).ToListAsync(cancellationToken);
            var names = members.DistinctBy(x => x.Id).ToDictionary(x => x.Id, x => new Bilingual(x.DisplayNameZh, x.DisplayNameEn));
            return
            [
                .. members.Where(x => orgId is null || x.OrgId == orgId).GroupBy(x => (x.OrgId, x.Role))
                    .Select(group => new Group(
                        group.Key.OrgId, tree.Find(group.Key.OrgId)?.Name ?? Bilingual.Same("–"), tree.Find(tree.RegionOf(group.Key.OrgId))?.Name, group.Key.Role,
                        [.. group.OrderBy(x => x.UserName, StringComparer.Ordinal).Select(x => new Member(x.Id, x.UserName!, new Bilingual(x.DisplayNameZh, x.DisplayNameEn)))],
                        [.. week.Slots.Select(slot => new Shift(slot,
                        [
                            .. shifts.Where(x => x.OrgId == group.Key.OrgId && x.Role == group.Key.Role && x.Start < slot.End && slot.Start < x.End && names.ContainsKey(x.UserId))
                                .OrderByDescending(x => x.IsPrimary)
                                .Select(x => new Duty(x.UserId, names[x.UserId], x.IsPrimary, absences.Exists(absence => absence.FromUserId == x.UserId && absence.From < slot.End && slot.Start < absence.To))),
                        ]))],
                        MayEdit(group.Key.OrgId, tree)))
                    .OrderBy(x => x.Org.Zh, StringComparer.Ordinal).ThenBy(x => x.Role, Comparer<string>.Create((a, b) => Array.IndexOf([.. RosterWeek.Roles], a) - Array.IndexOf([.. RosterWeek.Roles], b))),
            ];
        }

        /// <summary>Who is on duty now, managers first.</summary>
        public async Task<IReadOnlyList<Now>> NowAsync(CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var found = await (
                    from shift in db.Set<DutyShift>().Where(x => x.Start <= now && now < x.End)
                    join user in db.Users on shift.UserId equals user.Id
                    join org in db.Set<Organization>() on shift.OrgId equals org.Id
                    where user.IsActive
                    select new
                    {
                        shift.Role,
                        Org = new Bilingual(org.NameZh, org.NameEn),
                        Name = new Bilingual(user.DisplayNameZh, user.DisplayNameEn),
                        shift.IsPrimary,
                        IsAbsent = db.Set<Delegation>().Any(x => x.FromUserId == user.Id && x.From <= now && now < x.To),
                        shift.End,
                    })
                .ToListAsync(cancellationToken);
            return [.. found.OrderBy(x => Array.IndexOf([.. RosterWeek.Roles], x.Role)).ThenByDescending(x => x.IsPrimary).Select(x => new Now(x.Role, x.Org, x.Name, x.IsPrimary, x.IsAbsent, x.End))];
        }

        // The managers of an office, its region or the whole run its roster.
        private bool MayEdit(Guid orgId, OrgTree tree) =>
            Permissions.Grant(me.Value.Roles, Permissions.RosterEdit)
            && (access.SeesAll || access.Grants.OfficeIds.Contains(orgId) || (tree.RegionOf(orgId) is { } region && access.Grants.RegionIds.Contains(region)));
    }
}
