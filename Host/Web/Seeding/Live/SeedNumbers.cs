using System.Collections.Concurrent;
using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Gives the live records the numbers that stand in demo-data.md §7, and everything else the next free one.</summary>
public sealed class SeedNumbers(RecordNumbers inner) : IRecordNumbers
{
    private readonly ConcurrentDictionary<string, string> _next = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _given = [];

    /// <summary>The next record of the number's prefix gets this number.</summary>
    public void Reserve(string no) => _next[no[..no.IndexOf('-', StringComparison.Ordinal)]] = no;

    public async Task<string> NextAsync(string prefix, CancellationToken cancellationToken = default)
    {
        if (!_next.TryRemove(prefix, out var no))
            return await inner.NextAsync(prefix, cancellationToken);

        _given.Add(no);
        return no;
    }

    /// <summary>Moves the stored counters past the numbers that were given, so that nobody gets one of them again.</summary>
    public async Task CloseAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        foreach (var day in _given.Select(no => no.Split('-')).GroupBy(part => (Prefix: part[0], Day: DateOnly.ParseExact(part[1], "yyyyMMdd", CultureInfo.InvariantCulture))))
        {
            var last = day.Max(part => int.Parse(part[2], CultureInfo.InvariantCulture));
            var row = await db.Set<NumberSequence>().FirstOrDefaultAsync(x => x.Prefix == day.Key.Prefix && x.Day == day.Key.Day, cancellationToken);
            if (row is null)
                db.Add(row = new NumberSequence { Prefix = day.Key.Prefix, Day = day.Key.Day });
            row.LastValue = Math.Max(row.LastValue, last);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
