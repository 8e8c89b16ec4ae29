using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Instances;

/// <summary>The list of instances, asked for by query or by body; the same filters either way.</summary>
internal static class ListInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances", (HttpContext http, IInstanceLists lists) => ListAsync(InstanceFilter.Of(http.Request.Query), http, lists));
        api.MapPost("/workflow-instances", async (HttpContext http, IInstanceLists lists) =>
            await ListAsync(await RequestBody.ReadAsync<InstanceFilter>(http), http, lists));
    }

    /// <summary>An instance without its state.</summary>
    internal static void Write(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        writer.WriteStartObject();
        writer.WriteString("id", instance.Id);
        writer.WriteString("definitionId", instance.DefinitionId);
        writer.WriteString("definitionVersionId", instance.DefinitionVersionId);
        writer.WriteNumber("version", instance.Version);
        writer.WriteString("status", instance.Status.ToString());
        writer.WriteString("subStatus", instance.SubStatus.ToString());
        WriteRest(writer, instance);
        writer.WriteEndObject();
    }

    /// <summary>What follows the statuses, in lists and in full.</summary>
    internal static void WriteRest(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        if (instance.CorrelationId is { } correlationId)
            writer.WriteString("correlationId", correlationId);
        if (instance.Name is { } name)
            writer.WriteString("name", name);
        writer.WriteNumber("incidentCount", instance.IncidentCount);
        writer.WriteString("createdAt", instance.CreatedAt);
        writer.WriteString("updatedAt", instance.UpdatedAt);
        if (instance.FinishedAt is { } finishedAt)
            writer.WriteString("finishedAt", finishedAt);
    }

    private static async Task<IResult> ListAsync(InstanceFilter filter, HttpContext http, IInstanceLists lists)
    {
        var page = await lists.ListAsync(filter.ToQuery(), Window.Page(filter.Page, filter.PageSize), http.RequestAborted);
        return Answer.Of((writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var instance in page.Items)
                Write(writer, instance);
            writer.WriteEndArray();
            writer.WriteNumber("totalCount", page.TotalCount);
            writer.WriteEndObject();
        });
    }
}
