using System.Text;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>The service report of a case: as a page that prints, and as a file.</summary>
public static class ServiceReport
{
    /// <param name="Body">Markup of the content.</param>
    /// <param name="File">A document of its own that prints on A4.</param>
    /// <param name="Filed">Number of the filed version; null when none is.</param>
    /// <param name="IsArchived">It reads as on the day its case was archived.</param>
    public sealed record Details(string CaseNo, string Title, string Body, string File, string? Filed, bool IsArchived = false);

    public sealed class Handler(ItrDbContext db, DocumentWriter writer, ReportFields fields, ArchiveReader archive)
    {
        /// <returns>Null when there is no such case in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(record => record.No == no, cancellationToken) is not { } record)
                return await archive.FindByNoAsync(no, cancellationToken) is { } head ? Of(head, await archive.ReportAsync(head, Language, cancellationToken)) : null;

            var (title, body, file) = await writer.PreviewAsync(DocumentTypes.ServiceReport, record, await fields.OfAsync(record, cancellationToken), Language, cancellationToken);
            var filed = await db.Set<DocumentRecord>().Where(x => x.RecordId == record.Id && x.Type == DocumentTypes.ServiceReport).Select(x => x.No).FirstOrDefaultAsync(cancellationToken);
            return new Details(no, title, body, file, filed);
        }

        private static string Language => Languages.IsChinese ? "zh-CN" : "en";

        private static Details Of(ArchivedCase head, ArchivedReport report) => new(head.No, report.Title, report.Body, report.File, null, IsArchived: true);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/report", async Task<IResult> (string no, Handler reports, CancellationToken cancellationToken) =>
                await reports.HandleAsync(no, cancellationToken) is { } found ? FileOf(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.CaseRead).Produces<string>(StatusCodes.Status200OK, "text/html").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The service report of a case as a document that prints, in the language asked for");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/report", async Task<IResult> (string no, Handler reports, HttpContext http) =>
                await reports.HandleAsync(no, http.RequestAborted) is { } found ? Pages.Show<ServiceReportPage>(new { Report = found }) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.CaseRead);
        pages.MapGet("/cases/{no}/report/file", async Task<IResult> (string no, Handler reports, HttpContext http) =>
                await reports.HandleAsync(no, http.RequestAborted) is { } found ? FileOf(found) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.CaseRead);
    }

    private static IResult FileOf(Details report) =>
        TypedResults.File(Encoding.UTF8.GetBytes(report.File), "text/html; charset=utf-8", $"{report.CaseNo}-{DocumentTypes.ServiceReport}.html");
}
