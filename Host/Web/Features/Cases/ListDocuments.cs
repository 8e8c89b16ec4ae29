using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Records;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>The documents of a case, newest first; each is fetched by its number.</summary>
public static class ListDocuments
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/documents", async Task<IResult> (string no, ICases cases, RecordLines lines, ArchivedCases archive, CancellationToken cancellationToken) =>
            {
                if (await cases.FindByNoAsync(no, cancellationToken) is { } record)
                    return TypedResults.Ok(await lines.DocumentsAsync(record.Id, cancellationToken));

                return await archive.FindAsync(no, cancellationToken) is { } archived ? TypedResults.Ok(archive.Documents(archived)) : TypedResults.NotFound();
            })
            .RequireAuthorization(Permissions.CaseRead).Produces<IReadOnlyList<GetCase.DocumentLine>>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Documents of a case, newest first");
}
