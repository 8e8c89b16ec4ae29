using System.Reflection;
using Elsa.Alterations;
using Elsa.Alterations.Core.Contracts;
using Elsa.Extensions;
using Elsa.Http;
using Elsa.Mediator;
using Elsa.Mediator.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Runtime.Activities;
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
        services.AddElsaCore();
        services.AddActivitiesFrom(typeof(RuntimeSetup).Assembly);
        services.AddCommands();
        services.AddDefinitions();
        services.AddInstances();
        services.AddAlterations();
        services.AddDispatch();
        services.AddBackgroundWork();
        services.AddHttpActivities();
        return services;
    }

    /// <summary>Registers a workflow class; <see cref="IRegistriesPopulator"/> stores it at start-up.</summary>
    public static IServiceCollection AddWorkflow<TWorkflow>(this IServiceCollection services)
        where TWorkflow : class, IWorkflow =>
        services.AddSingleton(new WorkflowClass(typeof(TWorkflow)));

    /// <summary>Registers every public workflow class of the assembly.</summary>
    public static IServiceCollection AddWorkflowsFrom(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(typeof(IWorkflow))))
            services.AddSingleton(new WorkflowClass(type));
        return services;
    }

    /// <summary>Registers a handler of notifications.</summary>
    public static IServiceCollection AddNotificationHandler<THandler, TNotification>(this IServiceCollection services)
        where THandler : class, INotificationHandler<TNotification>
        where TNotification : INotification =>
        services.AddScoped<INotificationHandler<TNotification>, THandler>();

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
        services.TryAddSingleton<KeyedLocks>();
        services.TryAddSingleton<NodeIdentity>();
        services.TryAddSingleton<RuntimeMetrics>();
        services.TryAddSingleton<CommandExecutor>();
        services.TryAddScoped<CommandScope>();
        services.TryAddScoped<FaultReplay>();
        services.TryAddScoped<IFaultReplay>(provider => provider.GetRequiredService<FaultReplay>());
        services.TryAddScoped<IOutbox, OutboxWriter>();
        services.TryAddSingleton<InternalOutbox>();
        services.TryAddSingleton<FailedRows>();
    }

    private static void AddDefinitions(this IServiceCollection services)
    {
        services.TryAddSingleton<GraphCache>();
        services.TryAddScoped<DefinitionContent>();
        services.TryAddSingleton<WorkflowComparer>();
        services.TryAddScoped<WorkflowClasses>();
        services.TryAddScoped<EmbeddedWorkflows>();
        services.TryAddScoped<WorkflowActivities>();
        services.AddNotificationHandler<WorkflowActivitiesRefresh, WorkflowDefinitionPublished>();
        services.AddNotificationHandler<WorkflowActivitiesRefresh, WorkflowDefinitionRetracted>();
        services.AddNotificationHandler<WorkflowActivitiesRefresh, WorkflowDefinitionVersionsDeleted>();
        services.TryAddScoped<IWorkflowDefinitionService, WorkflowDefinitionService>();
        services.TryAddScoped<ExpressionFindings>();
        services.TryAddScoped<IWorkflowValidator, WorkflowValidator>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDefinitionRule, TriggerFindings>());
        services.TryAddScoped<DefinitionVersions>();
        services.TryAddScoped<WorkflowConsumers>();
        services.TryAddScoped<DefinitionUse>();
        services.TryAddScoped<IWorkflowReferences>(provider => provider.GetRequiredService<WorkflowPublisher>());
        services.TryAddScoped<WorkflowPublisher>();
        services.TryAddScoped<IWorkflowDefinitionPublisher>(provider => provider.GetRequiredService<WorkflowPublisher>());
        services.TryAddScoped<IWorkflowDefinitionImporter>(provider => provider.GetRequiredService<WorkflowPublisher>());
        services.TryAddScoped<IWorkflowDefinitionExporter, WorkflowDefinitionExporter>();
        services.TryAddScoped<IWorkflowDefinitionManager, WorkflowDefinitionManager>();
        services.TryAddScoped<VendorContent>();
        services.TryAddScoped<VendorVersions>();
        services.TryAddScoped<ClassVersions>();
        services.TryAddScoped<IRegistriesPopulator, WorkflowPopulator>();
        services.TryAddScoped<TriggerReader>();
        services.TryAddScoped<ITriggerIndexer, TriggerIndexer>();
        services.TryAddScoped<TriggerSchedule>();
        services.AddScoped<IDeadlineHandler>(provider => provider.GetRequiredService<TriggerSchedule>());
        services.AddOutboxHandler<DeleteInstanceHandler>();
    }

    private static void AddInstances(this IServiceCollection services)
    {
        services.TryAddScoped<AmbientCommand>();
        services.TryAddScoped<IWorkflowRuntime, WorkflowRuntime>();
        services.TryAddScoped<InstanceRunner>();
        services.TryAddScoped<CommitHandler>();
        services.TryAddScoped<JournalWriter>();
        services.TryAddScoped<InstanceRepair>();
        services.TryAddScoped<InstanceMigration>();
        services.TryAddScoped<InstanceMigrator>();
        services.TryAddScoped<IWorkflowInstanceVariableManager, InstanceVariables>();
        services.TryAddScoped<BookmarkSchedule>();
        services.TryAddScoped<RetrySchedule>();
        services.AddDeadlineHandler<BookmarkDeadlines>();
        services.AddDeadlineHandler<RetryDeadlines>();
        services.TryAddScoped<IWorkflowCancellationService, WorkflowCancellationService>();
        services.TryAddScoped<InstanceCanceller>();
        services.AddScoped<IOutboxHandler>(provider => provider.GetRequiredService<InstanceCanceller>());
        services.AddScoped<IParkedWork, ParkedWorkIncidents>();
    }

    private static void AddAlterations(this IServiceCollection services)
    {
        services.TryAddScoped<InstanceAlterations>();
        services.TryAddScoped<IAlterationRunner, AlterationRunner>();
        services.TryAddScoped<IAlteredWorkflowDispatcher, AlterationRunner>();
        services.TryAddScoped<AlterationPlans>();
        services.TryAddScoped<AlterationPlanScheduler>();
        services.TryAddScoped<IAlterationPlanScheduler>(provider => provider.GetRequiredService<AlterationPlanScheduler>());
        services.AddScoped<IOutboxHandler>(provider => provider.GetRequiredService<AlterationPlanScheduler>());
        services.AddScoped<IAlterationHandler, ModifyVariableHandler>();
        services.AddScoped<IAlterationHandler, ScheduleActivityHandler>();
        services.AddScoped<IAlterationHandler, CancelActivityHandler>();
        services.AddScoped<IAlterationHandler, MigrateHandler>();
        services.AddScoped<IAlterationHandler, CancelHandler>();
        services.AddScoped<IAlterationHandler, SkipActivityHandler>();
        services.AddScoped<IAlterationHandler, KeepEffectsHandler>();
    }

    private static void AddDispatch(this IServiceCollection services)
    {
        services.TryAddScoped<INotificationSender, NotificationSender>();
        services.TryAddScoped<IWorkflowStarter, WorkflowStarter>();
        services.TryAddScoped<IWorkflowActivationStrategyEvaluator, WorkflowActivationStrategyEvaluator>();
        services.AddScoped<IWorkflowActivationStrategy, SingletonStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, CorrelationStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, CorrelatedSingletonStrategy>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPropertyUIHandler, DispatchChannels>());
        services.TryAddScoped<IWorkflowDispatcher, WorkflowDispatcher>();
        services.AddOutboxHandler<StartRowHandler>();
        services.AddOutboxHandler<RunRowHandler>();
        services.AddOutboxHandler<StimulusRowHandler>();
        services.TryAddScoped<ParentNotifier>();
        services.AddOutboxHandler<ChildEndRowHandler>();
        services.TryAddScoped<IStimulusSender, StimulusSender>();
        services.TryAddScoped<StimulusDelivery>();
        services.AddScoped<IOutboxHandler>(provider => provider.GetRequiredService<StimulusDelivery>());
        services.TryAddScoped<BookmarkQueue>();
        services.TryAddSingleton<QueuedStimuli>();
        services.AddScoped<IRecoveryStep, QueuedStimuliStep>();
        services.TryAddScoped<IWorkflowResumer, WorkflowResumer>();
        services.TryAddScoped<IEventPublisher, EventPublisher>();
        services.TryAddScoped<ITaskReporter, TaskReporter>();
        services.TryAddScoped<TaskDispatcher>();
        services.TryAddScoped<ITaskDispatcher>(provider => provider.GetRequiredService<TaskDispatcher>());
        services.AddScoped<IOutboxHandler>(provider => provider.GetRequiredService<TaskDispatcher>());
    }

    private static void AddBackgroundWork(this IServiceCollection services)
    {
        services.TryAddSingleton<IRecurringJobs, NoRecurringJobs>();
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<DeadlineSweep>();
        services.TryAddSingleton<RecoverySweep>();
        services.TryAddSingleton<Retention>();
        services.TryAddSingleton<StallScan>();
        services.AddScoped<IWaitInspector>(provider => ChildWaits(provider, RuntimeNames.DispatchWorkflow));
        services.AddScoped<IWaitInspector>(provider => ChildWaits(provider, RuntimeNames.ExecuteWorkflow));
        foreach (var job in EngineJobs.All)
            services.AddRecurringJob(job);
    }

    private static ChildWaitInspector ChildWaits(IServiceProvider provider, string bookmarkName) =>
        new(bookmarkName, provider.GetRequiredService<IWorkflowInstanceStore>(), provider.GetRequiredService<IPayloadSerializer>());
}
