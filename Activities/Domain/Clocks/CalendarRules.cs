using System.Globalization;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>What the rows of a year must be before they may be published.</summary>
public static class CalendarRules
{
    /// <summary>Checks a year against its calendar.</summary>
    /// <exception cref="RuleViolationException">calendar.continuous, .name, .range, .year, .overlap, .make-up-weekday, .make-up-holiday, .make-up-twice, .nothing-changed.</exception>
    public static void Require(BusinessCalendar calendar, CalendarYear year)
    {
        if (calendar.IsContinuous)
            throw new RuleViolationException("calendar.continuous", ("id", calendar.Id));

        RequireHolidays(year);
        RequireMakeUpDays(calendar, year);
        if (calendar.Years.FirstOrDefault(old => old.Year == year.Year) is { } before && IsSame(before, year))
            throw new RuleViolationException("calendar.nothing-changed", ("year", year.Year));
    }

    private static void RequireHolidays(CalendarYear year)
    {
        Holiday? last = null;
        foreach (var holiday in year.Holidays.OrderBy(holiday => holiday.From))
        {
            if (string.IsNullOrWhiteSpace(holiday.Name.Zh) || string.IsNullOrWhiteSpace(holiday.Name.En))
                throw new RuleViolationException("calendar.name", ("from", Text(holiday.From)));
            if (holiday.To < holiday.From)
                throw new RuleViolationException("calendar.range", ("name", holiday.Name), ("from", Text(holiday.From)), ("to", Text(holiday.To)));
            if (holiday.From.Year != year.Year || holiday.To.Year != year.Year)
                throw new RuleViolationException("calendar.year", ("found", Text(holiday.From.Year != year.Year ? holiday.From : holiday.To)), ("year", year.Year));
            if (last is not null && holiday.From <= last.To)
                throw new RuleViolationException("calendar.overlap", ("one", last.Name), ("other", holiday.Name), ("day", Text(holiday.From)));
            last = holiday;
        }
    }

    private static void RequireMakeUpDays(BusinessCalendar calendar, CalendarYear year)
    {
        var plain = calendar.With(year with { Holidays = [], MakeUpDays = [] });
        var seen = new HashSet<DateOnly>();
        foreach (var day in year.MakeUpDays)
        {
            if (day.Year != year.Year)
                throw new RuleViolationException("calendar.year", ("found", Text(day)), ("year", year.Year));
            if (!seen.Add(day))
                throw new RuleViolationException("calendar.make-up-twice", ("day", Text(day)));
            if (plain.KindOf(day) != DayKind.Weekend)
                throw new RuleViolationException("calendar.make-up-weekday", ("day", Text(day)));
            if (year.Holidays.FirstOrDefault(holiday => holiday.From <= day && day <= holiday.To) is { } holiday)
                throw new RuleViolationException("calendar.make-up-holiday", ("day", Text(day)), ("name", holiday.Name));
        }
    }

    private static bool IsSame(CalendarYear one, CalendarYear other) =>
        one.IsOfficial == other.IsOfficial && one.Source == other.Source
        && one.Holidays.OrderBy(x => x.From).SequenceEqual(other.Holidays.OrderBy(x => x.From)) && one.MakeUpDays.Order().SequenceEqual(other.MakeUpDays.Order());

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
