using Elsa.ITR.Data.Archive;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Data.Documents;
using Elsa.ITR.Data.Flows;
using Elsa.ITR.Data.Live;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Persistence.EFCore;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Data;

/// <summary>Registers the context, the stores behind the domain's ports, and the desks.</summary>
public static class DataSetup
{
    /// <summary>Reads <c>Database:Provider</c> (Sqlite when absent) and <c>ConnectionStrings:Itr</c>.</summary>
    /// <param name="providers">The database products this host was built with.</param>
    /// <exception cref="InvalidOperationException">The provider is unknown, or it needs a connection string and none is configured.</exception>
    public static IServiceCollection AddItrData(this IServiceCollection services, IConfiguration configuration, params DatabaseProvider[] providers)
    {
        var name = configuration["Database:Provider"] ?? "Sqlite";
        var provider = providers.FirstOrDefault(x => string.Equals(x.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException(
                $"Expected Database:Provider to be one of {string.Join(", ", providers.Select(x => x.Name))}, but it is \"{name}\".");
        var connectionString = configuration.GetConnectionString("Itr") ?? provider.DefaultConnectionString
            ?? throw new InvalidOperationException($"Expected ConnectionStrings:Itr for {provider.Name}, but it is missing. Set it in appsettings.json or as ConnectionStrings__Itr.");
        return services.AddItrData(provider, connectionString);
    }

    /// <summary>Registers everything over one database.</summary>
    public static IServiceCollection AddItrData(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        provider.Prepare(connectionString);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider);
        services.AddSingleton(_ => new KeptOpen(provider, connectionString));
        services.AddSingleton<LiveChangeWriter>();
        services.AddPooledDbContextFactory<ItrDbContext>(
            (sp, options) =>
            {
                sp.GetRequiredService<KeptOpen>().Configure(options);
                options.AddInterceptors(sp.GetRequiredService<LiveChangeWriter>());
                // A conflict is run again by the executor, anything else is logged where it ends: here it would be said twice.
                options.ConfigureWarnings(log => log.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));
            });
        services.Replace(ServiceDescriptor.Scoped(sp => sp.GetRequiredService<IDbContextFactory<ItrDbContext>>().CreateDbContext()
            .For(sp.GetRequiredService<AccessScope>(), sp.GetRequiredService<CurrentActor>(), sp.GetRequiredService<TimeProvider>())));
        services.AddElsaPersistence<ItrDbContext>();

        services.AddSingleton<RecordNumbers>();
        services.AddSingleton<IRecordNumbers>(sp => sp.GetRequiredService<RecordNumbers>());
        services.AddScoped<CurrentActor>();
        services.AddScoped<RecordOrgs>();
        services.AddSingleton<OrgTrees>();
        services.AddScoped<IOrphans, BlobStore>();
        services.AddScoped<CaseArchive>();
        services.AddScoped<ArchiveReader>();
        services.AddScoped(typeof(Lazy<>), typeof(Later<>));
        services.AddRecurringJob(new RecurringJob("blob-orphans", (sp, token) => sp.GetRequiredService<IOrphans>().SweepAsync(token))
        {
            Cron = "0 40 3 * * ?",
            OncePerCluster = true, // nightly, beside the engine's retention
        });
        services.AddItrClocks();
        services.AddItrFlows();
        AddDesks(services);
        AddStores(services);
        return services;
    }

    /// <summary>Makes the database's time the host's (D11); another <see cref="TimeProvider"/> than the machine's, as tests and the seeder have, stays.</summary>
    public static IServiceCollection AddDatabaseClock(this IServiceCollection services)
    {
        if (services.Any(x => x.ServiceType == typeof(TimeProvider) && x.ImplementationInstance != TimeProvider.System))
            return services;

        services.AddSingleton(sp => new DatabaseClock(sp.GetRequiredService<DatabaseProvider>(), TimeProvider.System));
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(sp => sp.GetRequiredService<DatabaseClock>()));
        return services.AddRecurringJob(new RecurringJob(
            "database-clock",
            (sp, token) => sp.GetRequiredService<DatabaseClock>().MeasureAsync(sp.GetRequiredService<ItrDbContext>().Database, token))
        { Every = TimeSpan.FromMinutes(1) });
    }

    // A desk is a sealed class of Domain that is made from ports, other desks and the time alone; it lives as long as its command.
    private static void AddDesks(IServiceCollection services)
    {
        var domain = typeof(CurrentActor).Assembly;
        var desks = domain.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: true, IsAbstract: false })
            .Where(type => type.GetConstructors() is [var only] && only.GetParameters() is { Length: > 0 } parts && parts.All(part => IsPart(part.ParameterType)));
        foreach (var desk in desks)
        {
            services.TryAddScoped(desk);
            foreach (var port in desk.GetInterfaces().Where(port => port.Assembly == domain))
                services.TryAddEnumerable(ServiceDescriptor.Scoped(port, desk)); // reactions and clock subjects: several of a kind
        }

        bool IsPart(Type type) => type == typeof(TimeProvider) || type == typeof(CurrentActor)
            || (type.Assembly == domain && (type.IsInterface || type is { IsSealed: true, IsClass: true } && !typeof(Entity).IsAssignableFrom(type)))
            || (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Lazy<>) && IsPart(type.GetGenericArguments()[0]))
            || (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) && type.GetGenericArguments()[0] is { IsInterface: true } port && port.Assembly == domain);
    }

    // A store implements ports of Domain and takes the context.
    private static void AddStores(IServiceCollection services)
    {
        var domain = typeof(CurrentActor).Assembly;
        foreach (var store in typeof(ItrDbContext).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Store", StringComparison.Ordinal)))
        {
            services.TryAddScoped(store);
            foreach (var port in store.GetInterfaces().Where(port => port.Assembly == domain))
                services.TryAddScoped(port, sp => sp.GetRequiredService(store));
        }
    }

    // Ends with the services.
    private sealed class KeptOpen(DatabaseProvider provider, string connectionString) : IDisposable
    {
        public void Configure(DbContextOptionsBuilder options) => provider.Configure(options, connectionString);

        public void Dispose() => provider.Release(connectionString);
    }

    // Two desks that need each other: the second is made when it is first used.
    private sealed class Later<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
        where T : notnull;
}
