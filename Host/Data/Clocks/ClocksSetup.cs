using Elsa.ITR.Data.Notifications;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows.Runtime.Deadlines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Registers what connects clocks and messages with the engine; desks and stores are found by <see cref="DataSetup"/>.</summary>
public static class ClocksSetup
{
    public static IServiceCollection AddItrClocks(this IServiceCollection services)
    {
        services.TryAddSingleton<PolicyCache>();
        services.TryAddScoped<IDeadlines, ClockDeadlines>();
        services.TryAddScoped<INotifier, NotificationOutbox>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, ClockThresholdHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, ClockPauseHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, CalendarChangedHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, ClockRecountHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, DigestHandler>());
        return services;
    }
}
