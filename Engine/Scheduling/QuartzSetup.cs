using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Elsa.Scheduling.Quartz;

/// <summary>Gives the engine its rhythm.</summary>
public static class QuartzSetup
{
    /// <summary>Runs the registered <see cref="RecurringJob"/>s while the host runs.</summary>
    public static IServiceCollection AddQuartzJobs(this IServiceCollection services)
    {
        services.AddQuartz();
        services.TryAddSingleton<ICronParser, QuartzCronParser>();
        services.AddTransient<RecurringJobRunner>();
        services.AddSingleton<QuartzRecurringJobs>();
        services.Replace(ServiceDescriptor.Singleton<IRecurringJobs>(provider => provider.GetRequiredService<QuartzRecurringJobs>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<QuartzRecurringJobs>());
        return services;
    }
}
