using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.Options;

namespace Elsa.Http;

/// <summary>Shows the address before the path of an endpoint.</summary>
internal sealed class HttpEndpointPathUIHandler(IOptions<HttpEndpointOptions> options) : IPropertyUIHandler
{
    public ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default) =>
        new(new Dictionary<string, object>
        {
            [InputUIHints.SingleLine] = new Dictionary<string, object>
            {
                ["adornmentText"] = $"{options.Value.BaseUrl?.TrimEnd('/')}{options.Value.BasePath.TrimEnd('/')}/",
                ["enableCopyAdornment"] = true,
            },
            ["Refresh"] = true,
        });
}

/// <summary>Tells the designer that headers are written as JSON.</summary>
internal sealed class HttpHeadersUIHandler : IPropertyUIHandler
{
    public ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default) =>
        new(new Dictionary<string, object>
        {
            [InputUIHints.CodeEditor] = new Dictionary<string, object> { ["language"] = "json" },
        });
}
