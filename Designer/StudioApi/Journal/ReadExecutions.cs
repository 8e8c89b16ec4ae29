using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Journal;

/// <summary>What each activity instance did: records, summaries, totals per node, and the chain that led to one.</summary>
internal static class ReadExecutions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", async ([AsParameters] Query query, HttpContext http, IJournalLists journal) =>
            List(await journal.ExecutionsAsync(query.ToQuery(), http.RequestAborted), isFull: true));
        api.MapGet("/activity-execution-summaries/list", async ([AsParameters] Query query, HttpContext http, IJournalLists journal) =>
            List(await journal.ExecutionsAsync(query.ToQuery(), http.RequestAborted), isFull: false));
        api.MapGet("/activity-executions/count", async ([AsParameters] Query query, HttpContext http, IJournalLists journal) =>
            Answer.Of(new { count = await journal.CountAsync(query.ToQuery(), http.RequestAborted) }));
        api.MapGet("/activity-executions/by-id", (string id, HttpContext http, IJournalLists journal) => OneAsync(id, http, journal));
        api.MapGet("/activity-executions/{id}", (string id, HttpContext http, IJournalLists journal) => OneAsync(id, http, journal));
        api.MapPost("/activity-executions/report", async (HttpContext http, IJournalLists journal) =>
        {
            var body = await RequestBody.ReadAsync<ReportBody>(http);
            var nodes = body.ActivityNodeIds is { Count: > 0 } ids ? ids : null;
            var totals = await journal.TotalsAsync(body.WorkflowInstanceId, nodes, http.RequestAborted);
            return Answer.Of(new { stats = totals.Select(Stats) });
        });
        api.MapGet("/activity-executions/{id}/call-stack", async (string id, int? skip, int? take, HttpContext http, IJournalLists journal) =>
        {
            if (await journal.ExecutionAsync(id, http.RequestAborted) is not { } record)
                return Answer.Nothing();

            var chain = CallStack.Of(record, await journal.ExecutionsAsync(new ExecutionQuery(record.WorkflowInstanceId), http.RequestAborted));
            return Answer.Of((writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("activityExecutionId", id);
                writer.WriteStartArray("items");
                foreach (var item in chain.Skip(skip ?? 0).Take(take ?? int.MaxValue))
                    Write(writer, item, isFull: true);
                writer.WriteEndArray();
                writer.WriteNumber("totalCount", chain.Count);
                writer.WriteEndObject();
            });
        });
    }

    /// <summary>Totals of a node as Studio's badges read them; also sent by the hub.</summary>
    internal static object Stats(NodeTotals node) => new
    {
        activityId = node.ActivityId,
        activityNodeId = node.ActivityNodeId,
        startedCount = node.Started,
        completedCount = node.Completed,
        uncompletedCount = node.Open,
        isBlocked = node.IsWaiting,
        isFaulted = node.IsFaulted,
        aggregateFaultCount = node.AggregateFaultCount,
        metadata = new { },
    };

    private static async Task<IResult> OneAsync(string id, HttpContext http, IJournalLists journal) =>
        await journal.ExecutionAsync(id, http.RequestAborted) is { } record
            ? Answer.Of((writer, _) => Write(writer, record, isFull: true))
            : Answer.Nothing();

    private static IResult List(IReadOnlyList<ActivityExecutionRecord> records, bool isFull) => Answer.Of((writer, _) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var record in records)
            Write(writer, record, isFull);
        writer.WriteEndArray();
        writer.WriteNumber("count", records.Count);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, ActivityExecutionRecord record, bool isFull)
    {
        writer.WriteStartObject();
        writer.WriteString("workflowInstanceId", record.WorkflowInstanceId);
        writer.WriteString("activityId", record.ActivityId);
        writer.WriteString("activityNodeId", record.ActivityNodeId);
        writer.WriteString("activityType", record.ActivityType);
        writer.WriteNumber("activityTypeVersion", record.ActivityTypeVersion);
        if (record.ActivityName is { } name)
            writer.WriteString("activityName", name);
        if (isFull)
        {
            Raw(writer, "activityState", record.ActivityState);
            Raw(writer, "payload", record.Payload);
            Raw(writer, "outputs", record.Outputs);
            Raw(writer, "properties", record.Properties ?? "{}");
            Raw(writer, "exception", record.Exception);
        }

        Raw(writer, "metadata", record.Metadata ?? "{}");
        writer.WriteString("startedAt", record.StartedAt);
        writer.WriteBoolean("hasBookmarks", record.HasBookmarks);
        writer.WriteString("status", record.Status.ToString());
        writer.WriteNumber("aggregateFaultCount", record.AggregateFaultCount);
        if (record.CompletedAt is { } completedAt)
            writer.WriteString("completedAt", completedAt);
        writer.WriteString("id", record.Id);
        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true); // our own JSON
    }

    private sealed class Query
    {
        public string WorkflowInstanceId { get; init; } = "";

        public string? ActivityId { get; init; }

        public string? ActivityNodeId { get; init; }

        public bool? Completed { get; init; }

        public ExecutionQuery ToQuery() => new(WorkflowInstanceId) { ActivityId = ActivityId, ActivityNodeId = ActivityNodeId, Completed = Completed };
    }

    private sealed class ReportBody
    {
        public string WorkflowInstanceId { get; set; } = "";

        public List<string>? ActivityNodeIds { get; set; }
    }
}
