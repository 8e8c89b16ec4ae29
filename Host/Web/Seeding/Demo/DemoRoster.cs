using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Two shifts a day for sixty days around the anchor (demo-data.md §5).</summary>
/// <remarks>Three teams take day, night, off in turn; of two, the first has the days and the second the nights.</remarks>
internal static class DemoRoster
{
    private const int DaysEachWay = 30;

    private static readonly TimeOnly DayStart = new(8, 30), NightStart = new(20, 30);

    // A team serves a shift together; in tier 1 one of the two knows 10G, the other the metro platform.
    private static readonly (string Role, string Org, string[][] Teams)[] Rosters =
    [
        (RoleCodes.Tier1Engineer, "OGD", [["t1gz", "t1fs"], ["t1sz", "t1zj"], ["t1dg", "t1st"]]),
        (RoleCodes.Tier2Engineer, "OGD", [["t2a"], ["t2b"], ["t2c"]]),
        (RoleCodes.Tier3Engineer, "TSC", [["t3a"], ["t3b"]]),
        (RoleCodes.DutyManager, "OGD", [["duty1"], ["duty2"]]),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var (role, org, teams) in Rosters)
        {
            for (var offset = -DaysEachWay; offset <= DaysEachWay; offset++)
            {
                var day = world.Anchor.Day.AddDays(offset);
                var turn = teams.Length == 3 ? offset + DaysEachWay : 0; // the first team has the day shift of the anchor day
                Shift(world, role, org, teams[turn % teams.Length], day.At(DayStart), day.At(NightStart));
                Shift(world, role, org, teams[(turn + teams.Length - 1) % teams.Length], day.At(NightStart), day.AddDays(1).At(DayStart));
            }
        }
    }

    private static void Shift(DemoWorld world, string role, string org, string[] team, DateTimeOffset start, DateTimeOffset end)
    {
        foreach (var userName in team)
        {
            world.Row(new DutyShift
            {
                Id = StableId.Of("shift", $"{userName}/{start:yyyyMMddHHmm}"),
                OrgId = world.Org(org),
                UserId = world.People[userName].Id,
                Role = role,
                Start = start,
                End = end,
                IsPrimary = userName == team[0],
            });
        }
    }
}
