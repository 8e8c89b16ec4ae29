using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>Found by the migrations tool.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<ItrDbContext>
{
    public ItrDbContext CreateDbContext(string[] args) => DesignTime.Create(new SqliteProvider(), "Data Source=design.db");
}
