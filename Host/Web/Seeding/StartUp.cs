using Elsa.ITR.Data;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding;

/// <summary>What happens between building the host and serving the first request.</summary>
public static partial class StartUp
{
    /// <summary>Migrates the database, loads what shipped with this version, and refuses publicly known passwords in Production.</summary>
    /// <remarks><c>Database:Prepare=false</c> leaves schema and content to <c>database migrate</c>, run once before many nodes start.</remarks>
    /// <exception cref="SeedException">Shipped content was changed, or Production holds a publicly known password.</exception>
    public static async Task PrepareAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.GetValue("Database:Prepare", true))
        {
            await using (var scope = services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<ItrDbContext>().Database.MigrateAsync(cancellationToken);

            var loaded = await ReferenceData.LoadAsync(services, cancellationToken);
            if (loaded.Lines.Count > 0)
                LogLoaded(services.GetRequiredService<ILogger<SeedReport>>(), loaded);
        }

        if (services.GetRequiredService<IHostEnvironment>().IsProduction())
            await KnownSecrets.RefuseAsync(services, configuration, cancellationToken);
    }

    /// <summary>As <see cref="PrepareAsync"/>, for the executable: a refusal is logged as one line.</summary>
    /// <returns>False when the host must not start.</returns>
    public static async Task<bool> TryPrepareAsync(this IServiceProvider services)
    {
        try
        {
            await services.PrepareAsync();
            return true;
        }
        catch (SeedException refused)
        {
            LogRefused(services.GetRequiredService<ILogger<SeedReport>>(), refused.Message);
            return false;
        }
    }

    [LoggerMessage(4102, LogLevel.Critical, "The host does not start. {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(4101, LogLevel.Information, "Reference data: {Report}")]
    private static partial void LogLoaded(ILogger logger, SeedReport report);
}
