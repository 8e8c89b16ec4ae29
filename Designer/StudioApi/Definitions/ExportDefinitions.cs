using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Definitions as files.</summary>
internal static class ExportDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        api.MapPost("/workflow-definitions/{definitionId}/export", ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", async (HttpContext http, IWorkflowDefinitionExporter exporter) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            return File(await exporter.ExportManyAsync(body.Ids, body.IncludeConsumingWorkflows, http.RequestAborted));
        });
    }

    private static async Task<IResult> ExportAsync(
        string definitionId, string? versionOptions, bool? includeConsumingWorkflows, HttpContext http, IWorkflowDefinitionExporter exporter) =>
        File(await exporter.ExportAsync(definitionId, Versions.Parse(versionOptions), includeConsumingWorkflows is true, http.RequestAborted));

    private static IResult File(WorkflowDefinitionExportResult? file) => file is null
        ? Answer.Nothing()
        : TypedResults.File(file.Data, file.FileName.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/json", file.FileName);

    private sealed class Body
    {
        public List<string> Ids { get; set; } = [];

        public bool IncludeConsumingWorkflows { get; set; }
    }
}
