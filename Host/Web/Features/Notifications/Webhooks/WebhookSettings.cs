using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Notifications.Webhooks;

/// <summary>Other systems that hear of messages; see docs/operations.md.</summary>
public sealed class WebhookSettings
{
    /// <summary>Bytes of a secret at least: as many as the signature has.</summary>
    public const int ShortestSecret = 32;

    public IList<WebhookEndpoint> Endpoints { get; } = [];

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public string? Fault()
    {
        if (Endpoints.FirstOrDefault(x => x.Name.Length == 0 || Endpoints.Count(other => other.Name == x.Name) > 1) is { } named)
            return $"Expected every endpoint of Webhooks to have a name of its own, but found '{named.Name}'.";
        if (Endpoints.FirstOrDefault(x => x.Url is not { IsAbsoluteUri: true, Scheme: "https" or "http" }) is { } addressed)
            return $"Expected Webhooks '{addressed.Name}' to have an absolute http or https address, but found '{addressed.Url}'.";
        return Endpoints.FirstOrDefault(x => x.Secret.Length < ShortestSecret) is { } weak ? $"Expected Webhooks '{weak.Name}' to have a secret of at least {ShortestSecret} characters." : null;
    }
}

/// <summary>Stops the host where they cannot work.</summary>
internal sealed class WebhookCheck : IValidateOptions<WebhookSettings>
{
    public ValidateOptionsResult Validate(string? name, WebhookSettings options) => options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}

/// <summary>One of them.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>Stands in rows of the outbox; the address may change under it.</summary>
    public string Name { get; set; } = "";

    public Uri? Url { get; set; }

    /// <summary>Signs what is sent; known to both sides only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Codes of the messages it wants; none means all.</summary>
    public IList<string> Templates { get; } = [];

    public bool Wants(string templateCode) => Templates.Count == 0 || Templates.Contains(templateCode);
}
