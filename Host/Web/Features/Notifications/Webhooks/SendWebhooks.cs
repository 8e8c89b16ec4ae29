using System.Text;
using Elsa.Http;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Notifications.Webhooks;

/// <summary>Posts messages to other systems, at least once and with the same <c>Idempotency-Key</c>, to addresses that the guard allows.</summary>
internal sealed class SendWebhooks(GuardedHttpClient client, IOptions<WebhookSettings> settings, TimeProvider time) : IOutboxHandler
{
    public string Kind => WebhookRow.Kind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<WebhookRow>(message.Payload);
        var endpoint = settings.Value.Endpoints.FirstOrDefault(x => x.Name == row.Endpoint)
            ?? throw new InvalidOperationException($"Expected Webhooks '{row.Endpoint}' in the settings, but it is not there any more.");
        var answer = await client.SendAsync(CallOf(endpoint, row.Body, message.Key), cancellationToken);
        if (answer.Failure is { } failure)
            throw new HttpRequestException($"Webhook '{endpoint.Name}': {failure}. {answer.Message}");
        if (answer.StatusCode is < 200 or > 299)
            throw new HttpRequestException($"Expected webhook '{endpoint.Name}' to answer 2xx, but it answered {answer.StatusCode}.");
    }

    private HttpCall CallOf(WebhookEndpoint endpoint, string body, string key)
    {
        var timestamp = WebhookSignature.TimestampOf(time.GetUtcNow());
        return new HttpCall("POST", endpoint.Url!)
        {
            ContentType = "application/json; charset=utf-8",
            Content = Encoding.UTF8.GetBytes(body),
            Headers = new HttpHeaders
            {
                ["Idempotency-Key"] = [key],
                [WebhookSignature.TimestampHeader] = [timestamp],
                [WebhookSignature.SignatureHeader] = [WebhookSignature.Of(endpoint.Secret, timestamp, body)],
            },
        };
    }
}
