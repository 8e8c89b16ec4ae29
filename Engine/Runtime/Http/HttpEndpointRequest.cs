namespace Elsa.Http;

/// <summary>A request as the workflow gets it: read to its end, so that a burst can be run again.</summary>
public sealed class HttpEndpointRequest
{
    /// <summary>GET, POST …</summary>
    public required string Method { get; init; }

    /// <summary>Path below the host's base path, with a leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>Values of the route's parameters.</summary>
    public IDictionary<string, object> RouteData { get; init; } = new Dictionary<string, object>();

    /// <summary>Values of the query; several of one name are an array.</summary>
    public IDictionary<string, object> Query { get; init; } = new Dictionary<string, object>();

    /// <summary>Headers but those that carry credentials; several of one name are an array.</summary>
    public IDictionary<string, object> Headers { get; init; } = new Dictionary<string, object>();

    /// <summary>Type of the content, null when there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>JSON as objects and lists, a form as a dictionary, text as it is, everything else as bytes; null for none.</summary>
    public object? Content { get; init; }

    /// <summary>Uploaded files.</summary>
    public FormFile[] Files { get; init; } = [];

    /// <summary>The outcome of a request that breaks a limit the workflow handles itself; null when all is well.</summary>
    public string? Violation { get; init; }
}

/// <summary>An uploaded file.</summary>
/// <param name="Name">Name of the form's field.</param>
/// <param name="FileName">Name the sender gave it; never a path to trust.</param>
/// <param name="ContentType">MIME type the sender gave it.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FormFile(string Name, string FileName, string ContentType, byte[] Content)
{
    /// <summary>Bytes.</summary>
    public long Length => Content.LongLength;
}
