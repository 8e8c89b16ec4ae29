using Elsa.ITR.Data;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Timesheets;

namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>Working time of a record with everything that was done for it.</summary>
public static class RecordHours
{
    /// <summary>Entries of a case, and of the visits, sessions and requests that belong to it.</summary>
    public static IQueryable<TimesheetEntry> OfCase(this IQueryable<TimesheetEntry> entries, ItrDbContext db, Guid caseId) =>
        entries.Where(entry => entry.RecordId == caseId || db.Set<RecordLink>().Any(link => link.RecordId == entry.RecordId && link.CaseId == caseId));
}
