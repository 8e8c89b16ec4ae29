using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Migrations.PostgreSql;

/// <summary>Production; the server that tests run against.</summary>
public sealed class PostgreSqlProvider : DatabaseProvider
{
    public override string Name => "PostgreSql";

    public override string NowSql => "SELECT clock_timestamp()";

    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, server => server.MigrationsAssembly(typeof(PostgreSqlProvider).Assembly));
}
