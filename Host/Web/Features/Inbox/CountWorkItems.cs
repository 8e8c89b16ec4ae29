namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>How much is in the views of the inbox that concern the person.</summary>
public static class CountWorkItems
{
    private static readonly InboxFilter[] Counted = [.. ((string[])[InboxFilter.Mine, InboxFilter.Offered, InboxFilter.Soon, InboxFilter.Overdue]).Select(view => new InboxFilter { ViewName = view })];

    /// <param name="Mine">Held by the person, or by somebody he stands in for.</param>
    /// <param name="Offered">Offered to his roles, held by nobody.</param>
    /// <param name="Soon">Of both, due within 24 hours.</param>
    /// <param name="Overdue">Of both, past the promise.</param>
    public sealed record Counts(InboxCounts.Amount Mine, InboxCounts.Amount Offered, InboxCounts.Amount Soon, InboxCounts.Amount Overdue)
    {
        /// <returns>The number shown beside a view; null where none is counted.</returns>
        public InboxCounts.Amount? Of(string view) => view switch
        {
            InboxFilter.Mine => Mine,
            InboxFilter.Offered => Offered,
            InboxFilter.Soon => Soon,
            InboxFilter.Overdue => Overdue,
            _ => null,
        };
    }

    public sealed class Handler(InboxCounts counts)
    {
        private Counts? _counts;

        /// <summary>One query for all four; the frame and the page of one request share the answer.</summary>
        public async Task<Counts> HandleAsync(CancellationToken cancellationToken) => _counts ??= await ReadAsync(cancellationToken);

        private async Task<Counts> ReadAsync(CancellationToken cancellationToken)
        {
            var amounts = await counts.OfAsync(Counted, cancellationToken);
            return new Counts(amounts[0], amounts[1], amounts[2], amounts[3]);
        }
    }
}
