using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Attaches files to a case: the bytes are stored first, the command refers to them by their hash (D16).</summary>
public static class UploadFile
{
    /// <summary>Largest file: what a phone's photo or a day's log needs.</summary>
    public const long Limit = 20 * 1024 * 1024;

    /// <param name="Hash">SHA-256 of the stored content.</param>
    public sealed record Stored(string Hash, long Size, string Name, string ContentType);

    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, IReadOnlyList<Stored> Files, bool IsInternal, int? RowVersion = null);

    public sealed class Handler(ICases cases, DocumentDesk documents, AccessScope access) : ICommandHandler<Command, int>
    {
        /// <returns>How many files were attached.</returns>
        /// <exception cref="RuleViolationException">case.unknown, case.stale, document.no-file.</exception>
        public async Task<int> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Files.Count == 0)
                throw new RuleViolationException("document.no-file");

            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            foreach (var file in command.Files)
                await documents.AttachAsync(record, new BlobInfo(file.Hash, file.Size), file.Name, file.ContentType, command.IsInternal && access.SeesInternal, cancellationToken);
            return command.Files.Count;
        }
    }

    /// <summary>Stores one file that a program sends.</summary>
    /// <exception cref="RuleViolationException">document.no-name, .no-file, .too-large.</exception>
    public static async Task<Stored> StoreAsync(this IBlobs blobs, Stream content, string? name, string? contentType, CancellationToken cancellationToken)
    {
        if (Path.GetFileName(name?.Trim()) is not { Length: > 0 } known)
            throw new RuleViolationException("document.no-name");

        var type = contentType is { Length: > 0 } said ? said : "application/octet-stream";
        var blob = await blobs.UploadAsync(content, type, Limit, cancellationToken);
        return blob.Size > 0 ? new Stored(blob.Hash, blob.Size, known, type) : throw new RuleViolationException("document.no-file");
    }

    /// <summary>Stores what a form brought; empty controls are left out.</summary>
    /// <exception cref="RuleViolationException">document.too-large.</exception>
    public static async Task<IReadOnlyList<Stored>> StoreAsync(this IBlobs blobs, IEnumerable<IFormFile> files, CancellationToken cancellationToken)
    {
        var stored = new List<Stored>();
        foreach (var file in files.Where(file => file.Length > 0))
        {
            await using var content = file.OpenReadStream();
            stored.Add(await blobs.StoreAsync(content, file.FileName, file.ContentType, cancellationToken));
        }

        return stored;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/files", async Task<IResult> (string no, string? name, bool? isInternal, Stream body, ICases cases, IBlobs blobs, [AsParameters] ApiCall call, HttpRequest request) =>
            {
                if (await cases.FindByNoAsync(no, call.CancellationToken) is null)
                    return TypedResults.NotFound();

                var file = await blobs.StoreAsync(body, name, request.ContentType, call.CancellationToken);
                return await call.OnCaseAsync<Command, int>(cases, no, new Command(no, [file], isInternal == true, call.RowVersion), "POST /api/cases/{no}/files");
            })
            .AsCommand(Permissions.CaseUpload, "Attach a file to a case: its bytes are the body, its name is in the address, at most 20 MB").WithVersion().Produces(StatusCodes.Status204NoContent);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/upload", (string no, ICases cases, HttpContext http) => CaseDialogs.ShowAsync<UploadDialog>(no, cases, http)).RequireAuthorization(Permissions.CaseUpload);
        pages.MapPost("/cases/{no}/upload", (string no, IFormFileCollection files, [FromForm] bool? isInternal, [FromForm] string key, ICases cases, IBlobs blobs, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.upload",
                async () => await run.RunAsync<Command, int>(
                    new Command(no, await blobs.StoreAsync(files, http.RequestAborted), isInternal == true), "POST /cases/{no}/upload", key, http.RequestAborted, no),
                error => CaseDialogs.ShowAsync<UploadDialog>(no, cases, http, record => new { Record = record, Error = error })))
            .RequireAuthorization(Permissions.CaseUpload);
    }
}
