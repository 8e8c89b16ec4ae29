using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Gives the engine its rhythm.</summary>
public static class QuartzSetup
{
    internal const string Node = "node";
    internal const string Cluster = "cluster";

    /// <summary>Runs the registered <see cref="RecurringJob"/>s while the host runs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="cluster">Where nodes agree about jobs that run once for all; null for a single node.</param>
    public static IServiceCollection AddQuartzJobs(this IServiceCollection services, ClusterStore? cluster = null)
    {
        // The rhythm follows the machine, whatever time the product is told: what is due is decided by the jobs.
        // A scheduler with a name has its time for itself; one without would take everybody's from the container.
        services.AddQuartz(Node, node => node.UseTimeProvider(TimeProvider.System));
        if (cluster is not null)
            services.AddQuartz(Cluster, cluster.Configure);
        services.AddTransient<RecurringJobRunner>();
        services.TryAddSingleton<ICronParser, QuartzCronParser>();
        services.AddSingleton(provider => new QuartzRecurringJobs(
            provider.GetServices<RecurringJob>(),
            provider.GetRequiredKeyedService<ISchedulerFactory>(Node),
            cluster is null ? null : provider.GetRequiredKeyedService<ISchedulerFactory>(Cluster),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QuartzRecurringJobs>>()));
        services.Replace(ServiceDescriptor.Singleton<IRecurringJobs>(provider => provider.GetRequiredService<QuartzRecurringJobs>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<QuartzRecurringJobs>());
        return services;
    }
}
