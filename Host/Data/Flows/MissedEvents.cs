using Elsa.ITR.Domain.Events;
using Elsa.Persistence.EFCore;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Flows;

/// <summary>How far events have been looked at a second time; one row.</summary>
public sealed class EventCursor
{
    /// <summary>Name of the reader.</summary>
    public string Id { get; init; } = "";

    /// <summary>Events recorded before are done, UTC.</summary>
    public DateTimeOffset DoneUntil { get; set; }
}

internal sealed class EventCursorConfiguration : IEntityTypeConfiguration<EventCursor>
{
    public void Configure(EntityTypeBuilder<EventCursor> cursor)
    {
        cursor.ToTable("event_cursors");
        cursor.Property(x => x.Id).IsWord().ValueGeneratedNever();
    }
}

/// <summary>
/// Finds events that reached nobody because the process died after their commit, or because the waiting bookmark was committed at the
/// same moment (a lost wake-up): every event is delivered once more, a little later, to those who still wait and have not taken it.
/// </summary>
internal sealed class MissedEvents(ItrDbContext db, EventCourier courier, IStimulusHasher hasher, TimeProvider time) : IRecoveryStep
{
    private const string Reader = "recovery";
    private const int BatchSize = 500;

    // Longer than a command holds its transaction, so that both sides of a race are visible.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() - Settled;
        var since = await db.Set<EventCursor>().AsNoTracking().Where(x => x.Id == Reader).Select(x => (DateTimeOffset?)x.DoneUntil).FirstOrDefaultAsync(cancellationToken);
        var total = 0;
        for (var more = true; more;)
        {
            var from = since ?? DateTimeOffset.UnixEpoch;
            var events = await db.Set<BusinessEvent>().AsNoTracking()
                .Where(x => x.At > from && x.At <= until)
                .OrderBy(x => x.At).ThenBy(x => x.Id).Take(BatchSize)
                .Select(x => new { x.Id, x.Name, x.RecordNo, x.At }).ToListAsync(cancellationToken);
            if (events.Count == 0)
                break;

            more = events.Count == BatchSize;
            var byHash = events.Select(x => new BusinessEventStimulus(x.Name, x.RecordNo)).Distinct()
                .ToDictionary(x => hasher.Hash(BusinessEventStimulus.BookmarkName, x));
            var hashes = byHash.Keys.ToList();
            var waiting = await db.Set<StoredBookmark>().AsNoTracking()
                .Where(x => hashes.Contains(x.Hash)).Select(x => x.Hash).Distinct().ToListAsync(cancellationToken);
            var missed = waiting.Select(hash => byHash[hash]).ToHashSet();
            if (missed.Count > 0)
                total += await courier.DeliverAsync(missed, cancellationToken);

            // A full batch may end inside one instant: the rest of that instant comes with the next batch.
            var done = more && events[0].At < events[^1].At ? events[^1].At.AddTicks(-TimeSpan.TicksPerMicrosecond) : events[^1].At;
            await AdvanceAsync(since, done, cancellationToken);
            since = done;
        }

        return total;
    }

    // Two nodes may both deliver a batch; claims make that harmless.
    private async Task AdvanceAsync(DateTimeOffset? seen, DateTimeOffset done, CancellationToken cancellationToken)
    {
        if (seen is not null)
        {
            await db.Set<EventCursor>().Where(x => x.Id == Reader && x.DoneUntil < done)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.DoneUntil, done), cancellationToken);
            return;
        }

        db.Add(new EventCursor { Id = Reader, DoneUntil = done });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsConflict(error))
        {
            db.ChangeTracker.Clear(); // another node was first: its cursor holds
        }
    }
}
