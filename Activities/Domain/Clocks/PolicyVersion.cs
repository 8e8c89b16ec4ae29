using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>A stored file of numbers or texts; once published its content never changes.</summary>
public sealed class PolicyVersion : Entity
{
    /// <summary>What it holds: <see cref="SlaKind"/> or <see cref="NotificationsKind"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Counts up from 1; unique for its kind.</summary>
    public int Version { get; set; }

    /// <summary>The whole file.</summary>
    public string Json { get; set; } = "";

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When it was published, UTC.</summary>
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Clocks, calendars, profiles, penalty rules.</summary>
    public const string SlaKind = "sla";

    /// <summary>Texts and rules of messages.</summary>
    public const string NotificationsKind = "notifications";
}

/// <summary>A year of holidays that was loaded after the policy was published; goes before the policy's own rows of that year.</summary>
public sealed class LoadedYear : Entity
{
    /// <summary>E.g. <c>CAL-CN-WORK</c>.</summary>
    public string CalendarId { get; set; } = "";

    /// <summary>Calendar year; unique for its calendar.</summary>
    public int Year { get; set; }

    /// <summary>The rows, as <see cref="CalendarYear"/> in JSON.</summary>
    public CalendarYear Rows { get; set; } = new(0, false, [], [], "");
}
