using Elsa.ITR.Data;
using Elsa.ITR.Migrations.PostgreSql;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Migrations.SqlServer;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Elsa.ITR.Tests.Shared;

/// <summary>A database of one test class, migrated from nothing; on a product that is not there its tests are skipped with the reason.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private string? _connectionString;
    private string _reason = "";

    public abstract DatabaseProvider Provider { get; }

    /// <summary>The migrated database.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_connectionString is null, _reason);
            return _connectionString!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        (_connectionString, _reason) = await CreateAsync($"itr_{Guid.NewGuid():n}");
        if (_connectionString is null)
            return;

        await using var db = DesignTime.Create(Provider, _connectionString);
        if (db.Database.HasPendingModelChanges()) // a missing migration is the finding of one test, not of all
            await db.Database.EnsureCreatedAsync();
        else
            await db.Database.MigrateAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_connectionString is not null)
        {
            await using var db = DesignTime.Create(Provider, _connectionString);
            await db.Database.EnsureDeletedAsync();
            Provider.Release(_connectionString);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Names a new database; null with the reason when there is no server.</summary>
    protected abstract Task<(string? ConnectionString, string Reason)> CreateAsync(string name);
}

/// <summary>A file in the temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    public override DatabaseProvider Provider { get; } = new SqliteProvider();

    protected override Task<(string? ConnectionString, string Reason)> CreateAsync(string name) =>
        Task.FromResult<(string?, string)>(($"Data Source={Path.Combine(Path.GetTempPath(), name)}.db", ""));
}

/// <summary>A database on the run's own PostgreSQL server.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    public override DatabaseProvider Provider { get; } = new PostgreSqlProvider();

    protected override async Task<(string? ConnectionString, string Reason)> CreateAsync(string name)
    {
        var (server, reason) = await PostgreSqlServer.GetAsync();
        return (server?.ConnectionString(name), reason);
    }
}

/// <summary>A database on the SQL Server that <c>ITR_TEST_SQLSERVER</c> names, a connection string without database.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    public override DatabaseProvider Provider { get; } = new SqlServerProvider();

    protected override Task<(string? ConnectionString, string Reason)> CreateAsync(string name)
    {
        var server = Environment.GetEnvironmentVariable("ITR_TEST_SQLSERVER");
        return Task.FromResult<(string?, string)>(string.IsNullOrWhiteSpace(server)
            ? (null, "SQL Server is not tested: ITR_TEST_SQLSERVER names no server.")
            : ($"{server.TrimEnd(';')};Database={name}", ""));
    }
}
