using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Elsa.ITR.Migrations.SqlServer;

/// <summary>Found by the migrations tool.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<ItrDbContext>
{
    public ItrDbContext CreateDbContext(string[] args) => DesignTime.Create(new SqlServerProvider(), "Server=design;Database=itr;Encrypt=false");
}
