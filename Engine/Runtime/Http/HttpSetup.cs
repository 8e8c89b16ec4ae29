using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.Http;

/// <summary>Registers what the HTTP activities need; part of <c>AddElsaRuntime</c>.</summary>
internal static class HttpSetup
{
    public static void AddHttpActivities(this IServiceCollection services)
    {
        services.AddOptions<HttpEndpointOptions>();
        services.AddOptions<SendHttpRequestOptions>();
        services.AddTypeAlias<HttpEndpointRequest>("HttpRequest");
        services.AddTypeAlias<HttpResponseMessage>("HttpResponseMessage");
        services.AddTypeAlias<HttpHeaders>("HttpHeaders");
        services.AddTypeAlias<FormFile>("FormFile");

        services.TryAddScoped<HttpEndpoints>();
        services.TryAddScoped<HttpReplyBuffer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPropertyUIHandler, HttpEndpointPathUIHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPropertyUIHandler, HttpHeadersUIHandler>());

        services.TryAddSingleton<AddressGuard>();
        services.TryAddSingleton<IHostAddresses, SystemHostAddresses>();
        services.TryAddSingleton<GuardedHttpClient>();
        services.AddOutboxHandler<HttpCalls>();
    }
}
