using Elsa.ITR.Web.Features.Operations.Batches;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Recovery;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Registers what finds, names and repairs instances that stand still, also where no page is served.</summary>
public static class OperationsSetup
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddScoped<TaskFacts>();
        services.AddScoped<EventFacts>();
        services.AddScoped<StallFactReader>();
        services.AddScoped<InstanceStalls>();
        services.AddScoped<FoundInstances>();
        services.AddScoped<Altering>();
        services.AddScoped<IRepair, RetryStep>();
        services.AddScoped<IRepair, SkipStep>();
        services.AddScoped<IRepair, ReplayFromStep>();
        services.AddScoped<IRepair, SendEvent>();
        services.AddScoped<IRepair, MigrateInstance>();
        services.AddScoped<IRepair, CancelInstance>();
        services.AddScoped<BurstLines>();
        services.AddScoped<ICommitObserver>(provider => provider.GetRequiredService<BurstLines>());
        services.AddScoped<EffectReader>();
        services.AddScoped<Rehearsal>();
        services.AddScoped<RepairChoices>();
        services.AddScoped<RunBatch.Worker>();
        services.AddOutboxHandler<RunBatch>();
        services.AddScoped<IStallFollower, StallNews>();
        return services.AddScoped<IInstanceInspector, StallInspector>();
    }
}
