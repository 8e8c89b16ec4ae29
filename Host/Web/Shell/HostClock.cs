using Elsa.ITR.Data;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Jobs;

namespace Elsa.ITR.Web.Shell;

/// <summary>Whose time the host goes by: the database's, so that nodes agree (D11); in tests of a host in another process a file's.</summary>
public static class HostClock
{
    private const string FileKey = "Testing:ClockFile";

    public static IServiceCollection AddHostClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new DatabaseClock(provider.GetRequiredService<DatabaseProvider>(), TimeProvider.System));
        services.AddSingleton(provider => configuration[FileKey] is { Length: > 0 } file
            ? FileClock(file, provider.GetRequiredService<IHostEnvironment>())
            : provider.GetRequiredService<DatabaseClock>());
        services.AddRecurringJob(new RecurringJob("database-clock", MeasureAsync) { Every = TimeSpan.FromMinutes(1) });
        return services;
    }

    private static TimeProvider FileClock(string file, IHostEnvironment environment) => environment.IsEnvironment("Testing")
        ? new OffsetFileClock(file)
        : throw new InvalidOperationException($"Expected {FileKey} only in the environment Testing, but this is {environment.EnvironmentName}. Remove the setting.");

    // An embedded database runs on this machine's clock; there is nothing to measure.
    private static Task MeasureAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<ItrDbContext>().Database;
        return database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? Task.CompletedTask
            : services.GetRequiredService<DatabaseClock>().MeasureAsync(database, cancellationToken);
    }
}
