namespace Elsa.ITR.Domain.Documents;

/// <summary>Documents and their versions, as a command needs them.</summary>
public interface IDocuments
{
    /// <summary>A document, null when there is none in the reader's scope.</summary>
    /// <param name="id">Document id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<DocumentRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The newest document of the type on the record, null when there is none.</summary>
    /// <param name="recordId">The record.</param>
    /// <param name="type">Document type.</param>
    /// <param name="about">Number of the record beside the case that it is about; null for the case itself.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<DocumentRecord?> OfRecordAsync(Guid recordId, string type, string? about = null, CancellationToken cancellationToken = default);

    /// <summary>All documents of the record, oldest first.</summary>
    /// <param name="recordId">The record.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<DocumentRecord>> AllOfRecordAsync(Guid recordId, CancellationToken cancellationToken = default);

    /// <summary>Signatures of a document, oldest first.</summary>
    /// <param name="documentId">Document id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<DocumentSignature>> SignaturesAsync(Guid documentId, CancellationToken cancellationToken = default);

    /// <summary>Versions of a document in every language, oldest first.</summary>
    /// <param name="documentId">Document id.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<IReadOnlyList<DocumentVersion>> VersionsAsync(Guid documentId, CancellationToken cancellationToken = default);

    /// <summary>The newest template of the type in the language; null when the process owners have written none.</summary>
    /// <param name="type">Document type.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<DocumentTemplate?> TemplateAsync(string type, string language, CancellationToken cancellationToken = default);

    /// <summary>Stages a row for the commit.</summary>
    /// <param name="document">A new document.</param>
    void Add(DocumentRecord document);

    /// <summary>Stages a row for the commit.</summary>
    /// <param name="version">A new version.</param>
    void Add(DocumentVersion version);

    /// <summary>Stages a row for the commit.</summary>
    /// <param name="signature">A signature.</param>
    void Add(DocumentSignature signature);
}

/// <summary>Immutable content addressed by its hash (D16).</summary>
public interface IBlobs
{
    /// <summary>Stages content inside the command; the same content is stored once.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="contentType">MIME type.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>SHA-256, lower-case hex.</returns>
    Task<string> StageAsync(ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default);

    /// <summary>Stores an upload before the command that will refer to it; nothing else is committed.</summary>
    /// <param name="content">The upload.</param>
    /// <param name="contentType">MIME type.</param>
    /// <param name="limit">Most bytes accepted.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="Shared.RuleViolationException">document.too-large.</exception>
    Task<BlobInfo> UploadAsync(Stream content, string contentType, long limit, CancellationToken cancellationToken = default);

    /// <summary>The content, null when there is none.</summary>
    /// <param name="hash">SHA-256, lower-case hex.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<BlobContent?> ReadAsync(string hash, CancellationToken cancellationToken = default);
}

/// <summary>What was uploaded.</summary>
/// <param name="Hash">SHA-256, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record BlobInfo(string Hash, long Size);

/// <summary>Stored content.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">MIME type.</param>
public sealed record BlobContent(byte[] Content, string ContentType);
