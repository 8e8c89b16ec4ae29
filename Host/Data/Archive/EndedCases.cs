using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Archive;

/// <summary>What is added to a case that has ended changes the version of the case: whoever adds it and whoever moves the case to the archive at the same time conflict, on whatever nodes, and one of them begins anew.</summary>
internal static class EndedCases
{
    /// <summary>Reads the ended cases that rows are added to without having been looked at.</summary>
    public static async Task LoadAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        var unseen = AddedTo(db).Where(id => db.FindTracked<Case, Guid>(id) is null).ToList();
        if (unseen.Count > 0)
            await db.Set<Case>().Where(x => unseen.Contains(x.Id) && CaseStates.Final.Contains(x.State)).LoadAsync(cancellationToken);
    }

    public static void Touch(ItrDbContext db)
    {
        foreach (var id in AddedTo(db))
        {
            if (db.FindTracked<Case, Guid>(id) is { State: EntityState.Unchanged } entry && CaseStates.Final.Contains(entry.Entity.State))
                entry.Property(x => x.RowVersion).CurrentValue++;
        }
    }

    private static List<Guid> AddedTo(ItrDbContext db) =>
    [
        .. db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity switch
        {
            CaseEvent line => line.CaseId,
            TimesheetEntry { RecordType: RecordTypes.Case } booked => booked.RecordId,
            DocumentRecord { RecordType: RecordTypes.Case } document => document.RecordId,
            _ => (Guid?)null,
        }).OfType<Guid>().Distinct(),
    ];
}
