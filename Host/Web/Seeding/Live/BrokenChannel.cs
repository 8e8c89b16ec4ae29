using Elsa.ITR.Domain.Notifications;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>While demonstration data is made, the messages of one record find the mail gateway down: its flow fails and waits for repair.</summary>
internal sealed class BrokenChannel(INotifier inner) : INotifier
{
    /// <summary>The record whose resolution message fails; repairing it later succeeds.</summary>
    public static string? RecordNo { get; set; }

    public Task StageAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.RecordNo == RecordNo && notification.TemplateCode == "CASE_RESOLVED")
            throw new InvalidOperationException("Expected the mail gateway to take the message, but it answered 451 \"queue full\". Retry the step once the gateway is up.");
        return inner.StageAsync(notification, cancellationToken);
    }

    /// <summary>Puts the broken channel before the real one.</summary>
    public static void Replace(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(INotifier)).ImplementationType!;
        services.AddScoped<INotifier>(scope => new BrokenChannel((INotifier)ActivatorUtilities.CreateInstance(scope, real)));
    }
}
