using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Six-field expressions as authors know them, put into Quartz' own dialect.</summary>
internal sealed class QuartzCronParser(TimeProvider time) : ICronParser
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    // More months than a 29 February that falls on one day of the week is apart.
    private const int MaximumDays = 12 * 41;

    /// <inheritdoc />
    public DateTimeOffset GetNextOccurrence(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length != 6)
            throw NotOne(expression);

        var (hasDay, hasWeekday) = (fields[3] is not ("*" or "?"), fields[5] is not ("*" or "?"));
        var (day, weekday) = (fields[3] is "?" ? "*" : fields[3], DayNames(fields[5]));
        return (hasDay && hasWeekday ? NextOfBoth(fields, day, weekday, expression) : NextAfter(Parse(fields, hasWeekday ? "?" : day, hasWeekday ? weekday : "?", expression), time.GetUtcNow()))
            ?? throw new FormatException($"Expected the cron expression '{expression}' to occur again, but it never does.");
    }

    /// <summary>Both the day of the month and that of the week must hold, which Quartz does not know.</summary>
    private DateTimeOffset? NextOfBoth(string[] fields, string day, string weekday, string expression)
    {
        var (byDay, byWeekday) = (Parse(fields, day, "?", expression), Parse(fields, "?", weekday, expression));
        var next = NextAfter(byDay, time.GetUtcNow());
        for (var days = 0; next is { } at && days < MaximumDays; days++)
        {
            if (byWeekday.IsSatisfiedBy(at))
                return at;
            next = NextAfter(byDay, new DateTimeOffset(at.UtcDateTime.Date.AddDays(1).AddTicks(-1), TimeSpan.Zero));
        }

        return null;
    }

    private static DateTimeOffset? NextAfter(CronExpression cron, DateTimeOffset instant) => cron.GetNextValidTimeAfter(instant);

    private static CronExpression Parse(string[] fields, string day, string weekday, string expression) =>
        CronExpression.TryParse(string.Join(' ', fields[0], fields[1], fields[2], day, fields[4], weekday), out var cron) && cron is not null
            ? cron.WithTimeZone(TimeZoneInfo.Utc)
            : throw NotOne(expression);

    private static FormatException NotOne(string expression) =>
        new($"Expected a cron expression of six fields, seconds first, but got '{expression}'.");

    // Quartz counts the days of the week from 1; a day with '#' (second Friday) or 'L' (last Friday) must be a number there.
    private static string DayNames(string field) =>
        string.Join(',', field.Split(',').Select(part =>
        {
            if (part is [>= '0' and <= '7', '#' or 'L', ..])
                return $"{((part[0] - '0') % 7) + 1}{part[1..]}";

            var step = part.Split('/');
            step[0] = string.Join('-', step[0].Split('-').Select(day => day is [>= '0' and <= '7'] ? Days[day[0] - '0'] : day));
            return string.Join('/', step);
        }));
}
