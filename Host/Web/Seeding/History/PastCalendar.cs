using Bogus;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>When the cases of the past were received: a year, busier on weekdays from 08:00 to 20:00 (demo-data.md §6).</summary>
internal static class PastCalendar
{
    // Days whose case numbers belong to the live records.
    private static readonly string[] LiveDays =
        ["2026-11-09", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];

    private const int BusyWeight = 3;

    /// <summary>Instants in ascending order.</summary>
    public static IReadOnlyList<DateTimeOffset> Draw(Anchor anchor, Faker chance, int count)
    {
        var first = anchor.On("2025-11-23");
        var days = Enumerable.Range(0, anchor.On("2026-11-20").DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        days.RemoveAll(day => LiveDays.Any(live => anchor.On(live) == day));
        var found = new List<DateTimeOffset>(count);
        while (found.Count < count)
        {
            var day = days[chance.Random.Int(0, days.Count - 1)];
            var at = DemoWorld.Instant(day, chance.Random.Int(0, 23), chance.Random.Int(0, 59));
            if (IsBusy(at) || chance.Random.Int(1, BusyWeight) == 1)
                found.Add(at);
        }

        found.Sort();
        return found;
    }

    private static bool IsBusy(DateTimeOffset at) =>
        at.ToLocal() is { Hour: >= 8 and < 20, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) };
}
