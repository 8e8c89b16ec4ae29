using Microsoft.Data.Sqlite;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>What the disk and SQLite can do at most: one small row per commit, prepared, write-ahead log, every commit flushed.</summary>
public sealed class RawCommits : IAsyncDisposable
{
    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    public RawCommits(string folder)
    {
        _file = Path.Combine(folder, $"itr-raw-{Guid.NewGuid():n}.db");
        _connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        _connection.Open();
        using var setup = _connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL);";
        setup.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO rows (text) VALUES ('one row of some forty characters, no more')";
        _insert.Prepare();
    }

    public Task CommitAsync()
    {
        _insert.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(_file + suffix);
    }
}
