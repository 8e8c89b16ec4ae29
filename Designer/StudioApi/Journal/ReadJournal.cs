using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Journal;

/// <summary>The journal of an instance; of an unknown one it is empty, as Elsa answers.</summary>
internal static class ReadJournal
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/journal", (string id, int? page, int? pageSize, HttpContext http, IJournalLists journal) =>
            ListAsync(new JournalQuery(id), Window.Page(page, pageSize), http, journal));

        api.MapPost("/workflow-instances/{id}/journal", async (string id, int? skip, int? take, HttpContext http, IJournalLists journal) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var query = new JournalQuery(id)
            {
                ActivityIds = body.Filter?.ActivityIds,
                ActivityNodeIds = body.Filter?.ActivityNodeIds,
                ExcludedActivityTypes = body.Filter?.ExcludedActivityTypes,
                EventNames = body.Filter?.EventNames,
            };
            return await ListAsync(query, new Window(skip ?? body.Skip ?? 0, take ?? body.Take), http, journal);
        });

        api.MapGet("/workflow-instances/{id}/journal/{activityId}", async (string id, string activityId, HttpContext http, IJournalLists journal, IInstanceLists instances) =>
        {
            if (await journal.LastLineAsync(id, activityId, http.RequestAborted) is not { } line)
                return Answer.Nothing();

            var instance = await instances.FindAsync(id, http.RequestAborted);
            return Answer.Of((writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("workflowDefinitionId", instance?.DefinitionId);
                writer.WriteString("workflowDefinitionVersionId", line.WorkflowDefinitionVersionId);
                writer.WriteString("workflowInstanceId", line.WorkflowInstanceId);
                writer.WriteNumber("workflowVersion", instance?.Version ?? 0);
                Write(writer, line, "activityNodeId");
                writer.WriteEndObject();
            });
        });
    }

    private static async Task<IResult> ListAsync(JournalQuery query, Window window, HttpContext http, IJournalLists journal)
    {
        var lines = await journal.LinesAsync(query, window, http.RequestAborted);
        return Answer.Of((writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var line in lines.Items)
            {
                writer.WriteStartObject();
                Write(writer, line, "nodeId");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("totalCount", lines.TotalCount);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, WorkflowExecutionLogRecord line, string nodeIdName)
    {
        writer.WriteString("id", $"{line.WorkflowInstanceId}-{line.Sequence}");
        writer.WriteString("activityInstanceId", line.ActivityInstanceId);
        Optional(writer, "parentActivityInstanceId", line.ParentActivityInstanceId);
        writer.WriteString("activityId", line.ActivityId);
        writer.WriteString("activityType", line.ActivityType);
        writer.WriteNumber("activityTypeVersion", line.ActivityTypeVersion);
        Optional(writer, "activityName", line.ActivityName);
        writer.WriteString(nodeIdName, line.ActivityNodeId);
        writer.WriteString("timestamp", line.Timestamp);
        writer.WriteNumber("sequence", line.Sequence - 1); // Elsa counts from 0
        writer.WriteString("eventName", line.EventName);
        Optional(writer, "message", line.Message);
        Optional(writer, "source", line.Source);
        if (line.Payload is { } payload)
        {
            writer.WritePropertyName("payload");
            writer.WriteRawValue(payload, skipInputValidation: true); // our own JSON
        }
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private sealed class Body
    {
        public FilterBody? Filter { get; set; }

        public int? Skip { get; set; }

        public int? Take { get; set; }
    }

    private sealed class FilterBody
    {
        public List<string>? ActivityIds { get; set; }

        public List<string>? ActivityNodeIds { get; set; }

        public List<string>? ExcludedActivityTypes { get; set; }

        public List<string>? EventNames { get; set; }
    }
}
