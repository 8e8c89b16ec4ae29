using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Files the service report with the documents of its case, in both languages; filing again makes the next version.</summary>
public static class FileReport
{
    public sealed record Command(string No);

    public sealed class Handler(ICases cases, DocumentDesk documents, ReportFields fields) : ICommandHandler<Command, string?>
    {
        /// <returns>Number of the document; null when there is no such case in the viewer's scope.</returns>
        public async Task<string?> HandleAsync(Command command, CancellationToken cancellationToken) =>
            await cases.FindByNoAsync(command.No, cancellationToken) is { } record
                ? (await documents.GenerateAsync(record, DocumentTypes.ServiceReport, await fields.OfAsync(record, cancellationToken), cancellationToken: cancellationToken)).No
                : null;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/report", async Task<IResult> (string no, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(run, no, "POST /api/cases/{no}/report", key, cancellationToken) is { } document
                    ? TypedResults.Created($"/documents/{document}", new { No = document })
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.CaseReport).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("File the service report with the documents of its case, in both languages; filing again makes the next version");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/cases/{no}/report", async Task<IResult> (string no, [FromForm] string key, Shell.Command run, HttpContext http) =>
            {
                if (await RunAsync(run, no, "POST /cases/{no}/report", key, http.RequestAborted) is not { } document)
                    return Missing.Record(http, no);

                http.Say("Report.Filed", $"/documents/{document}", document);
                return Pages.Next($"/cases/{no}/report");
            })
            .RequireAuthorization(Permissions.CaseReport);

    private static Task<string?> RunAsync(Shell.Command run, string no, string route, string? key, CancellationToken cancellationToken) =>
        run.RunAsync<Command, string?>(new Command(no), route, key, cancellationToken, no);
}
