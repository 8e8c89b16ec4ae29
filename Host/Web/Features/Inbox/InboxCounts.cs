using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>How much is in filters of the inbox. Only the nearest of each part of a view are looked at, so that counting costs the same however much lies there and in however many
/// queues; where there is more, the count says so.</summary>
public sealed class InboxCounts(InboxItems items, InboxFields fields, TimeProvider time)
{
    private const int MostCounted = 1000; // rows of a part of a view whose number is all that is asked
    private const int MostRead = 500; // rows that are held against filters; queues share them
    private const int MostAsked = 50; // rows of which each must be asked whether the person may see it

    /// <param name="Count">How many of those looked at.</param>
    /// <param name="IsMore">Whether there is work that was not looked at.</param>
    /// <param name="IsHot">Whether one of them is overdue.</param>
    public readonly record struct Amount(int Count, bool IsMore, bool IsHot)
    {
        public static Amount operator +(Amount one, Amount other) => new(one.Count + other.Count, one.IsMore || other.IsMore, one.IsHot || other.IsHot);

        public override string ToString() => IsMore ? $"{Count}+" : $"{Count}";
    }

    private sealed class Seen
    {
        public int Part { get; init; }

        public long Fits { get; init; }

        public DateTimeOffset DueOrder { get; init; }
    }

    /// <param name="Fits">A bit for each narrowed filter that lets these pass.</param>
    private sealed record Heap(int Part, long Fits, bool IsLate, bool IsSoon, int Count, DateTimeOffset Last);

    /// <summary>One query for all views of open work that concerns the person, one more for each other view, however many filters there are.</summary>
    public async Task<IReadOnlyList<Amount>> OfAsync(IReadOnlyList<InboxFilter> filters, CancellationToken cancellationToken)
    {
        var amounts = new Amount[filters.Count];
        foreach (var together in filters.Index().GroupBy(x => x.Item.View is InboxFilter.Visible or InboxFilter.Done ? x.Item.View : ""))
        {
            var parts = together.Key.Length == 0 ? items.Concerning() : items.Parts(together.Key);
            var narrow = together.Select(x => x.Item).Where(filter => filter.IsNarrowed).ToList();
            List<int> most = [.. parts.Select(part => Most(together.Key, part, parts.Count, narrow.Count > 0))];
            var heaps = await HeapsAsync(parts, together.Key, narrow, most, cancellationToken);
            foreach (var (place, filter) in together)
                amounts[place] = Sum(filter, narrow.IndexOf(filter), parts, heaps, most);
        }

        return amounts;
    }

    private static int Most(string view, InboxItems.Part part, int parts, bool isRead) =>
        view == InboxFilter.Visible ? MostAsked : !isRead ? MostCounted : part.IsHeld ? MostRead : Math.Max(MostAsked, MostRead / parts);

    private async Task<List<Heap>> HeapsAsync(IReadOnlyList<InboxItems.Part> parts, string view, List<InboxFilter> narrow, List<int> most, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
            return [];

        var now = time.GetUtcNow();
        var soon = now.AddHours(24);
        var (withRecord, fits) = (narrow.Exists(InboxFields.AsksRecord), Conditions.Bits(narrow.Select(fields.Of)));
        using var asking = items.Ask(view);
        return await parts
            .Select((part, index) => fields.Find(InboxPlace.Order(part.Items, view, part.IsQueue).Take(most[index]), withRecord).Select(SeenIn(index, fits)))
            .Aggregate((one, other) => one.Concat(other))
            .GroupBy(x => new { x.Part, x.Fits, IsLate = x.DueOrder < now, IsSoon = x.DueOrder < soon })
            .Select(x => new Heap(x.Key.Part, x.Key.Fits, x.Key.IsLate, x.Key.IsSoon, x.Count(), x.Max(row => row.DueOrder)))
            .ToListAsync(cancellationToken);
    }

    private static Expression<Func<InboxFields.Found, Seen>> SeenIn(int part, Expression<Func<InboxFields.Found, long>> fits) =>
        ((Expression<Func<InboxFields.Found, long, Seen>>)((found, bits) => new Seen { Part = part, Fits = bits, DueOrder = found.Item.DueOrder })).With(fits);

    private Amount Sum(InboxFilter filter, int place, IReadOnlyList<InboxItems.Part> parts, List<Heap> heaps, List<int> most)
    {
        var (now, isDone) = (time.GetUtcNow(), filter.View == InboxFilter.Done);
        var end = filter.View switch { InboxFilter.Overdue => now, InboxFilter.Soon => now.AddHours(24), _ => DateTimeOffset.MaxValue };
        var looked = heaps.Where(heap => filter.View switch
        {
            InboxFilter.Offered => !parts[heap.Part].IsHeld,
            InboxFilter.Mine => parts[heap.Part].IsHeld,
            _ => true,
        }).ToList();
        var found = looked.Where(heap => (place < 0 || (heap.Fits & (1L << place)) != 0) && filter.View switch
        {
            InboxFilter.Overdue => heap.IsLate,
            InboxFilter.Soon => heap.IsSoon,
            _ => true,
        }).ToList();
        return new Amount(
            found.Sum(heap => heap.Count),
            looked.GroupBy(heap => heap.Part).Any(part => part.Sum(heap => heap.Count) == most[part.Key] && part.Max(heap => heap.Last) < end),
            !isDone && found.Exists(heap => heap.IsLate));
    }
}
