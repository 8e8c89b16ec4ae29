using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
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

    public sealed record Command(string No, IReadOnlyList<Stored> Files, bool IsInternal);

    public sealed class Handler(ICases cases, DocumentDesk documents, AccessScope access) : ICommandHandler<Command, int>
    {
        /// <returns>How many files were attached.</returns>
        /// <exception cref="RuleViolationException">case.unknown, document.no-file.</exception>
        public async Task<int> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Files.Count == 0)
                throw new RuleViolationException("document.no-file");

            var record = await cases.RequireAsync(command.No, cancellationToken);
            foreach (var file in command.Files)
                await documents.AttachAsync(record, new BlobInfo(file.Hash, file.Size), file.Name, file.ContentType, command.IsInternal && access.SeesInternal, cancellationToken);
            return command.Files.Count;
        }
    }

    /// <summary>Stores what a form brought; empty controls are left out.</summary>
    /// <exception cref="RuleViolationException">document.too-large.</exception>
    public static async Task<IReadOnlyList<Stored>> StoreAsync(this IBlobs blobs, IEnumerable<IFormFile> files, CancellationToken cancellationToken)
    {
        var stored = new List<Stored>();
        foreach (var file in files.Where(file => file.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var type = file.ContentType is { Length: > 0 } said ? said : "application/octet-stream";
            var blob = await blobs.UploadAsync(content, type, Limit, cancellationToken);
            stored.Add(new Stored(blob.Hash, blob.Size, Path.GetFileName(file.FileName), type));
        }

        return stored;
    }

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
