using Elsa.ITR.Domain.Timesheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Timesheets;

internal sealed class TimesheetConfiguration : IEntityTypeConfiguration<TimesheetEntry>
{
    public void Configure(EntityTypeBuilder<TimesheetEntry> entry)
    {
        entry.ToTable("timesheet_entries");
        entry.Ignore(x => x.Record);
        entry.Property(x => x.RecordType).IsWord();
        entry.Property(x => x.RecordNo).IsNo();
        entry.Property(x => x.WorkItemNo).IsNo();
        entry.Property(x => x.Note).IsSentence();
        entry.Property(x => x.CorrectionReason).IsSentence();
        entry.HasIndex(x => new { x.UserId, x.WorkedOn }); // MinutesOfDayAsync, a person's sheet
        entry.HasIndex(x => x.RecordId); // time of a record
    }
}

internal sealed class TimesheetStore(ItrDbContext db) : ITimesheets
{
    public async Task<int> MinutesOfDayAsync(Guid userId, DateOnly on, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<TimesheetEntry>((userId, on), x => x.UserId == userId && x.WorkedOn == on, cancellationToken)).Sum(x => x.Minutes);

    public Task<TimesheetEntry?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<TimesheetEntry>(id, cancellationToken);

    public void Add(TimesheetEntry entry) => db.Add(entry);
}
