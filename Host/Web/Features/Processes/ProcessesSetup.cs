using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Registers what publishing and migrating need, also where no page is served.</summary>
public static class ProcessesSetup
{
    public static IServiceCollection AddProcesses(this IServiceCollection services)
    {
        services.AddScoped<IDefinitionRule, FlowDefinitionRule>();
        services.AddScoped<IConsumerRule, FlowConsumerRule>();
        services.AddScoped<FlowFindings>();
        services.AddScoped<FlowHistory>();
        services.AddScoped<INotificationHandler<WorkflowDefinitionDraftSaved>>(provider => provider.GetRequiredService<FlowHistory>());
        services.AddScoped<INotificationHandler<WorkflowDefinitionPublished>>(provider => provider.GetRequiredService<FlowHistory>());
        services.AddScoped<INotificationHandler<WorkflowDefinitionRetracted>>(provider => provider.GetRequiredService<FlowHistory>());
        services.AddScoped<RunningPlaces>();
        services.AddScoped<FlowImpacts>();
        services.AddScoped<MigrationPlan>();
        services.AddScoped<MigrationListing.Lister>();
        services.AddScoped<MigrationRun.Runner>();
        services.AddOutboxHandler<MigrationListing>();
        services.AddOutboxHandler<MigrationRun>();
        services.AddSingleton<MigrationSweep>();
        return services.AddRecurringJob(MigrationSweep.Job);
    }
}
