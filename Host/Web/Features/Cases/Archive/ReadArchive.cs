using System.Text.Json;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Web.Features.Organisation;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>All that an archived case owned, as it stood in its tables: filled forms, ledgers, the journal of its flows.</summary>
public static class ReadArchive
{
    /// <param name="Record">Rows of the case and its records, by table.</param>
    /// <param name="Flows">Rows of its workflow instances, their journal and events, by table.</param>
    public sealed record Answer(string No, DateTimeOffset ArchivedAt, IReadOnlyDictionary<string, JsonElement> Record, IReadOnlyDictionary<string, JsonElement> Flows);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/operations/archive/{no}", async Task<IResult> (string no, ArchiveReader archive, CancellationToken cancellationToken) =>
                await archive.FindByNoAsync(no, cancellationToken) is { } head
                    ? TypedResults.Ok(new Answer(
                        head.No, head.ArchivedAt, (await archive.RowsAsync(head, ArchivedPart.Record, cancellationToken)).Tables, (await archive.RowsAsync(head, ArchivedPart.Flows, cancellationToken)).Tables))
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRead).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Every row that an archived case owned, by table");
}
