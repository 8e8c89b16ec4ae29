using System.Net;

namespace Elsa.Http;

/// <summary>What requests that workflows send may reach and use.</summary>
public sealed class SendHttpRequestOptions
{
    /// <summary>Networks that may be reached although they are not public, e.g. <c>10.20.0.0/16</c> or <c>fd00:12::/32</c>.</summary>
    public IList<IPNetwork> AllowedNetworks { get; } = [];

    /// <summary>Hosts that may be reached although their addresses are not public, e.g. <c>erp.example.internal</c>; no wildcards.</summary>
    public ISet<string> AllowedHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Elapsed time from looking up the name to the last byte, redirects included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Elapsed time until a connection stands.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer's content.</summary>
    public int MaximumResponseSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Bytes of a request's content; it is kept in the database until it is sent.</summary>
    public int MaximumRequestSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Redirects that are followed, all on the same host.</summary>
    public int MaximumRedirects { get; set; } = 5;
}
