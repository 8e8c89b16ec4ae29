using System.Collections.Concurrent;
using System.Globalization;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Data;

/// <summary>Last number handed out for a prefix on a local day.</summary>
public sealed class NumberSequence
{
    /// <summary>CASE, TASK, PEN …</summary>
    public string Prefix { get; init; } = "";

    public DateOnly Day { get; init; }

    public int LastValue { get; set; }
}

internal sealed class NumberSequenceConfiguration : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> sequence)
    {
        sequence.ToTable("number_sequences");
        sequence.HasKey(x => new { x.Prefix, x.Day });
        sequence.Property(x => x.Prefix).HasMaxLength(10);
    }
}

/// <summary>Reserves numbers in blocks on a connection of its own, so that commands never queue for a counter (D15). Singleton.</summary>
public sealed class RecordNumbers(IServiceScopeFactory scopes, TimeProvider time) : IRecordNumbers, IDisposable
{
    private const int BlockSize = 10; // what a crash may lose; one round trip per ten records
    private readonly ConcurrentDictionary<(string Prefix, DateOnly Day), Block> _blocks = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<string> NextAsync(string prefix, CancellationToken cancellationToken = default)
    {
        var day = time.GetUtcNow().LocalDate();
        var value = await NextValueAsync(prefix, day, cancellationToken);
        var digits = prefix == "TASK" ? "D5" : "D4";
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{day:yyyyMMdd}-{value.ToString(digits, CultureInfo.InvariantCulture)}");
    }

    public void Dispose() => _gate.Dispose();

    private async Task<int> NextValueAsync(string prefix, DateOnly day, CancellationToken cancellationToken)
    {
        var key = (prefix, day);
        if (_blocks.TryGetValue(key, out var block) && block.TryTake(out var value))
            return value;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_blocks.TryGetValue(key, out block) && block.TryTake(out value))
                return value;

            var first = await ReserveAsync(prefix, day, cancellationToken);
            block = new Block(first, first + BlockSize - 1);
            _blocks[key] = block;
            foreach (var old in _blocks.Keys.Where(x => x.Day < day.AddDays(-2)))
                _blocks.TryRemove(old, out _);
            return block.TryTake(out value) ? value : throw new InvalidOperationException($"Expected a fresh block of {prefix} numbers, got an empty one.");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<int> ReserveAsync(string prefix, DateOnly day, CancellationToken cancellationToken)
    {
        const int attempts = 50; // every lost race means that another node got its block
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var row = await db.Set<NumberSequence>().AsNoTracking().FirstOrDefaultAsync(x => x.Prefix == prefix && x.Day == day, cancellationToken);
            var seen = row?.LastValue ?? 0;
            var taken = row is null
                ? await InsertAsync(db, prefix, day, cancellationToken)
                : await db.Set<NumberSequence>().Where(x => x.Prefix == prefix && x.Day == day && x.LastValue == seen)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.LastValue, seen + BlockSize), cancellationToken) == 1;
            if (taken)
                return seen + 1;
        }

        throw new InvalidOperationException($"Expected a block of {prefix} numbers, but {attempts} attempts lost the race. Try again.");
    }

    private static async Task<bool> InsertAsync(ItrDbContext db, string prefix, DateOnly day, CancellationToken cancellationToken)
    {
        db.Add(new NumberSequence { Prefix = prefix, Day = day, LastValue = BlockSize });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsConflict(error))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private sealed class Block(int next, int last)
    {
        private int _next = next;

        public bool TryTake(out int value)
        {
            value = Interlocked.Increment(ref _next) - 1;
            return value <= last;
        }
    }
}
