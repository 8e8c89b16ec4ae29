namespace Elsa.Scheduling;

/// <summary>Port to whoever understands cron expressions.</summary>
public interface ICronParser
{
    /// <summary>The first occurrence after now, UTC.</summary>
    /// <param name="expression">Six fields, seconds first, in UTC; days of the week are 0–6 from Sunday (7 is Sunday too) or SUN–SAT.</param>
    /// <exception cref="FormatException">The expression is not one, or never occurs again.</exception>
    DateTimeOffset GetNextOccurrence(string expression);
}
