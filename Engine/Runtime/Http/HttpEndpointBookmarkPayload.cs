using Elsa.Workflows.Attributes;

namespace Elsa.Http.Bookmarks;

/// <summary>Waited for by <c>Elsa.HttpEndpoint</c>: one per method. Found by route and method; the rest is checked before anything runs.</summary>
/// <param name="Route">Key of the template, see <see cref="RouteTemplate.Keys"/>.</param>
/// <param name="Method">In lower case.</param>
public record HttpEndpointBookmarkPayload(string Route, string Method)
{
    /// <summary>The path as written.</summary>
    [ExcludeFromHash]
    public string Path { get; init; } = "";

    /// <summary>True lets in only those who are signed in.</summary>
    [ExcludeFromHash]
    public bool Authorize { get; init; }

    /// <summary>Name of a policy of the host that must hold; null for none.</summary>
    [ExcludeFromHash]
    public string? Policy { get; init; }

    /// <summary>Elapsed time after which the request is given up; null for no limit of its own.</summary>
    [ExcludeFromHash]
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>What the request may carry.</summary>
    [ExcludeFromHash]
    public UploadLimits Limits { get; init; } = new();
}

/// <summary>What a request may carry, and which violations are outcomes of the activity instead of answers.</summary>
public record UploadLimits
{
    /// <summary>Bytes of the body; null for the host's limit.</summary>
    public long? RequestSize { get; init; }

    /// <summary>Bytes of one file; null for no limit.</summary>
    public long? FileSize { get; init; }

    /// <summary>Extensions with or without dot; empty allows all.</summary>
    public IReadOnlyCollection<string> AllowedExtensions { get; init; } = [];

    /// <summary>Extensions with or without dot that are refused.</summary>
    public IReadOnlyCollection<string> BlockedExtensions { get; init; } = [];

    /// <summary>MIME types, also <c>image/*</c>; empty allows all.</summary>
    public IReadOnlyCollection<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>Violations that the workflow wants to handle itself.</summary>
    public IReadOnlyCollection<string> ExposedOutcomes { get; init; } = [];
}
