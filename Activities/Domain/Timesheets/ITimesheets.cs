namespace Elsa.ITR.Domain.Timesheets;

/// <summary>Timesheets, as a command needs them.</summary>
public interface ITimesheets
{
    /// <summary>Minutes that the person has on that day already.</summary>
    /// <param name="userId">Who worked.</param>
    /// <param name="on">Local date.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<int> MinutesOfDayAsync(Guid userId, DateOnly on, CancellationToken cancellationToken = default);

    /// <summary>An entry, null when there is none in the reader's scope.</summary>
    /// <param name="id">Entry id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<TimesheetEntry?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stages an entry for the commit.</summary>
    /// <param name="entry">A new entry.</param>
    void Add(TimesheetEntry entry);
}
