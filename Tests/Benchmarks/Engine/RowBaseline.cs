using System.Runtime.CompilerServices;
using Elsa.ITR.Data;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>Writes the rows of a burst through the same context without an engine: nothing is read, evaluated, serialised or compared (D10).</summary>
public sealed class RowBaseline
{
    private readonly IReadOnlyList<CapturedRow> _rows;
    private readonly InstanceIds _template;

    private RowBaseline(IReadOnlyList<CapturedRow> rows, InstanceIds template) => (_rows, _template) = (rows, template);

    /// <summary>Rows per burst.</summary>
    public int Count => _rows.Count;

    /// <summary>Watches one real resume of a suspended instance.</summary>
    public static async Task<RowBaseline> WatchAsync(Product product, string instanceId, Func<Task> resume)
    {
        var ids = await InstanceIds.ReadAsync(product, instanceId);
        var lines = await product.ReadAsync(db => db.Set<WorkflowExecutionLogRecord>().CountAsync(x => x.WorkflowInstanceId == instanceId));
        product.Capture.Begin();
        await resume();
        var rows = product.Capture.End();
        return new RowBaseline(rows.Any(x => x.Type.ClrType == typeof(WorkflowExecutionLogRecord)) ? rows : [.. rows, .. await JournalAsync(product, ids, lines)], ids);
    }

    // What a burst writes beside EF (SQLite), read back: new lines, new records, and the records of what was open, which all end here.
    private static Task<List<CapturedRow>> JournalAsync(Product product, InstanceIds before, int lines) => product.ReadAsync(async db =>
    {
        var rows = new List<CapturedRow>();
        foreach (var line in await db.Set<WorkflowExecutionLogRecord>().Where(x => x.WorkflowInstanceId == before.Id).OrderBy(x => x.Sequence).Skip(lines).ToListAsync())
            rows.Add(CapturedRow.Of(db.Entry(line)) with { State = EntityState.Added });
        foreach (var record in await db.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == before.Id).ToListAsync())
            if (!before.Records.Contains(record.Id))
                rows.Add(CapturedRow.Of(db.Entry(record)) with { State = EntityState.Added });
            else if (before.Open.Contains(record.Id))
                rows.Add(CapturedRow.Of(db.Entry(record)) with { State = EntityState.Modified, Modified = [nameof(record.Status), nameof(record.HasBookmarks), nameof(record.CompletedAt), nameof(record.Payload)] });
        return rows;
    });

    /// <summary>Makes the rows of the same burst of another suspended instance; done before the clock runs.</summary>
    public async Task<IReadOnlyList<PreparedRow>> PrepareAsync(Product product, string instanceId)
    {
        var names = _template.MapTo(await InstanceIds.ReadAsync(product, instanceId));
        foreach (var row in _rows.Where(x => x.State == EntityState.Added))
            foreach (var key in row.Type.FindPrimaryKey()!.Properties)
                if (row.Values[key.GetIndex()] is string id && !names.ContainsKey(id))
                    names.Add(id, Guid.NewGuid().ToString("n")[..16]);
        return [.. _rows.Select(x => x.For(names))];
    }

    /// <summary>Writes prepared rows in one transaction.</summary>
    public static async Task WriteAsync(Product product, IReadOnlyList<PreparedRow> rows)
    {
        await using var scope = product.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var row in rows)
            row.Track(db);
        await db.SaveChangesAsync();
    }

    /// <summary>What names an instance's rows.</summary>
    private sealed record InstanceIds(string Id, string[] Records, string[] Open, string[] Bookmarks)
    {
        public static Task<InstanceIds> ReadAsync(Product product, string id) => product.ReadAsync(async db => new InstanceIds(
            id,
            await db.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.StartSequence).Select(x => x.Id).ToArrayAsync(),
            await db.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == id && x.Status == ActivityStatus.Running).Select(x => x.Id).ToArrayAsync(),
            await db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.Id).Select(x => x.Id).ToArrayAsync()));

        public Dictionary<string, string> MapTo(InstanceIds other)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = other.Id };
            foreach (var (from, to) in Records.Zip(other.Records).Concat(Bookmarks.Zip(other.Bookmarks)))
                names.Add(from, to);
            return names;
        }
    }
}

/// <summary>A row as a burst wrote it.</summary>
public sealed record CapturedRow(IEntityType Type, EntityState State, object?[] Values, object?[] Originals, string[] Modified)
{
    public static CapturedRow Of(EntityEntry entry) => new(
        entry.Metadata,
        entry.State,
        [.. entry.Metadata.GetProperties().Select(x => entry.Property(x).CurrentValue)],
        [.. entry.Metadata.GetProperties().Select(x => entry.Property(x).OriginalValue)],
        [.. entry.Properties.Where(x => x.IsModified).Select(x => x.Metadata.Name)]);

    /// <summary>The same row with other ids.</summary>
    public PreparedRow For(Dictionary<string, string> names)
    {
        var entity = RuntimeHelpers.GetUninitializedObject(Type.ClrType);
        foreach (var property in Type.GetProperties())
        {
            var value = Values[property.GetIndex()];
            property.PropertyInfo!.SetValue(entity, value is string text && names.TryGetValue(text, out var name) ? name : value);
        }

        var token = Type.GetProperties().FirstOrDefault(x => x.IsConcurrencyToken);
        return new PreparedRow(entity, State, Modified, token?.Name, token is null ? null : Originals[token.GetIndex()]);
    }
}

/// <summary>A row that is ready to be written.</summary>
public sealed record PreparedRow(object Entity, EntityState State, string[] Modified, string? Token, object? TokenBefore)
{
    public void Track(ItrDbContext db)
    {
        var entry = db.Entry(Entity);
        entry.State = State == EntityState.Modified ? EntityState.Unchanged : State;
        if (Token is not null && State is EntityState.Modified)
            entry.Property(Token).OriginalValue = TokenBefore;
        foreach (var name in Modified)
            entry.Property(name).IsModified = true;
    }
}

/// <summary>Keeps what the next commit writes.</summary>
public sealed class RowCapture : SaveChangesInterceptor
{
    private List<CapturedRow>? _rows;

    public void Begin() => _rows = [];

    public IReadOnlyList<CapturedRow> End()
    {
        var rows = _rows!;
        _rows = null;
        return rows;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        _rows?.AddRange(eventData.Context!.ChangeTracker.Entries()
            .Where(x => x.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(CapturedRow.Of));
        return ValueTask.FromResult(result);
    }
}
