using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>The arithmetic of due times and percentages (sla.md §1, §8.5).</summary>
internal sealed class ClockSchedule
{
    private readonly ClockTarget _target;
    private readonly ClockDirection _direction;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset? _agreedDue;
    private readonly BusinessCalendar _calendar;
    private HashSet<DateOnly> _touched = [];

    public ClockSchedule(
        ClockTarget target,
        ClockDirection direction,
        DateTimeOffset start,
        DateTimeOffset recordedAt,
        DateTimeOffset? agreedDue,
        IReadOnlyList<ClockGap> gaps,
        BusinessCalendar calendar)
    {
        (_target, _direction, _start, _agreedDue, Gaps, _calendar) = (target, direction, start, agreedDue, gaps, calendar);
        Origin = direction == ClockDirection.Before ? recordedAt : start;
        DueAt = Due();
    }

    public IReadOnlyList<ClockGap> Gaps { get; }

    public DateTimeOffset Origin { get; }

    public DateTimeOffset DueAt { get; }

    public ClockUnit Unit => _target.Unit;

    public DateOnly StartDay => _start.LocalDate();

    public DateTimeOffset At(int percent)
    {
        if (percent == ClockThreshold.Due)
            return DueAt;

        if (_target.Unit.IsElapsed())
            return Run(TimeSpan.FromTicks((long)(Allowed().Ticks * (decimal)percent / ClockThreshold.Due)));

        var span = DueAt - Origin;
        var raw = Origin + TimeSpan.FromTicks((long)(span.Ticks * (decimal)percent / ClockThreshold.Due));
        var moved = _calendar.IntoWorkingHours(raw);
        return percent < ClockThreshold.Due && moved > DueAt ? DueAt : moved;
    }

    /// <summary>Days of the unit that pauses touch and that lengthen the time, up to the due date.</summary>
    public IReadOnlySet<DateOnly> PausedDays => _touched;

    private DateTimeOffset Due()
    {
        if (_target.Unit.IsElapsed())
            return _direction == ClockDirection.Before ? _start - Allowed() : Run(Allowed());

        if (_agreedDue is { } agreed)
            return _target.Unit is ClockUnit.WorkingDays or ClockUnit.CalendarDays ? Moved(agreed) : Lengthened(agreed);

        var count = (int)(_target.Value ?? 0);
        return (_target.Unit, _direction) switch
        {
            (ClockUnit.WorkingDays, ClockDirection.Before) => _calendar.EndOfWork(_calendar.AddWorkingDays(StartDay, -count)),
            (ClockUnit.CalendarDays, ClockDirection.Before) => StartDay.AddDays(-count).EndOfDay(),
            (ClockUnit.WorkingDays, _) => Counted(count, extra => _calendar.EndOfWork(_calendar.AddWorkingDays(StartDay, extra))),
            (ClockUnit.CalendarDays, _) => Counted(count, extra => StartDay.AddDays(extra).EndOfDay()),
            _ => Lengthened(EndOfPeriod(count)),
        };
    }

    private TimeSpan Allowed() => _agreedDue is { } agreed ? agreed - _start : _target.Unit switch
    {
        ClockUnit.Minutes => Span(TimeSpan.TicksPerMinute),
        ClockUnit.Hours => Span(TimeSpan.TicksPerHour),
        _ => Span(TimeSpan.TicksPerDay),
    };

    private TimeSpan Span(long ticks) => TimeSpan.FromTicks((long)((_target.Value ?? 0) * ticks));

    // Elapsed units: walk along the line and leave the gaps out; a gap that begins at or after the end changes nothing.
    private DateTimeOffset Run(TimeSpan left)
    {
        var at = _start;
        foreach (var gap in Gaps)
        {
            if (gap.From - at >= left)
                break;

            left -= gap.From - at;
            at = gap.To;
        }

        return at + left;
    }

    // A due instant moves by what does not count before it.
    private DateTimeOffset Lengthened(DateTimeOffset due)
    {
        foreach (var gap in Gaps)
        {
            if (gap.From < due)
                due += gap.To - gap.From;
        }

        return due;
    }

    // Day units: each day that a pause touches, fully or partly, is owed once more (countingRules.pause).
    private DateTimeOffset Counted(int count, Func<int, DateTimeOffset> dueAfter)
    {
        for (var owed = 0; ;)
        {
            var due = dueAfter(count + owed);
            _touched = Touched(due);
            if (_touched.Count == owed)
                return due;

            owed = _touched.Count;
        }
    }

    private DateTimeOffset Moved(DateTimeOffset agreed)
    {
        var (day, time) = (agreed.LocalDate(), agreed.LocalTimeOfDay());
        return Counted(0, owed => (_target.Unit == ClockUnit.WorkingDays ? _calendar.AddWorkingDays(day, owed) : day.AddDays(owed)).At(time));
    }

    private HashSet<DateOnly> Touched(DateTimeOffset due)
    {
        var days = new HashSet<DateOnly>();
        foreach (var gap in Gaps.Where(gap => gap.From < due))
        {
            for (var day = gap.From.LocalDate(); day.StartOfDay() < gap.To && day.StartOfDay() < due; day = day.AddDays(1))
            {
                if (_target.Unit == ClockUnit.CalendarDays || _calendar.IsWorkingDay(day))
                    days.Add(day);
            }
        }

        return days;
    }

    private DateTimeOffset EndOfPeriod(int count)
    {
        var day = StartDay;
        var month = _target.Unit switch
        {
            ClockUnit.PerQuarter => ((day.Month - 1) / 3 * 3) + 3, // a quarter ends with every third month
            ClockUnit.PerHalfYear => day.Month <= 6 ? 6 : 12,      // a half year ends with June or December
            _ => day.Month,
        };
        return _target.Unit switch
        {
            ClockUnit.DayOfMonth => new DateOnly(day.Year, day.Month, Math.Min(count, DateTime.DaysInMonth(day.Year, day.Month))).EndOfDay(),
            ClockUnit.Years => day.AddYears(count).EndOfDay(),
            _ => new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month)).EndOfDay(),
        };
    }
}
