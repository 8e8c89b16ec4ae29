using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Web.Features.Notifications.Mail;
using Elsa.ITR.Web.Features.Notifications.Webhooks;
using Microsoft.Extensions.Options;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Registers the ways out of the application, also where no page is served.</summary>
public static class NotificationsSetup
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailSettings>().Bind(configuration.GetSection("Mail"))
            .Validate(mail => string.IsNullOrWhiteSpace(mail.Host) || System.Net.Mail.MailAddress.TryCreate(mail.From, out _), "Expected Mail:From to be the address that letters come from, because Mail:Host is set.")
            .ValidateOnStart();
        services.AddSingleton<Mailer>();
        services.AddScoped<MailWriter>();
        services.AddOutboxHandler<SendNotifications>();

        services.AddOptions<WebhookSettings>().Configure(settings => configuration.GetSection("Webhooks").Bind(settings.Endpoints)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookSettings>, WebhookCheck>();
        services.AddScoped<IAnnouncer, WebhookAnnouncer>();
        services.AddOutboxHandler<SendWebhooks>();
        return services;
    }
}
