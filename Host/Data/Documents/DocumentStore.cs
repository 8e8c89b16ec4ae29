using Elsa.ITR.Domain.Documents;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Documents;

internal sealed class DocumentStore(ItrDbContext db) : IDocuments
{
    public Task<DocumentRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<DocumentRecord>(id, cancellationToken);

    public async Task<DocumentRecord?> OfRecordAsync(Guid recordId, string type, string? about = null, CancellationToken cancellationToken = default) =>
        (await AllOfRecordAsync(recordId, cancellationToken)).LastOrDefault(x => x.Type == type && x.AboutNo == about);

    public async Task<IReadOnlyList<DocumentRecord>> AllOfRecordAsync(Guid recordId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<DocumentRecord>(recordId, x => x.RecordId == recordId, cancellationToken)).OrderBy(x => x.Id)];

    public async Task<IReadOnlyList<DocumentSignature>> SignaturesAsync(Guid documentId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<DocumentSignature>(documentId, x => x.DocumentId == documentId, cancellationToken)).OrderBy(x => x.At)];

    public async Task<IReadOnlyList<DocumentVersion>> VersionsAsync(Guid documentId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<DocumentVersion>(documentId, x => x.DocumentId == documentId, cancellationToken)).OrderBy(x => x.Version).ThenBy(x => x.Id)];

    public Task<DocumentTemplate?> TemplateAsync(string type, string language, CancellationToken cancellationToken = default) =>
        db.Set<DocumentTemplate>().Where(x => x.Type == type && x.Language == language).OrderByDescending(x => x.Version).FirstOrDefaultAsync(cancellationToken);

    public void Add(DocumentRecord document) => db.Add(document);

    public void Add(DocumentVersion version) => db.Add(version);

    public void Add(DocumentSignature signature) => db.Add(signature);
}
