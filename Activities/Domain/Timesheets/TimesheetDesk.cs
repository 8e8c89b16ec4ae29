using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Timesheets;

/// <summary>Books working time.</summary>
/// <remarks>Hours of tasks are booked by themselves; what was done beside them its people log, and correct with a reason.</remarks>
public sealed class TimesheetDesk(ITimesheets timesheets, AuditTrail audit, CurrentActor me, TimeProvider time)
{
    /// <summary>Most characters of a note.</summary>
    public const int MostCharacters = 500;

    // So long the month before can still be completed.
    private const int OldestDays = 45;

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

        return Add(userId, record, kind, on, minutes);
    }

    /// <summary>A person logs what he worked for a record, or for one of its tasks.</summary>
    /// <param name="record">For what.</param>
    /// <param name="item">The task; null for the record as a whole.</param>
    /// <param name="kind">What it went into.</param>
    /// <param name="on">Local date.</param>
    /// <param name="minutes">A multiple of <see cref="TimesheetEntry.Step"/>.</param>
    /// <param name="note">What was done.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="RuleViolationException">timesheet.no-person, .steps, .day, .note-length, .day-full.</exception>
    public async Task<TimesheetEntry> BookAsync(
        RecordRef record, WorkItem? item, TimesheetKind kind, DateOnly on, int minutes, string note, CancellationToken cancellationToken = default)
    {
        var person = me.Value.PersonId ?? throw new RuleViolationException("timesheet.no-person");
        var today = time.GetUtcNow().LocalDate();
        if (on > today || on < today.AddDays(-OldestDays))
            throw new RuleViolationException("timesheet.day", ("on", on), ("days", OldestDays));
        if (note.Length > MostCharacters)
            throw new RuleViolationException("timesheet.note-length", ("max", MostCharacters));
        if (minutes < TimesheetEntry.Step)
            throw new RuleViolationException("timesheet.steps", ("step", TimesheetEntry.Step));

        await RequireRoomAsync(person, on, minutes, 0, cancellationToken);
        return Add(person, record, kind, on, minutes, item, note);
    }

    /// <summary>Who booked the time corrects it; zero takes it back. What it was at first stays with it, every step is in the audit trail.</summary>
    /// <param name="entry">One of his own.</param>
    /// <param name="minutes">A multiple of <see cref="TimesheetEntry.Step"/>, or zero.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="RuleViolationException">timesheet.not-yours, .approved, .reason-required, .note-length, .steps, .day-full.</exception>
    public async Task CorrectAsync(TimesheetEntry entry, int minutes, string reason, CancellationToken cancellationToken = default)
    {
        if (me.Value.PersonId != entry.UserId)
            throw new RuleViolationException("timesheet.not-yours");
        if (entry.IsApproved)
            throw new RuleViolationException("timesheet.approved");
        if (reason.Length == 0)
            throw new RuleViolationException("timesheet.reason-required");
        if (reason.Length > MostCharacters)
            throw new RuleViolationException("timesheet.note-length", ("max", MostCharacters));

        await RequireRoomAsync(entry.UserId, entry.WorkedOn, minutes, entry.Minutes, cancellationToken);
        audit.Write("timesheet.correct", entry.Record, $"{entry.WorkedOn:yyyy-MM-dd} {entry.Minutes}", $"{entry.WorkedOn:yyyy-MM-dd} {minutes}", reason);
        entry.FirstMinutes ??= entry.Minutes;
        (entry.Minutes, entry.CorrectionReason, entry.CorrectedAt, entry.CorrectedById) = (minutes, reason, time.GetUtcNow(), me.Value.PersonId);
    }

    private TimesheetEntry Add(Guid person, RecordRef record, TimesheetKind kind, DateOnly on, int minutes, WorkItem? item = null, string note = "")
    {
        var entry = new TimesheetEntry
        {
            UserId = person,
            WorkedOn = on,
            Minutes = minutes,
            Kind = kind,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            WorkItemId = item?.Id,
            WorkItemNo = item?.No,
            Note = note,
        };
        timesheets.Add(entry);
        return entry;
    }

    private async Task RequireRoomAsync(Guid person, DateOnly on, int minutes, int instead, CancellationToken cancellationToken)
    {
        if (minutes < 0 || minutes % TimesheetEntry.Step != 0)
            throw new RuleViolationException("timesheet.steps", ("step", TimesheetEntry.Step));

        var booked = await timesheets.MinutesOfDayAsync(person, on, cancellationToken) - instead;
        if (booked + minutes > TimesheetEntry.DayLimit)
            throw new RuleViolationException("timesheet.day-full", ("on", on), ("hours", booked / 60));
    }
}
