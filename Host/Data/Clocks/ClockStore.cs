using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Clocks with their ledgers, and pauses.</summary>
internal sealed class ClockStore(ItrDbContext db, AccessScope access) : IClocks
{
    // Running time knows no calendar; the thresholds of everything else fall into working hours.
    private static readonly ClockUnit[] DayUnits = [.. Enum.GetValues<ClockUnit>().Where(unit => !unit.IsElapsed())];

    // What is loaded depends on who reads, so the reader's reach is part of the key.
    public async Task<IReadOnlyList<SlaClock>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        return [.. (await db.LoadedAsync<SlaClock>((id, access.SeesAll), x => x.RecordId == id, cancellationToken)).OrderBy(x => x.Id)];
    }

    public Task<SlaClock?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<SlaClock>(id, cancellationToken);

    public async Task<IReadOnlyList<SlaClock>> OpenDayClocksAsync(CancellationToken cancellationToken = default) =>
        await OpenDayClocks.OrderBy(x => x.DueAt).ToListAsync(cancellationToken);

    public Task<int> CountOpenDayClocksAsync(CancellationToken cancellationToken = default) => OpenDayClocks.CountAsync(cancellationToken);

    public void Add(SlaClock clock) => db.Add(clock);

    public async Task<IReadOnlyList<ClockPause>> PausesAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        return [.. (await db.LoadedAsync<ClockPause>((id, access.SeesAll), x => x.RecordId == id, cancellationToken)).OrderBy(x => x.Id)];
    }

    public Task<ClockPause?> FindPauseAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<ClockPause>(id, cancellationToken);

    public void Add(ClockPause pause) => db.Add(pause);

    private IQueryable<SlaClock> OpenDayClocks =>
        db.Set<SlaClock>().Where(x => (x.State == ClockState.Running || x.State == ClockState.Paused) && DayUnits.Contains(x.Unit));
}
