using Elsa.ITR.Data;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Web.Shell;

/// <summary>Lets a file tell the time, so that a test can move a host in another process (D11).</summary>
public static class ClockFile
{
    private const string Key = "Testing:ClockFile";

    /// <summary>Does nothing where the setting is missing; refuses it outside of the environment Testing.</summary>
    public static IServiceCollection AddClockFile(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Key] is { Length: > 0 } file)
            services.Replace(ServiceDescriptor.Singleton(provider => Open(file, provider.GetRequiredService<IHostEnvironment>())));
        return services;
    }

    private static TimeProvider Open(string file, IHostEnvironment environment) => environment.IsEnvironment("Testing")
        ? new OffsetFileClock(file)
        : throw new InvalidOperationException($"Expected {Key} only in the environment Testing, but this is {environment.EnvironmentName}. Remove the setting.");
}
