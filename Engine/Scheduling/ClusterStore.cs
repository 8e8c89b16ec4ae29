using System.Data.Common;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Where the nodes of one product agree who runs what must run once for all of them (D12): tables of Quartz in the product's database.</summary>
/// <remarks>The tables are made when they are missing. Without a cluster store every node runs such jobs by itself, which is right for one node.</remarks>
public sealed class ClusterStore
{
    private readonly Action<IPersistentStoreBuilder> _use;

    private ClusterStore(Action<IPersistentStoreBuilder> use) => _use = use;

    /// <summary>On PostgreSQL.</summary>
    /// <param name="factory">The driver's factory, <c>NpgsqlFactory.Instance</c>.</param>
    /// <param name="connectionString">The product's database.</param>
    public static ClusterStore PostgreSql(DbProviderFactory factory, string connectionString) => new(store => store.UsePostgres(factory, connectionString));

    /// <summary>On SQL Server.</summary>
    /// <param name="factory">The driver's factory, <c>SqlClientFactory.Instance</c>.</param>
    /// <param name="connectionString">The product's database.</param>
    public static ClusterStore SqlServer(DbProviderFactory factory, string connectionString) => new(store => store.UseSqlServer(factory, connectionString));

    internal void Configure(IQuartzBuilder builder)
    {
        builder.UseTimeProvider(TimeProvider.System);
        builder.UsePersistentStore(store =>
        {
            _use(store);
            store.ProvisionSchema();
            store.UseClustering();
        });
    }
}
