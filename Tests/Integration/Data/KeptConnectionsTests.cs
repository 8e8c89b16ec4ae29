using System.Data.Common;
using Elsa.ITR.Data;
using Elsa.ITR.Migrations.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>Connections of SQLite that stay open with their statements must answer as new ones do.</summary>
public sealed class KeptConnectionsTests : IDisposable
{
    private readonly SqliteProvider _provider = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"itr_kept_{Guid.NewGuid():n}.db");

    public KeptConnectionsTests()
    {
        using var db = Open();
        db.Database.ExecuteSqlRaw("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NULL)");
    }

    private string ConnectionString => $"Data Source={_file}";

    public void Dispose()
    {
        _provider.Release(ConnectionString);
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void One_connection_serves_contexts_that_come_one_after_the_other_and_two_serve_two()
    {
        Assert.Equal(HandleOf(), HandleOf());

        using var first = Open();
        using var second = Open();
        first.Database.OpenConnection();
        second.Database.OpenConnection();
        Assert.NotEqual(Handle(first), Handle(second));
    }

    [Fact]
    public void Contexts_that_are_gone_leave_enough_connections_for_those_that_stay()
    {
        using var stays = Open();
        for (var i = 0; i < 20; i++)
            HandleOf();

        var open = Enumerable.Range(0, 5).Select(_ => Open()).ToList();
        foreach (var db in open.Append(stays))
            db.Database.OpenConnection();
        Assert.Equal(6, open.Append(stays).Select(Handle).Distinct().Count());
        open.ForEach(db => db.Dispose());
    }

    [Fact]
    public void A_statement_takes_each_time_the_values_it_is_given()
    {
        foreach (var name in (string?[])["one", null, "three", new string('x', 100_000), "five"])
            Run("INSERT INTO things (name) VALUES ({0})", name);

        Assert.Equal(["one", "", "three", "100000", "five"], Names());
    }

    [Fact]
    public void A_statement_follows_a_table_that_was_changed_since()
    {
        Run("INSERT INTO things (name) VALUES ({0})", "before");
        Assert.Single(Names());

        Run("DROP TABLE things");
        Run("CREATE TABLE things (other INTEGER NULL, id INTEGER PRIMARY KEY, name TEXT NULL)");
        Run("INSERT INTO things (name) VALUES ({0})", "after");
        Assert.Equal(["after"], Names());
    }

    [Fact]
    public void A_statement_that_failed_serves_the_next_command()
    {
        Run("INSERT INTO things (id, name) VALUES ({0}, 'a')", 1);
        Assert.Throws<SqliteException>(() => Run("INSERT INTO things (id, name) VALUES ({0}, 'a')", 1));
        Run("INSERT INTO things (id, name) VALUES ({0}, 'a')", 2);

        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public void What_is_rolled_back_is_gone_and_savepoints_hold()
    {
        using (var db = Open())
        {
            using var transaction = db.Database.BeginTransaction();
            db.Database.ExecuteSqlRaw("INSERT INTO things (name) VALUES ('kept')");
            transaction.CreateSavepoint("here");
            db.Database.ExecuteSqlRaw("INSERT INTO things (name) VALUES ('dropped')");
            transaction.RollbackToSavepoint("here");
            transaction.Commit();
        }

        using (var db = Open())
        {
            using var transaction = db.Database.BeginTransaction();
            db.Database.ExecuteSqlRaw("INSERT INTO things (name) VALUES ('lost')");
        }

        Assert.Equal(["kept"], Names());
    }

    [Fact]
    public void A_connection_that_was_left_inside_a_transaction_is_not_lent_again()
    {
        using (var db = Open())
        {
            db.Database.OpenConnection();
            db.Database.ExecuteSqlRaw("BEGIN");
            db.Database.ExecuteSqlRaw("INSERT INTO things (name) VALUES ('lost')");
        }

        Run("INSERT INTO things (name) VALUES ('kept')");
        Assert.Equal(["kept"], Names());
    }

    [Fact]
    public void A_reader_that_is_open_while_its_text_runs_again_has_its_own_statement()
    {
        Run("INSERT INTO things (name) VALUES ('a'), ('b'), ('c')");
        using var db = Open();
        db.Database.OpenConnection();
        using var outer = Command(db, "SELECT name FROM things ORDER BY id");
        using var reader = outer.ExecuteReader();
        var pairs = new List<string>();
        while (reader.Read())
        {
            using var inner = Command(db, "SELECT name FROM things ORDER BY id");
            pairs.Add(reader.GetString(0) + inner.ExecuteScalar());
        }

        Assert.Equal(["aa", "ba", "ca"], pairs);
    }

    [Fact]
    public void A_command_that_runs_again_after_its_connection_was_closed_runs_on_the_new_one()
    {
        using var db = Open();
        db.Database.OpenConnection();
        using var command = Command(db, "SELECT count(*) FROM things");
        Assert.Equal(0L, command.ExecuteScalar());
        db.Database.CloseConnection();
        Run("INSERT INTO things (name) VALUES ('a')");

        Assert.Throws<InvalidOperationException>(command.ExecuteScalar);
        db.Database.OpenConnection();
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public void More_texts_than_are_kept_are_no_trouble()
    {
        using var db = Open();
        db.Database.OpenConnection();
        for (var i = 0; i < 700; i++)
        {
            using var command = Command(db, $"SELECT {i}");
            Assert.Equal((long)i, command.ExecuteScalar());
        }
    }

    [Fact]
    public async Task Many_contexts_at_once_write_everything()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
                Run("INSERT INTO things (id, name) VALUES ({0}, 'a')", (worker * 20) + i);
        })));

        Assert.Equal(320, Names().Count);
    }

    [Fact]
    public void After_the_release_the_file_is_open_no_more()
    {
        Assert.NotEqual(0, OpenFiles());
        _provider.Release(ConnectionString);
        Assert.Equal(0, OpenFiles());

        Run("INSERT INTO things (name) VALUES ('a')");
        Assert.Equal(["a"], Names());
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=held;Mode=Memory")]
    public void A_database_in_memory_ends_with_its_connection(string connectionString)
    {
        for (var time = 0; time < 2; time++)
        {
            using var db = DesignTime.Create(_provider, connectionString);
            db.Database.OpenConnection();
            db.Database.ExecuteSqlRaw("CREATE TABLE things (id INTEGER PRIMARY KEY)");
        }
    }

    private ItrDbContext Open() => DesignTime.Create(_provider, ConnectionString);

    private static DbCommand Command(ItrDbContext db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return command;
    }

    private static object Handle(ItrDbContext db) => ((SqliteConnection)db.Database.GetDbConnection()).Handle!;

    private object HandleOf()
    {
        using var db = Open();
        db.Database.OpenConnection();
        return Handle(db);
    }

    private void Run(string sql, params object?[] values)
    {
        using var db = Open();
        db.Database.ExecuteSqlRaw(sql, values!);
    }

    // Long ones by their length.
    private List<string> Names()
    {
        using var db = Open();
        return db.Database.SqlQueryRaw<string>("SELECT CASE WHEN length(name) > 1000 THEN CAST(length(name) AS TEXT) ELSE coalesce(name, '') END AS Value FROM things ORDER BY id").ToList();
    }

    private int OpenFiles() => Directory.GetFiles("/proc/self/fd").Count(x => new FileInfo(x).LinkTarget?.StartsWith(_file, StringComparison.Ordinal) is true);
}
