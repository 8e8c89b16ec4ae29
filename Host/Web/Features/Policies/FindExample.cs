using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>A case that has the clocks in question, and what they would be due under another version. The case itself keeps its own.</summary>
public static class FindExample
{
    /// <param name="IsOwn">It was asked for by number; false for the newest one that has such a clock.</param>
    public sealed record Result(string CaseNo, string Title, bool IsOwn, IReadOnlyList<Row> Rows);

    /// <param name="Version">The version the clock follows.</param>
    public sealed record Row(string ClockId, int Version, ClockState State, DateTimeOffset StartedAt, DateTimeOffset OldDue, DateTimeOffset NewDue);

    public sealed class Handler(ItrDbContext db, ClockPreview preview, AccessScope access)
    {
        /// <param name="clockIds">Clocks that matter.</param>
        /// <param name="caseNo">An example to take; null for the newest case.</param>
        /// <returns>Null where no case has such a clock, or the number is unknown.</returns>
        public async Task<Result?> HandleAsync(SlaPolicySet version, IReadOnlyCollection<string> clockIds, string? caseNo, CancellationToken cancellationToken)
        {
            if (clockIds.Count == 0)
                return null;

            using var system = access.EnterSystem(); // who edits promises sees one case's clocks, whoever's it is
            var cases = db.Set<Case>().AsNoTracking();
            var found = string.IsNullOrWhiteSpace(caseNo)
                ? await (from clock in db.Set<SlaClock>().Where(x => clockIds.Contains(x.ClockId) && x.RecordType == RecordTypes.Case && x.State != ClockState.Cancelled && x.State != ClockState.Superseded)
                         join record in cases on clock.RecordId equals record.Id
                         orderby clock.State == ClockState.Running || clock.State == ClockState.Paused descending, clock.StartedAt descending
                         select new { record.Id, record.No, record.Title }).FirstOrDefaultAsync(cancellationToken)
                : await cases.Where(x => x.No == caseNo.Trim()).Select(x => new { x.Id, x.No, x.Title }).FirstOrDefaultAsync(cancellationToken);
            if (found is null)
                return null;

            var moves = await preview.UnderAsync(new RecordRef(RecordTypes.Case, found.Id, found.No), version, cancellationToken);
            var rows = moves.Where(x => clockIds.Contains(x.Clock.ClockId)).Select(x => new Row(x.Clock.ClockId, x.Clock.PolicyVersion, x.Clock.State, x.Clock.StartedAt, x.Clock.DueAt, x.DueAt)).ToList();
            return new Result(found.No, found.Title, !string.IsNullOrWhiteSpace(caseNo), rows);
        }
    }
}
