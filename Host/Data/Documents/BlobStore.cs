using System.Security.Cryptography;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Data.Documents;

/// <summary>Immutable content, found by its hash (D16).</summary>
public sealed class Blob
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public string ContentType { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Deletes uploads older than a day that nothing refers to; for the nightly job.</summary>
public interface IOrphans
{
    /// <summary>Returns how many were deleted.</summary>
    Task<int> SweepAsync(CancellationToken cancellationToken);
}

internal sealed class BlobStore(ItrDbContext db, IServiceScopeFactory scopes, TimeProvider time) : IBlobs, IOrphans
{
    /// <summary>Uploads that no document refers to are kept this long: a person may still be filling in the form.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    public async Task<string> StageAsync(ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default)
    {
        var hash = HashOf(content.Span);
        var known = db.Set<Blob>().Local.Any(x => x.Hash == hash) || await db.Set<Blob>().AnyAsync(x => x.Hash == hash, cancellationToken);
        if (!known)
            db.Add(new Blob { Hash = hash, Content = content.ToArray(), ContentType = contentType, CreatedAt = time.GetUtcNow() });
        return hash;
    }

    public async Task<BlobInfo> UploadAsync(Stream content, string contentType, long limit, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await content.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (buffer.Length + read > limit)
                throw new RuleViolationException("document.too-large", ("limit", limit));

            buffer.Write(chunk, 0, read);
        }

        var bytes = buffer.ToArray();
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        var hash = HashOf(bytes);
        if (!await own.Set<Blob>().AnyAsync(x => x.Hash == hash, cancellationToken))
        {
            own.Add(new Blob { Hash = hash, Content = bytes, ContentType = contentType, CreatedAt = time.GetUtcNow() });
            try
            {
                await own.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException error) when (Elsa.Persistence.EFCore.DatabaseErrors.IsConflict(error))
            {
                // Somebody stored the same bytes a moment before: that is the content we want.
            }
        }

        return new BlobInfo(hash, bytes.LongLength);
    }

    public async Task<BlobContent?> ReadAsync(string hash, CancellationToken cancellationToken = default)
    {
        var blob = db.Set<Blob>().Local.FirstOrDefault(x => x.Hash == hash)
            ?? await db.Set<Blob>().AsNoTracking().FirstOrDefaultAsync(x => x.Hash == hash, cancellationToken);
        return blob is null ? null : new BlobContent(blob.Content, blob.ContentType);
    }

    public Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - OrphanAge;
        return db.Set<Blob>()
            .Where(x => x.CreatedAt < before && !db.Set<DocumentVersion>().Any(version => version.Hash == x.Hash) && !db.Set<ArchivedDocument>().Any(version => version.Hash == x.Hash))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
