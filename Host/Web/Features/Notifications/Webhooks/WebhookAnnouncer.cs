using Elsa.Http;
using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Notifications.Webhooks;

/// <summary>Stages one row for every endpoint that wants the message; its content stays the same at every try.</summary>
internal sealed class WebhookAnnouncer(IOutbox outbox, IOptions<WebhookSettings> settings, IOptions<HttpEndpointOptions> endpoints) : IAnnouncer
{
    public void Announce(Announcement announcement)
    {
        foreach (var endpoint in settings.Value.Endpoints.Where(x => x.Wants(announcement.TemplateCode)))
            outbox.Add(WebhookRow.Kind, new WebhookRow(endpoint.Name, RowJson.Write(BodyOf(announcement))), announcement.Record.No);
    }

    private Body BodyOf(Announcement said)
    {
        var link = endpoints.Value.BaseUrl is { } address ? address.TrimEnd('/') + NotificationLinks.Of(said.Record.Type, said.Record.No) : null;
        return new Body(said.TemplateCode, said.Kind.ToString(), said.Record.Type, said.Record.No, said.Thing, new Words(said.Text.Zh, said.Text.En), said.At, link);
    }

    private sealed record Body(string Template, string Kind, string RecordType, string RecordNo, string? Thing, Words Text, DateTimeOffset At, string? Url);

    private sealed record Words(string Zh, string En);
}

/// <summary>A row of the outbox.</summary>
/// <param name="Endpoint">Name of the endpoint.</param>
/// <param name="Body">JSON as it is sent.</param>
internal sealed record WebhookRow(string Endpoint, string Body)
{
    public const string Kind = "webhook";
}
