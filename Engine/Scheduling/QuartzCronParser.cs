using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Six-field expressions as authors know them, put into Quartz' own dialect.</summary>
internal sealed class QuartzCronParser(TimeProvider time) : ICronParser
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <inheritdoc />
    public DateTimeOffset GetNextOccurrence(string expression)
    {
        if (!CronExpression.TryParse(Translate(expression), out var cron) || cron is null)
            throw new FormatException($"Expected a cron expression of six fields, seconds first, but got '{expression}'.");

        return cron.WithTimeZone(TimeZoneInfo.Utc).GetNextValidTimeAfter(time.GetUtcNow())
            ?? throw new FormatException($"Expected the cron expression '{expression}' to occur again, but it never does.");
    }

    // Quartz wants '?' where a day is not restricted, and counts the days of the week from 1.
    private static string Translate(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length != 6)
            throw new FormatException($"Expected a cron expression of six fields, seconds first, but got '{expression}'.");

        fields[5] = DayNames(fields[5]);
        if (fields[5] is "*" or "?")
            fields[5] = "?";
        else if (fields[3] is "*")
            fields[3] = "?";
        if (fields[3] is "?" && fields[5] is "?")
            fields[3] = "*";
        return string.Join(' ', fields);
    }

    private static string DayNames(string field) =>
        string.Join(',', field.Split(',').Select(part =>
        {
            var step = part.Split('/');
            step[0] = string.Join('-', step[0].Split('-').Select(day => day is [>= '0' and <= '7'] ? Days[day[0] - '0'] : day));
            return string.Join('/', step);
        }));
}
