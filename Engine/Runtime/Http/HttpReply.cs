namespace Elsa.Http;

/// <summary>The answer to a request.</summary>
public sealed record HttpReply(int StatusCode)
{
    /// <summary>Type of the content, null when there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers beside the content's own.</summary>
    public HttpHeaders Headers { get; init; } = [];

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }
}

/// <summary>Holds what workflows write to the request they serve until the burst is committed (D4). Scoped.</summary>
/// <remarks>A burst that is run again writes into a new buffer; one that is not committed has answered nothing.</remarks>
public sealed class HttpReplyBuffer
{
    /// <summary>True while a request waits for what is written here.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What was written last; null when nothing was.</summary>
    public HttpReply? Reply { get; private set; }

    /// <summary>A request waits from now on.</summary>
    internal void Open() => IsOpen = true;

    /// <summary>Answers the waiting request; the last one counts.</summary>
    internal void Write(HttpReply reply) => Reply = reply;
}
