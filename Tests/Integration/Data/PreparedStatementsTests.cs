using Elsa.ITR.Migrations.PostgreSql;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What a PostgreSQL session keeps: a statement that comes again is planned once, unless the connection string says that none is.</summary>
public sealed class PreparedStatementsTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    private const int Often = 10;

    [Fact]
    public async Task A_statement_that_comes_again_is_prepared() => Assert.NotEqual(0, await PreparedAsync(database.ConnectionString));

    [Fact]
    public async Task A_connection_string_can_forbid_it() => Assert.Equal(0, await PreparedAsync(database.ConnectionString + ";Max Auto Prepare=0"));

    private static async Task<int> PreparedAsync(string connectionString)
    {
        var options = new DbContextOptionsBuilder();
        new PostgreSqlProvider().Configure(options, connectionString);
        await using var db = new DbContext(options.Options);
        await db.Database.OpenConnectionAsync();
        for (var i = 0; i < Often; i++)
            await db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\"").SingleAsync();
        return await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_prepared_statements").SingleAsync();
    }
}
