using System.Net;
using Elsa.Http;

namespace Elsa.ITR.Web.Shell;

/// <summary>What workflows may reach over HTTP, and the address under which theirs are shown; see docs/operations.md.</summary>
public static class HttpSettings
{
    public static void AddHttpSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HttpEndpointOptions>(options => options.BaseUrl = configuration["Http:BaseUrl"]);
        services.Configure<SendHttpRequestOptions>(options =>
        {
            foreach (var network in configuration.GetSection("Http:AllowedNetworks").Get<string[]>() ?? [])
                options.AllowedNetworks.Add(IPNetwork.TryParse(network, out var parsed)
                    ? parsed
                    : throw new InvalidOperationException($"Expected Http:AllowedNetworks to list networks such as 10.20.0.0/16, but found '{network}'."));
            foreach (var host in configuration.GetSection("Http:AllowedHosts").Get<string[]>() ?? [])
                options.AllowedHosts.Add(host);
        });
    }
}
