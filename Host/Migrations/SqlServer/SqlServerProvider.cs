using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Migrations.SqlServer;

/// <summary>Production default.</summary>
public sealed class SqlServerProvider : DatabaseProvider
{
    public override string Name => "SqlServer";

    public override string NowSql => "SELECT SYSUTCDATETIME()";

    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, server => server.MigrationsAssembly(typeof(SqlServerProvider).Assembly));
}
