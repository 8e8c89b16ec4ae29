using Elsa.Workflows;
using Elsa.Workflows.ActivationValidators;
using Elsa.Workflows.Execution;
using Elsa.Workflows.IncidentStrategies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Extensions;

/// <summary>Registers what one run in memory needs.</summary>
public static class ElsaCoreSetup
{
    /// <summary>Adds the engine's core: runner, graphs, activities, expressions and JSON. Replaceable: time, ids, standard output.</summary>
    public static IServiceCollection AddElsaCore(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddElsaJson();
        services.AddActivitiesFrom(typeof(ElsaCoreSetup).Assembly);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISystemClock, SystemClock>();
        services.TryAddSingleton<IIdentityGenerator, TimeOrderedIdentityGenerator>();
        services.TryAddSingleton<IStandardOutStreamProvider>(_ => new StandardOutStreamProvider(Console.Out));
        services.TryAddSingleton<IWorkflowStateExtractor, WorkflowStateExtractor>();
        services.TryAddScoped<IWorkflowGraphBuilder, WorkflowGraphBuilder>();
        services.TryAddScoped<IWorkflowBuilderFactory, WorkflowBuilderFactory>();
        services.TryAddScoped<IWorkflowRunner, WorkflowRunner>();
        services.TryAddScoped<ExecutionTracker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncidentStrategy, FaultStrategy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncidentStrategy, ContinueWithIncidentsStrategy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkflowActivationStrategy, AllowAlwaysStrategy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageDriver, WorkflowInstanceStorageDriver>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStorageDriver, MemoryStorageDriver>());
        return services;
    }

    /// <summary>Adds a storage driver for variables.</summary>
    public static IServiceCollection AddStorageDriver<TDriver>(this IServiceCollection services) where TDriver : class, IStorageDriver
    {
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStorageDriver, TDriver>());
        return services;
    }
}
