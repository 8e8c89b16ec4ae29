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
    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/documents/{no}", async Task<IResult> (string no, int? version, ItrDbContext db, ArchiveReader archive, IBlobs blobs, HttpContext http) =>
            {
                var found = await (from document in db.Set<DocumentRecord>()
                                   where document.No == no
                                   join stored in db.Set<DocumentVersion>() on document.Id equals stored.DocumentId
                                   where stored.Version == (version ?? document.Version)
                                   select stored).AsNoTracking().ToListAsync(http.RequestAborted);
                if (found.Count == 0)
                    found = [.. (await archive.DocumentAsync(no, version, http.RequestAborted)).Select(x => new DocumentVersion { Language = x.Language, FileName = x.FileName, ContentType = x.ContentType, Hash = x.Hash })];
                var wanted = Languages.IsChinese ? "zh-CN" : "en";
                if ((found.FirstOrDefault(x => x.Language == wanted) ?? found.FirstOrDefault()) is not { } chosen
                    || await blobs.ReadAsync(chosen.Hash, http.RequestAborted) is not { } content)
                    return Missing.Record(http, no);

                http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";
                var shown = chosen.ContentType.StartsWith("text/html", StringComparison.Ordinal);
                return TypedResults.File(content.Content, chosen.ContentType, shown ? null : chosen.FileName);
            })
            .RequireAuthorization(Permissions.CaseRead);
}
