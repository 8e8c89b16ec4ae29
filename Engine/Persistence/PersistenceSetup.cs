using Elsa.Alterations.Core.Contracts;
using Elsa.Http;
using Elsa.Persistence.EFCore.Alterations;
using Elsa.Persistence.EFCore.Bookmarks;
using Elsa.Persistence.EFCore.Commands;
using Elsa.Persistence.EFCore.Deadlines;
using Elsa.Persistence.EFCore.Definitions;
using Elsa.Persistence.EFCore.Instances;
using Elsa.Persistence.EFCore.Journal;
using Elsa.Persistence.EFCore.Lists;
using Elsa.Persistence.EFCore.Outbox;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Lists;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Persistence.EFCore;

/// <summary>Registers the stores of the engine over a context that maps <see cref="EngineModel"/>.</summary>
public static class PersistenceSetup
{
    /// <summary>Registers the stores over the scoped <see cref="DbContext"/> that the host registers.</summary>
    public static IServiceCollection AddElsaPersistence(this IServiceCollection services)
    {
        services.TryAddSingleton<WriteGate>();
        services.TryAddScoped<IUnitOfWork, EfUnitOfWork>();
        services.TryAddScoped<ICommandLog, EfCommandLog>();
        services.TryAddScoped<IOutboxStore, EfOutboxStore>();
        services.TryAddScoped<IDeadlineStore, EfDeadlineStore>();
        services.TryAddScoped<IBookmarkStore, EfBookmarkStore>();
        services.TryAddScoped<ITriggerStore, EfTriggerStore>();
        services.TryAddScoped<IBookmarkQueueStore, EfBookmarkQueueStore>();
        services.TryAddScoped<IWorkflowDefinitionStore, EfWorkflowDefinitionStore>();
        services.TryAddScoped<IAlterationPlanStore, EfAlterationPlanStore>();
        services.TryAddScoped<JournalBatch>();
        services.TryAddScoped<IWorkflowInstanceStore, EfWorkflowInstanceStore>();
        services.TryAddScoped<IStallStore, EfStallStore>();
        services.TryAddScoped<IDefinitionLists, EfDefinitionLists>();
        services.TryAddScoped<IInstanceLists, EfInstanceLists>();
        services.TryAddScoped<IJournalLists, EfJournalLists>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDefinitionRule, DuplicateRoutes>()); // looks at stored triggers
        return services;
    }

    /// <summary>Registers the stores over <typeparamref name="TContext"/>, which must be registered scoped.</summary>
    public static IServiceCollection AddElsaPersistence<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddScoped<DbContext>(provider => provider.GetRequiredService<TContext>());
        return services.AddElsaPersistence();
    }
}
