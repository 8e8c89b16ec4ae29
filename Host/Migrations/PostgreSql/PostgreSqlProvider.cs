using System.Data.Common;
using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Migrations.PostgreSql;

/// <summary>Production; the server that tests run against.</summary>
/// <remarks>
/// Statements that come again are prepared, because the server plans a guarded list longer than it reads it. Behind a pool that shares a session between transactions, set
/// <c>Max Auto Prepare=0</c> in the connection string.
/// </remarks>
public sealed class PostgreSqlProvider : DatabaseProvider
{
    private const int Prepared = 200; // statements that a connection keeps
    private const string Keep = "Max Auto Prepare";

    public override string Name => "PostgreSql";

    public override string NowSql => "SELECT clock_timestamp()";

    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(WithPrepared(connectionString), server => server.MigrationsAssembly(typeof(PostgreSqlProvider).Assembly));

    private static string WithPrepared(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!settings.ContainsKey(Keep))
            settings[Keep] = Prepared;
        return settings.ConnectionString;
    }
}
