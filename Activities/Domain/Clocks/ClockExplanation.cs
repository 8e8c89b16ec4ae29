using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Why a clock is due when it is: every counted and uncounted interval, every threshold.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Definition">Its definition in the version it was started under.</param>
/// <param name="StartedAt">Where it counts from.</param>
/// <param name="DueAt">When the promise ends.</param>
/// <param name="Intervals">From the start to the stop, or to the later of the due time and now; without holes.</param>
/// <param name="Thresholds">In rising order.</param>
public sealed record ClockExplanation(
    SlaClock Clock,
    ClockDefinition Definition,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    IReadOnlyList<ClockInterval> Intervals,
    IReadOnlyList<ThresholdReading> Thresholds)
{
    /// <summary>Reads the ledger of a clock.</summary>
    /// <param name="clock">The clock with its ledger.</param>
    /// <param name="set">Its policy version.</param>
    /// <param name="now">Up to where an open pause and an overrun are shown.</param>
    public static ClockExplanation Of(SlaClock clock, SlaPolicySet set, DateTimeOffset now)
    {
        var definition = set.Clock(clock.ClockId);
        var reading = ClockLedger.Read(clock.Entries, definition.Direction, set.WorkingCalendar, now);
        var until = reading.StoppedAt ?? (reading.DueAt > now ? reading.DueAt : now);
        var pieces = new List<ClockInterval>();
        if (reading.Schedule.Unit is ClockUnit.WorkingDays or ClockUnit.CalendarDays && definition.Direction == ClockDirection.Forward)
            Days(pieces, reading, set, until);
        else
            Line(pieces, reading, set, until);

        var thresholds = ClockBook.Steps(set, definition).Select(step => Threshold(clock, reading, step)).ToList();
        return new ClockExplanation(clock, definition, reading.StartedAt, reading.DueAt, pieces, thresholds);
    }

    private static ThresholdReading Threshold(SlaClock clock, ClockReading reading, ClockThreshold step)
    {
        var line = clock.Entries.LastOrDefault(entry => entry.Kind == ClockEntryKind.ThresholdFired && entry.Percent == step.Percent);
        var fired = reading.Fired.Contains(step.Percent);
        return new ThresholdReading(step, fired && line is not null ? line.OccurredAt : reading.At(step.Percent), fired ? line?.At : null, line?.Note);
    }

    // Elapsed time: what counts lies between the gaps; past the due time it is an overrun.
    private static void Line(List<ClockInterval> pieces, ClockReading reading, SlaPolicySet set, DateTimeOffset until)
    {
        var at = reading.Origin;
        foreach (var gap in reading.Gaps.Where(gap => gap.From < until))
        {
            Count(at, gap.From);
            Add(pieces, gap.From, Earlier(gap.To, until), ClockIntervalKind.Paused, PauseText(gap, set));
            at = gap.To;
        }

        Count(at, until);

        void Count(DateTimeOffset from, DateTimeOffset to)
        {
            var due = Earlier(to, Later(from, reading.DueAt));
            Add(pieces, from, due, ClockIntervalKind.Counted, Counted(due - from));
            Add(pieces, Later(from, due), to, ClockIntervalKind.Overrun, Overrun(to - Later(from, due)));
        }
    }

    // Days: one piece per run of days of the same sort.
    private static void Days(List<ClockInterval> pieces, ClockReading reading, SlaPolicySet set, DateTimeOffset until)
    {
        var counted = 0;
        var calendar = set.WorkingCalendar;
        for (var day = reading.StartedAt.LocalDate(); day.StartOfDay() < until; day = day.AddDays(1))
        {
            var from = Later(reading.StartedAt, day.StartOfDay());
            var to = Earlier(day.EndOfDay(), until);
            var isFirst = day == reading.StartedAt.LocalDate();
            var counts = reading.Schedule.Unit == ClockUnit.CalendarDays || calendar.IsWorkingDay(day);
            if (from >= reading.DueAt)
                Add(pieces, from, to, ClockIntervalKind.Overrun, Late);
            else if (counts && reading.Schedule.PausedDays.Contains(day))
                Add(pieces, from, to, ClockIntervalKind.Paused, DayPaused(day, reading, set, isFirst));
            else if (isFirst)
                Add(pieces, from, to, ClockIntervalKind.StartDay, new Bilingual("起始日不计", "The first day does not count"));
            else if (counts)
                CountDay(from, to);
            else
                Add(pieces, from, to, ClockIntervalKind.NotWorking, NotWorking(calendar, day));
        }

        void CountDay(DateTimeOffset from, DateTimeOffset to)
        {
            var end = Earlier(to, reading.DueAt);
            Add(pieces, from, end, ClockIntervalKind.Counted, Day(++counted, reading.Schedule.Unit));
            Add(pieces, end, to, ClockIntervalKind.Overrun, Late);
        }
    }

    private static Bilingual Late { get; } = new("超时", "Overrun");

    // A paused day is owed once more; the first day was not counted anyway and still lengthens the time (countingRules.pause).
    private static Bilingual DayPaused(DateOnly day, ClockReading reading, SlaPolicySet set, bool isFirst)
    {
        var gap = reading.Gaps.First(gap => gap.From < day.EndOfDay() && gap.To > day.StartOfDay());
        var text = PauseText(gap, set);
        return isFirst ? new Bilingual($"{text.Zh},顺延一天", $"{text.En}; one day more") : text;
    }

    private static void Add(List<ClockInterval> pieces, DateTimeOffset from, DateTimeOffset to, ClockIntervalKind kind, Bilingual text)
    {
        if (to <= from)
            return;

        var joins = kind is ClockIntervalKind.Overrun or ClockIntervalKind.NotWorking or ClockIntervalKind.Paused;
        if (joins && pieces.Count > 0 && pieces[^1] is var last && last.Kind == kind && last.To == from && last.Text == text)
            pieces[^1] = last with { To = to };
        else
            pieces.Add(new ClockInterval(from, to, kind, text));
    }

    private static Bilingual Counted(TimeSpan span) =>
        new($"计时 {Durations.Text(span).Zh}", $"{Durations.Text(span).En} counted");

    private static Bilingual Overrun(TimeSpan span) =>
        new($"超时 {Durations.Text(span).Zh}", $"{Durations.Text(span).En} over");

    private static Bilingual Day(int number, ClockUnit unit) => unit == ClockUnit.WorkingDays
        ? new Bilingual($"第 {number} 个工作日", $"Working day {number}")
        : new Bilingual($"第 {number} 天", $"Day {number}");

    private static Bilingual NotWorking(BusinessCalendar calendar, DateOnly day) =>
        calendar.HolidayOn(day) ?? new Bilingual("周末", "Weekend");

    private static Bilingual PauseText(ClockGap gap, SlaPolicySet set)
    {
        if (gap.Reason == ClockGap.Reopened)
            return new Bilingual("确认完成至重新打开之间不计", "Between completion and reopening");

        var name = set.PauseReasons.GetValueOrDefault(gap.Reason)?.Name ?? Bilingual.Same(gap.Reason);
        return new Bilingual($"暂停:{name.Zh}", $"Paused: {name.En}");
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>A stretch of a clock's time.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC.</param>
/// <param name="Kind">Whether it counts, and why not.</param>
/// <param name="Text">For people.</param>
public sealed record ClockInterval(DateTimeOffset From, DateTimeOffset To, ClockIntervalKind Kind, Bilingual Text)
{
    /// <summary>Whether it uses up the target.</summary>
    public bool IsCounted => Kind == ClockIntervalKind.Counted;
}

/// <summary>What a stretch of time is to a clock.</summary>
public enum ClockIntervalKind
{
    /// <summary>Uses up the target.</summary>
    Counted,

    /// <summary>The day of the start, where days are counted.</summary>
    StartDay,

    /// <summary>Weekend or holiday.</summary>
    NotWorking,

    /// <summary>An approved pause, or the time between completion and reopening.</summary>
    Paused,

    /// <summary>After the due time.</summary>
    Overrun,
}

/// <summary>A threshold of one clock.</summary>
/// <param name="Step">What it does.</param>
/// <param name="At">When it was or will be reached.</param>
/// <param name="FiredAt">When it acted; null = not yet.</param>
/// <param name="Told">Names of those who were told.</param>
public sealed record ThresholdReading(ClockThreshold Step, DateTimeOffset At, DateTimeOffset? FiredAt, string? Told);
