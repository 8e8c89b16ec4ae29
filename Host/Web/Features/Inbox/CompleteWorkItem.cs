using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Ends a work item with one of its outcomes and lets the waiting run go on.</summary>
public static class CompleteWorkItem
{
    /// <param name="Item">Number or id.</param>
    /// <param name="Outcome">One of the outcomes the work item offers; case matters.</param>
    /// <param name="Fields">Form values by field key; instants as ISO 8601, or local time without offset.</param>
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    /// <param name="Files">Stored uploads that go with it; attached to the case.</param>
    public sealed record Command(string Item, string Outcome, IReadOnlyDictionary<string, string?> Fields, int? RowVersion, IReadOnlyList<UploadFile.Stored>? Files = null);

    public sealed record Result(string No, string RecordNo, string Outcome);

    /// <summary>The body of the route.</summary>
    /// <param name="Files">What the route of its files answered; attached to the case.</param>
    public sealed record Body([property: Required, StringLength(60)] string Outcome, IReadOnlyDictionary<string, string?>? Fields, IReadOnlyList<UploadFile.Stored>? Files = null);

    public sealed class Handler(
        IWorkItems items, InboxDesk inbox, IFlows flows, IEnumerable<IWorkItemReaction> reactions, ICases cases, DocumentDesk documents, AccessScope access, AuditTrail audit)
        : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such work item.</returns>
        /// <exception cref="RuleViolationException">work-item.not-yours, .already-done, .unknown-outcome, .stale, .field-required, .time-in-future, ….</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await items.FindEitherAsync(command.Item, cancellationToken) is not { } item)
                return null;

            var isInternal = access.SeesInternal; // what our own people attach while they work is theirs until a document carries it
            using var system = access.EnterSystem(); // the viewer sees the item; what it sets off reaches further
            foreach (var file in command.Files ?? [])
                if (await cases.FindAsync(item.RecordId, cancellationToken) is { } record)
                    await documents.AttachAsync(record, new BlobInfo(file.Hash, file.Size), file.Name, file.ContentType, isInternal, cancellationToken);
            await inbox.CompleteAsync(item, command.Outcome, command.Fields, command.RowVersion, cancellationToken);
            audit.Write("work-item.complete", item.Record, item.No, command.Outcome, command.Fields.GetValueOrDefault(WorkItemForm.CommentKey));
            if (item.InstanceId is not null)
                await flows.ResumeAsync(item);
            else
                foreach (var reaction in reactions.Where(reaction => reaction.TaskType == item.TaskType))
                    await reaction.OnCompletedAsync(item, cancellationToken);
            return new Result(item.No, item.RecordNo, command.Outcome);
        }
    }

    /// <summary>Runs the command under the locks of what it changes: the item's record and its instance.</summary>
    /// <param name="body">What the caller sent, where that is less than the command; see <see cref="Shell.Command"/>.</param>
    public static async Task<Result?> RunAsync(
        Command command, string route, string? key, IWorkItems items, Shell.Command run, CancellationToken cancellationToken, object? body = null)
    {
        if (await items.FindEitherAsync(command.Item, cancellationToken) is not { } item)
            return null;

        string[] locks = item.InstanceId is { } instance ? [item.RecordNo, $"instance:{instance}"] : [item.RecordNo];
        return await run.RunAsync<Command, Result?>(command, body ?? command, route, key, cancellationToken, locks);
    }

    /// <summary>The fields with the names of files that go with them.</summary>
    public static IReadOnlyDictionary<string, string?> WithFiles(this IReadOnlyDictionary<string, string?> fields, IReadOnlyList<UploadFile.Stored> files) =>
        new Dictionary<string, string?>(fields) { ["attachments"] = JsonSerializer.Serialize(files.Select(file => file.Name)) };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work-items/{id}/files", async Task<IResult> (string id, string? name, Stream body, IWorkItems items, IBlobs blobs, HttpRequest request, CancellationToken cancellationToken) =>
                await items.FindEitherAsync(id, cancellationToken) is null ? TypedResults.NotFound() : TypedResults.Ok(await blobs.StoreAsync(body, name, request.ContentType, cancellationToken)))
            .AsCommand(Permissions.InboxWork, "Store a file that goes with the end of a work item: its bytes are the body, its name is in the address, at most 20 MB").Produces<UploadFile.Stored>();

        api.MapPost("/work-items/{id}/complete", async Task<IResult> (string id, Body body, IWorkItems items, IBlobs blobs, [AsParameters] ApiCall call) =>
            {
                var (fields, files) = (body.Fields ?? new Dictionary<string, string?>(), body.Files ?? []);
                foreach (var file in files)
                {
                    if (string.IsNullOrWhiteSpace(file.Name) || string.IsNullOrWhiteSpace(file.ContentType) || await blobs.ReadAsync(file.Hash ?? "", call.CancellationToken) is not { } content || content.Content.Length != file.Size)
                        throw new RuleViolationException("document.no-file");
                }

                var command = new Command(id, body.Outcome, files.Count == 0 ? fields : fields.WithFiles(files), call.RowVersion, files.Count == 0 ? null : files);
                var done = await RunAsync(command, "POST /api/work-items/{id}/complete", call.Key, items, call.Run, call.CancellationToken);
                return done is null ? TypedResults.NotFound() : TypedResults.Ok(done);
            })
            .AsCommand(Permissions.InboxWork, "End a work item with one of its outcomes", new Body("Accepted", new Dictionary<string, string?> { ["acceptedAtProposed"] = "2026-11-23T02:10", ["firstAssessment"] = "Board XCS failed" }))
            .WithVersion().Produces<Result>();
    }
}
