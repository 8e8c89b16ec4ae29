using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A version of a document in the language of the page, or in the one it was uploaded in. What may run scripts is only ever saved or shown in a sandbox.</summary>
public static class DownloadDocument
{
    public sealed class Handler(ItrDbContext db, ArchiveReader archive, IBlobs blobs)
    {
        /// <param name="version">The newest without.</param>
        /// <returns>Null when there is no such document or version in the viewer's scope.</returns>
        public async Task<(DocumentVersion Version, byte[] Content)?> HandleAsync(string no, int? version, CancellationToken cancellationToken)
        {
            var found = await (from document in db.Set<DocumentRecord>()
                               where document.No == no
                               join stored in db.Set<DocumentVersion>() on document.Id equals stored.DocumentId
                               where stored.Version == (version ?? document.Version)
                               select stored).AsNoTracking().ToListAsync(cancellationToken);
            if (found.Count == 0)
                found = [.. (await archive.DocumentAsync(no, version, cancellationToken)).Select(x => new DocumentVersion { Language = x.Language, FileName = x.FileName, ContentType = x.ContentType, Hash = x.Hash })];
            var wanted = Languages.IsChinese ? "zh-CN" : "en";
            return (found.FirstOrDefault(x => x.Language == wanted) ?? found.FirstOrDefault()) is { } chosen && await blobs.ReadAsync(chosen.Hash, cancellationToken) is { } content
                ? (chosen, content.Content)
                : null;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/documents/{no}", async Task<IResult> (string no, int? version, Handler documents, HttpContext http) =>
                await documents.HandleAsync(no, version, http.RequestAborted) is (var chosen, var content) ? FileOf(http, chosen, content) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.CaseRead).Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A document in the language asked for, its newest version or one of before");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/documents/{no}", async Task<IResult> (string no, int? version, Handler documents, HttpContext http) =>
                await documents.HandleAsync(no, version, http.RequestAborted) is (var chosen, var content) ? FileOf(http, chosen, content) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.CaseRead);

    private static IResult FileOf(HttpContext http, DocumentVersion chosen, byte[] content)
    {
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";
        var shown = chosen.ContentType.StartsWith("text/html", StringComparison.Ordinal);
        return TypedResults.File(content, chosen.ContentType, shown ? null : chosen.FileName);
    }
}
