using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Users;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>How much work lies with each role, how much of it is late, and how much of their time went into records (K37).</summary>
public static class GetWorkload
{
    /// <summary>Most of open work that may be over, in percent.</summary>
    public const double MostOverdue = 2;

    /// <param name="People">Active people who hold the role as their first one.</param>
    /// <param name="Logged">Minutes that they logged in the period.</param>
    /// <param name="Available">Their working minutes in the period up to today.</param>
    public sealed record Line(string Role, int Open, int Overdue, int People, int Logged, int Available)
    {
        public Share Late => new(Overdue, Open);

        public Share Used => new(Logged, Available);
    }

    public sealed class Handler(ItrDbContext db, IPolicies policies, TimeProvider time)
    {
        private const string WorkCalendar = "CAL-CN-WORK";
        private static readonly OrganizationKind[] Vendor = [OrganizationKind.VendorHq, OrganizationKind.VendorDept, OrganizationKind.VendorRegion, OrganizationKind.VendorOffice];

        /// <returns>Roles of the vendor that have open work or logged time, in the order of the product.</returns>
        public async Task<IReadOnlyList<Line>> HandleAsync(Period period, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var open = await db.Set<WorkItem>().Open().GroupBy(item => item.Role).Select(group => new { Role = group.Key, Open = group.Count(), Overdue = group.Count(item => item.DueAt < now) })
                .ToDictionaryAsync(x => x.Role, cancellationToken);
            var held = await (
                    from grant in db.Set<RoleGrant>()
                    join user in db.Users on grant.UserId equals user.Id
                    join org in db.Set<Organization>() on user.OrgId equals org.Id
                    where user.IsActive && Vendor.Contains(org.Kind)
                    select new { grant.UserId, grant.Role })
                .ToListAsync(cancellationToken);
            var roleOf = held.GroupBy(x => x.UserId).ToDictionary(x => x.Key, x => x.Select(grant => grant.Role).Order(ListUsers.RoleOrder).First());
            var (first, last) = (period.First, Until(period, now.LocalDate()));
            var logged = await db.Set<TimesheetEntry>().Where(entry => entry.WorkedOn >= first && entry.WorkedOn <= last).GroupBy(entry => entry.UserId)
                .Select(group => new { group.Key, Minutes = group.Sum(entry => entry.Minutes) }).ToListAsync(cancellationToken);
            var minutes = await WorkingMinutesAsync(first, last, cancellationToken);
            return
            [
                .. RoleCodes.All.Where(role => !RoleCodes.IsPartnerSide(role)).Select(role =>
                {
                    var people = roleOf.Count(x => x.Value == role);
                    var work = open.GetValueOrDefault(role);
                    return new Line(role, work?.Open ?? 0, work?.Overdue ?? 0, people, logged.Where(x => roleOf.GetValueOrDefault(x.Key) == role).Sum(x => x.Minutes), people * minutes);
                }).Where(line => line.Open > 0 || line.Logged > 0),
            ];
        }

        // A day that has not begun offers no time.
        private static DateOnly Until(Period period, DateOnly today) => period.End.AddDays(-1) is var last && last < today ? last : today;

        private async Task<int> WorkingMinutesAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
        {
            var calendar = (await policies.CurrentAsync(cancellationToken)).Calendars[WorkCalendar];
            var days = Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Count(day => calendar.IsWorkingDay(first.AddDays(day)));
            return days * (int)(calendar.DayEnd - calendar.DayStart).TotalMinutes;
        }
    }
}
