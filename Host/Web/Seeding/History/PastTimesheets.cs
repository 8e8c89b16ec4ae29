using Bogus;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Six months of the engineers' hours, six to nine a working day, on cases of that time (demo-data.md §6).</summary>
internal static class PastTimesheets
{
    private static readonly string[] Roles = [RoleCodes.Tier1Engineer, RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer];

    private static readonly TimesheetKind[] Kinds = [TimesheetKind.Remote, TimesheetKind.Onsite, TimesheetKind.Analysis, TimesheetKind.Travel, TimesheetKind.Report];

    public static IEnumerable<object> Of(DemoWorld world, BusinessCalendar calendar, IReadOnlyList<PastCase> cases, Faker chance)
    {
        var people = world.People.Values.Where(person => person.Roles.Any(Roles.Contains)).ToList();
        for (var day = world.Anchor.Day.AddMonths(-6); day < world.Anchor.Day.AddDays(-2); day = day.AddDays(1))
        {
            if (!calendar.IsWorkingDay(day))
                continue;

            var around = cases.Where(x => x.Case.ReceivedAt.LocalDate() <= day).TakeLast(12).ToList();
            foreach (var person in people)
            {
                var minutes = chance.Random.Int(6 * 60 / TimesheetEntry.Step, 9 * 60 / TimesheetEntry.Step) * TimesheetEntry.Step;
                var first = minutes / 2 / TimesheetEntry.Step * TimesheetEntry.Step;
                yield return Entry(person, day, 1, first, chance.PickRandom(around), chance.PickRandom(Kinds));
                yield return Entry(person, day, 2, minutes - first, chance.PickRandom(around), chance.PickRandom(Kinds));
            }
        }
    }

    private static TimesheetEntry Entry(DemoPerson person, DateOnly day, int sequence, int minutes, PastCase past, TimesheetKind kind) => new()
    {
        Id = StableId.Of("timesheet", $"{person.UserName}/{day:yyyyMMdd}/{sequence}"),
        UserId = person.Id,
        WorkedOn = day,
        Minutes = minutes,
        Kind = kind,
        RecordType = past.Case.Ref.Type,
        RecordId = past.Case.Id,
        RecordNo = past.Case.No,
        IsApproved = true,
    };
}
