namespace Elsa.Http;

/// <summary>A request to be sent.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Url">Absolute, http or https.</param>
public sealed record HttpCall(string Method, Uri Url)
{
    /// <summary>Headers beside the content's own.</summary>
    public HttpHeaders Headers { get; init; } = [];

    /// <summary>Type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>The content; empty for none.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Whether <c>Authorization</c> must be well-formed.</summary>
    public bool ValidatesAuthorization { get; init; } = true;

    internal HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Url);
        if (Content.Length > 0 || ContentType is not null)
        {
            request.Content = new ByteArrayContent(Content);
            if (ContentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        foreach (var (name, values) in Headers)
        {
            var validates = ValidatesAuthorization && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            if (validates)
                request.Headers.Add(name, values);
            else if (!request.Headers.TryAddWithoutValidation(name, values))
                request.Content?.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }
}

/// <summary>Why there is no answer.</summary>
public enum HttpFailure
{
    /// <summary>The name has no address, nobody listens there, or the connection broke.</summary>
    NotConnected,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The address is none that workflows may reach.</summary>
    Refused,

    /// <summary>The answer is larger than allowed.</summary>
    TooLarge,
}

/// <summary>An answer, or why there is none; what a waiting activity is resumed with.</summary>
public sealed class HttpAnswer
{
    /// <summary>Why there is no answer; null when there is one.</summary>
    public HttpFailure? Failure { get; init; }

    /// <summary>The failure in words.</summary>
    public string? Message { get; init; }

    /// <summary>Status.</summary>
    public int StatusCode { get; init; }

    /// <summary>Headers, the content's own included.</summary>
    public HttpHeaders Headers { get; init; } = [];

    /// <summary>Type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>The content.</summary>
    public byte[] Content { get; init; } = [];

    internal HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)StatusCode) { Content = new ByteArrayContent(Content) };
        foreach (var (name, values) in Headers)
            if (!response.Headers.TryAddWithoutValidation(name, values))
                response.Content.Headers.TryAddWithoutValidation(name, values);
        return response;
    }
}
