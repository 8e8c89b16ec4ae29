using Elsa.ITR.Data.Notifications;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Registers everything that is driven by numbers: events, clocks, escalations, penalties, messages, audit.</summary>
public static class ClocksSetup
{
    public static IServiceCollection AddItrClocks(this IServiceCollection services)
    {
        // Events move clocks, clocks raise events: the ring is closed by Lazy.
        services.TryAddTransient(typeof(Lazy<>), typeof(LazyService<>));
        services.TryAddScoped<EventDesk>();
        services.TryAddScoped<ClockBook>();
        services.TryAddScoped<ClockAlarm>();
        services.TryAddScoped<ClockKeeper>();
        services.TryAddScoped<ClockFitting>();
        services.TryAddScoped<ClockDesk>();
        services.TryAddScoped<PauseDesk>();
        services.TryAddScoped<EscalationDesk>();
        services.TryAddScoped<PenaltyDesk>();
        services.TryAddScoped<NotificationDesk>();
        services.TryAddScoped<AuditTrail>();

        services.TryAddSingleton<PolicyCache>();
        services.TryAddScoped<PolicyStore>();
        services.TryAddScoped<IPolicies>(provider => provider.GetRequiredService<PolicyStore>());
        services.TryAddScoped<INotificationTemplates>(provider => provider.GetRequiredService<PolicyStore>());
        services.TryAddScoped<IDeadlines, ClockDeadlines>();
        services.TryAddScoped<INotifier, NotificationOutbox>();

        services.TryAddEnumerable(ServiceDescriptor.Scoped<IClockSubjects, EscalationClockSubjects>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IClockSubjects, PenaltyClockSubjects>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IWorkItemReaction, EscalationAckReaction>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, ClockThresholdHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IDeadlineHandler, ClockPauseHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IOutboxHandler, NotificationOutboxHandler>());
        return services;
    }

    private sealed class LazyService<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
        where T : class;
}
