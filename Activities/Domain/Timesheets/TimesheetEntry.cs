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

/// <summary>Timesheets, as a command needs them.</summary>
public interface ITimesheets
{
    /// <summary>Minutes that the person has on that day already.</summary>
    /// <param name="userId">Who worked.</param>
    /// <param name="on">Local date.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<int> MinutesOfDayAsync(Guid userId, DateOnly on, CancellationToken cancellationToken = default);

    /// <summary>Stages an entry for the commit.</summary>
    /// <param name="entry">A new entry.</param>
    void Add(TimesheetEntry entry);
}

/// <summary>Books working time.</summary>
public sealed class TimesheetDesk(ITimesheets timesheets)
{
    /// <summary>Books the time between two instants on the local day it ended, rounded up to quarters of an hour, cut at the day's limit.</summary>
    /// <param name="userId">Who worked.</param>
    /// <param name="record">For what.</param>
    /// <param name="kind">What it went into.</param>
    /// <param name="from">Start of work, UTC.</param>
    /// <param name="to">End of work, UTC.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>Null when the day is full or no time passed.</returns>
    public async Task<TimesheetEntry?> LogAsync(
        Guid userId, RecordRef record, TimesheetKind kind, DateTimeOffset from, DateTimeOffset to,
        CancellationToken cancellationToken = default)
    {
        var on = to.LocalDate();
        var asked = (int)Math.Min(TimesheetEntry.DayLimit, Math.Ceiling((to - from).TotalMinutes / TimesheetEntry.Step) * TimesheetEntry.Step);
        var minutes = Math.Min(asked, TimesheetEntry.DayLimit - await timesheets.MinutesOfDayAsync(userId, on, cancellationToken));
        if (minutes <= 0)
            return null;

        var entry = new TimesheetEntry
        {
            UserId = userId,
            WorkedOn = on,
            Minutes = minutes,
            Kind = kind,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
        };
        timesheets.Add(entry);
        return entry;
    }
}
