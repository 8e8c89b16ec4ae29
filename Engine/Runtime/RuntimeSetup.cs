using Elsa.Workflows.Execution;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Elsa.Workflows.Runtime.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Workflows.Runtime;

/// <summary>Registers the durable part of the engine; the stores come from <c>AddElsaPersistence</c>, the rhythm from <c>AddQuartzJobs</c>.</summary>
public static class RuntimeSetup
{
    /// <summary>Registers commands, outbox, deadlines, jobs and recovery.</summary>
    public static IServiceCollection AddElsaRuntime(this IServiceCollection services, Action<RuntimeOptions>? configure = null)
    {
        services.AddOptions<RuntimeOptions>();
        if (configure is not null)
            services.Configure(configure);

        services.TryAddSingleton(TimeProvider.System);
        services.AddCommands();
        services.AddBackgroundWork();
        return services;
    }

    /// <summary>Registers a command's handler.</summary>
    public static IServiceCollection AddCommandHandler<TCommand, TResult, THandler>(this IServiceCollection services)
        where THandler : class, ICommandHandler<TCommand, TResult> =>
        services.AddScoped<ICommandHandler<TCommand, TResult>, THandler>();

    /// <summary>Registers the handler of one kind of outbox rows.</summary>
    public static IServiceCollection AddOutboxHandler<THandler>(this IServiceCollection services)
        where THandler : class, IOutboxHandler =>
        services.AddScoped<IOutboxHandler, THandler>();

    /// <summary>Registers the handler of one kind of deadlines.</summary>
    public static IServiceCollection AddDeadlineHandler<THandler>(this IServiceCollection services)
        where THandler : class, IDeadlineHandler =>
        services.AddScoped<IDeadlineHandler, THandler>();

    /// <summary>Registers work in a rhythm.</summary>
    public static IServiceCollection AddRecurringJob(this IServiceCollection services, RecurringJob job) => services.AddSingleton(job);

    private static void AddCommands(this IServiceCollection services)
    {
        services.TryAddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>();
        services.TryAddSingleton<KeyedLocks>();
        services.TryAddSingleton<NodeIdentity>();
        services.TryAddSingleton<RuntimeMetrics>();
        services.TryAddSingleton<CommandExecutor>();
        services.TryAddScoped<CommandScope>();
        services.TryAddScoped<FaultReplay>();
        services.TryAddScoped<IFaultReplay>(provider => provider.GetRequiredService<FaultReplay>());
        services.TryAddScoped<ExecutionTracker>();
        services.TryAddScoped<IOutbox, OutboxWriter>();
        services.TryAddSingleton<InternalOutbox>();
        services.TryAddSingleton<FailedRows>();
    }

    private static void AddBackgroundWork(this IServiceCollection services)
    {
        services.TryAddSingleton<IRecurringJobs, NoRecurringJobs>();
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<DeadlineSweep>();
        services.TryAddSingleton<RecoverySweep>();
        services.TryAddSingleton<Retention>();
        foreach (var job in EngineJobs.All)
            services.AddRecurringJob(job);
    }
}
