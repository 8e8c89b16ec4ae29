using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>How much is in each saved filter of the inbox.</summary>
public static class CountWorkItems
{
    /// <param name="Mine">Held by the person, or by somebody he stands in for.</param>
    /// <param name="Offered">Offered to his roles, held by nobody.</param>
    /// <param name="Soon">Of both, due within 24 hours.</param>
    /// <param name="Overdue">Of both, past the promise.</param>
    public sealed record Counts(int Mine, int Offered, int Soon, int Overdue)
    {
        public static readonly Counts None = new(0, 0, 0, 0);

        /// <returns>The number shown beside a saved filter; null where none is counted.</returns>
        public int? Of(string view) => view switch
        {
            InboxFilter.Mine => Mine,
            InboxFilter.Offered => Offered,
            InboxFilter.Soon => Soon,
            InboxFilter.Overdue => Overdue,
            _ => null,
        };
    }

    public sealed class Handler(ItrDbContext db, CurrentActor me, TimeProvider time)
    {
        private Counts? _counts;

        /// <summary>One query for all four; the frame and the page of one request share the answer.</summary>
        public async Task<Counts> HandleAsync(CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var soon = now.AddHours(24);
            return _counts ??= await db.Set<WorkItem>().Open().ConcerningTo(me.Value)
                .GroupBy(_ => 1)
                .Select(all => new Counts(
                    all.Count(item => item.AssigneeId != null),
                    all.Count(item => item.AssigneeId == null),
                    all.Count(item => item.DueAt != null && item.DueAt < soon),
                    all.Count(item => item.DueAt != null && item.DueAt < now)))
                .SingleOrDefaultAsync(cancellationToken) ?? Counts.None;
        }
    }
}
