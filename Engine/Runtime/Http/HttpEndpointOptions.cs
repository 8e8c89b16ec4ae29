namespace Elsa.Http;

/// <summary>Settings of the endpoints that workflows open.</summary>
public sealed class HttpEndpointOptions
{
    /// <summary>Where the host maps them.</summary>
    public string BasePath { get; set; } = "/workflows";

    /// <summary>Address shown in the designer before a path, e.g. <c>https://itr.example.com</c>; null shows the base path only.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Bytes of a body, whatever an endpoint allows.</summary>
    public long MaximumRequestSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>Elapsed time a request may take, whatever an endpoint allows.</summary>
    public TimeSpan MaximumRequestTime { get; set; } = TimeSpan.FromMinutes(1);
}
