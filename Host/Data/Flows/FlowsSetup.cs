using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Data.Flows;

internal static class FlowsSetup
{
    public static void AddItrFlows(this IServiceCollection services)
    {
        services.AddSingleton<EventCourier>();
        services.AddScoped<IEventDelivery, EventDelivery>();
        services.AddScoped<IFlows, FlowGateway>();
        services.AddScoped<ICommitObserver, CancelledRecords>();
        services.AddScoped<IRecoveryStep, MissedEvents>();
    }
}
