using System.Text;
using Elsa.Common.Models;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Gives a version out as a file in canonical form: it diffs well, and this and any Elsa server read it back.</summary>
public static class ExportFlow
{
    public sealed class Handler(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, CanonicalWriter canonical)
    {
        /// <returns>Null when there is no such version.</returns>
        public async Task<string?> HandleAsync(string definitionId, int version, CancellationToken cancellationToken) =>
            await store.FindAsync(definitionId, VersionOptions.SpecificVersion(version), cancellationToken) is { } row ? canonical.Write(definitions.ReadModel(row)) : null;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}/versions/{version:int}", async Task<IResult> (string definitionId, int version, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, version, cancellationToken) is { } text ? TypedResults.Text(text, "application/json") : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsRead)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A version in canonical form");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/processes/{definitionId}/versions/{version:int}/export", async Task<IResult> (string definitionId, int version, Handler handler, HttpContext http) =>
                await handler.HandleAsync(definitionId, version, http.RequestAborted) is { } text
                    ? TypedResults.File(Encoding.UTF8.GetBytes(text), "application/json", $"{definitionId}.v{version}.json")
                    : Missing.Record(http, definitionId))
            .RequireAuthorization(Permissions.FlowsRead);
}
