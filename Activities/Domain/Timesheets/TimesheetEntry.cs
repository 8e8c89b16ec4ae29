using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Timesheets;

/// <summary>What the time went into.</summary>
public enum TimesheetKind
{
    /// <summary>On the way.</summary>
    Travel,
    /// <summary>Remote work.</summary>
    Remote,
    /// <summary>Work at the site.</summary>
    Onsite,
    /// <summary>Looking for the cause.</summary>
    Analysis,
    /// <summary>Teaching or learning.</summary>
    Training,
    /// <summary>Meetings.</summary>
    Meeting,
    /// <summary>Writing documents.</summary>
    Report,
}

/// <summary>Working time of a person for a record (工时系统).</summary>
public sealed class TimesheetEntry : Entity
{
    /// <summary>Quarter of an hour.</summary>
    public const int Step = 15;

    /// <summary>Minutes of a day, 24 × 60.</summary>
    public const int DayLimit = 1440;

    /// <summary>Who worked.</summary>
    public Guid UserId { get; set; }

    /// <summary>Local date.</summary>
    public DateOnly WorkedOn { get; set; }

    /// <summary>A multiple of <see cref="Step"/>.</summary>
    public int Minutes { get; set; }

    /// <summary>What it went into.</summary>
    public TimesheetKind Kind { get; set; }

    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>The record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Names the record.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>The task it was for; null for the record as a whole.</summary>
    public Guid? WorkItemId { get; set; }

    /// <summary>Number of that task.</summary>
    public string? WorkItemNo { get; set; }

    /// <summary>What was done, in the words of who worked; blank where a task was timed by itself.</summary>
    public string Note { get; set; } = "";

    /// <summary>Minutes as they were booked first; null while nobody corrected them.</summary>
    public int? FirstMinutes { get; set; }

    /// <summary>Why they were corrected last.</summary>
    public string? CorrectionReason { get; set; }

    /// <summary>When they were corrected last.</summary>
    public DateTimeOffset? CorrectedAt { get; set; }

    /// <summary>Who corrected them last.</summary>
    public Guid? CorrectedById { get; set; }

    /// <summary>Whether the line manager agreed.</summary>
    public bool IsApproved { get; set; }
}
