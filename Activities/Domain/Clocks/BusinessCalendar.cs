using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Which days and hours count: weekends, holidays and make-up working days of the loaded years. Immutable.</summary>
/// <remarks>Days are local dates (Asia/Shanghai); a year that is not loaded has its weekends and no holidays.</remarks>
public sealed class BusinessCalendar
{
    private readonly HashSet<DayOfWeek> _weekend;
    private readonly Dictionary<DateOnly, Bilingual> _holidays;
    private readonly HashSet<DateOnly> _makeUpDays;

    /// <summary>A calendar from its rows.</summary>
    /// <param name="id">E.g. <c>CAL-CN-WORK</c>.</param>
    /// <param name="name">For people.</param>
    /// <param name="isContinuous">Every hour counts; the rest is ignored.</param>
    /// <param name="weekend">Days of the week that do not count.</param>
    /// <param name="dayStart">Begin of working time.</param>
    /// <param name="dayEnd">End of working time; working-day targets are due then.</param>
    /// <param name="years">Loaded years.</param>
    public BusinessCalendar(
        string id,
        Bilingual name,
        bool isContinuous,
        IEnumerable<DayOfWeek> weekend,
        TimeOnly dayStart,
        TimeOnly dayEnd,
        IReadOnlyList<CalendarYear> years)
    {
        (Id, Name, IsContinuous, DayStart, DayEnd, Years) = (id, name, isContinuous, dayStart, dayEnd, years);
        _weekend = [.. weekend];
        _makeUpDays = [.. years.SelectMany(year => year.MakeUpDays)];
        _holidays = [];
        foreach (var holiday in years.SelectMany(year => year.Holidays))
        {
            for (var day = holiday.From; day <= holiday.To; day = day.AddDays(1))
                _holidays[day] = holiday.Name;
        }
    }

    /// <summary>E.g. <c>CAL-24X7</c>.</summary>
    public string Id { get; }

    /// <summary>For people.</summary>
    public Bilingual Name { get; }

    /// <summary>Every hour counts.</summary>
    public bool IsContinuous { get; }

    /// <summary>Begin of working time.</summary>
    public TimeOnly DayStart { get; }

    /// <summary>End of working time.</summary>
    public TimeOnly DayEnd { get; }

    /// <summary>Loaded years, official and provisional.</summary>
    public IReadOnlyList<CalendarYear> Years { get; }

    /// <summary>What a date is.</summary>
    public DayKind KindOf(DateOnly day) =>
        IsContinuous ? DayKind.Working
        : _makeUpDays.Contains(day) ? DayKind.MakeUp
        : _holidays.ContainsKey(day) ? DayKind.Holiday
        : _weekend.Contains(day.DayOfWeek) ? DayKind.Weekend
        : DayKind.Working;

    /// <summary>Whether people work on a date.</summary>
    public bool IsWorkingDay(DateOnly day) => KindOf(day) is DayKind.Working or DayKind.MakeUp;

    /// <summary>Name of the holiday on a date, or null.</summary>
    public Bilingual? HolidayOn(DateOnly day) => _holidays.GetValueOrDefault(day);

    /// <summary>The Nth working day strictly after a date (before it for negative numbers); 0 = the date itself.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>The end of working time on a date, UTC.</summary>
    public DateTimeOffset EndOfWork(DateOnly day) => day.At(DayEnd);

    /// <summary>The instant itself inside working hours, both ends included; else the next begin of working time.</summary>
    public DateTimeOffset IntoWorkingHours(DateTimeOffset instant)
    {
        var day = instant.LocalDate();
        if (IsContinuous)
            return instant;

        if (IsWorkingDay(day))
        {
            if (instant >= day.At(DayStart) && instant <= day.At(DayEnd))
                return instant;
            if (instant < day.At(DayStart))
                return day.At(DayStart);
        }

        return AddWorkingDays(day, 1).At(DayStart);
    }

    /// <summary>The same calendar with one more or one newer year.</summary>
    public BusinessCalendar With(CalendarYear year) =>
        new(Id, Name, IsContinuous, _weekend, DayStart, DayEnd, [.. Years.Where(old => old.Year != year.Year), year]);
}

/// <summary>What a date is.</summary>
public enum DayKind
{
    /// <summary>An ordinary working day.</summary>
    Working,

    /// <summary>Saturday or Sunday, say.</summary>
    Weekend,

    /// <summary>A public holiday.</summary>
    Holiday,

    /// <summary>A weekend day on which people work.</summary>
    MakeUp,
}

/// <summary>Holidays of one year.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="IsOfficial">Published by the State Council; false = provisional, to be replaced.</param>
/// <param name="Holidays">Inclusive ranges.</param>
/// <param name="MakeUpDays">Weekend days on which people work.</param>
/// <param name="Source">Where the rows come from.</param>
public sealed record CalendarYear(
    int Year, bool IsOfficial, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> MakeUpDays, string Source);

/// <summary>A holiday from its first to its last day.</summary>
public sealed record Holiday(Bilingual Name, DateOnly From, DateOnly To);
