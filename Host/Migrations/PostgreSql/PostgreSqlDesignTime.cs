using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Elsa.ITR.Migrations.PostgreSql;

/// <summary>Found by the migrations tool.</summary>
public sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<ItrDbContext>
{
    public ItrDbContext CreateDbContext(string[] args) => DesignTime.Create(new PostgreSqlProvider(), "Host=design;Database=itr");
}
