namespace Elsa.Scheduling;

/// <summary>Names of bookmarks and triggers that time resumes.</summary>
public static class SchedulingNames
{
    /// <summary>Bookmark of a delay.</summary>
    public const string Delay = "Elsa.Delay";

    /// <summary>Bookmark or trigger of an instant.</summary>
    public const string StartAt = "Elsa.StartAt";

    /// <summary>Bookmark or trigger of an interval.</summary>
    public const string Timer = "Elsa.Timer";

    /// <summary>Bookmark or trigger of a cron expression.</summary>
    public const string Cron = "Elsa.Cron";
}
