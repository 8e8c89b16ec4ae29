using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>When a number of working days from an instant would be due, stretch by stretch.</summary>
/// <param name="Lines">Runs of days of one sort, the start day first.</param>
public sealed record CalendarTrial(DateTimeOffset Start, int Days, DateTimeOffset Due, IReadOnlyList<CalendarTrial.Line> Lines)
{
    // A longer promise than a year of working days stands in no contract.
    public const int MostDays = 260;

    /// <param name="IsStart">The day of the start, which is not counted.</param>
    /// <param name="Holiday">Its name; null for other days.</param>
    /// <param name="Counted">How many of the days count.</param>
    public sealed record Line(DateOnly From, DateOnly To, DayKind Kind, bool IsStart, Bilingual? Holiday, int Counted);

    public static CalendarTrial Of(BusinessCalendar calendar, DateTimeOffset start, int days)
    {
        var first = start.LocalDate();
        var last = calendar.AddWorkingDays(first, days);
        var lines = new List<Line> { new(first, first, calendar.KindOf(first), true, null, 0) };
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            var (kind, holiday, counted) = (calendar.KindOf(day), calendar.HolidayOn(day), calendar.IsWorkingDay(day) ? 1 : 0);
            if (lines[^1] is { IsStart: false } run && run.Kind == kind && (kind != DayKind.Holiday || run.Holiday == holiday))
                lines[^1] = run with { To = day, Counted = run.Counted + counted };
            else
                lines.Add(new Line(day, day, kind, false, kind == DayKind.Holiday ? holiday : null, counted));
        }

        return new CalendarTrial(start, days, calendar.EndOfWork(last), lines);
    }
}
