using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Unit.Engine.ElsaCases;

/// <summary>Shows an instance as the recordings do: from the stored state, records and journal, not from memory.</summary>
internal sealed class CaseObserver(CaseHost host)
{
    private readonly Dictionary<string, long> _seen = [];

    /// <summary>Oldest first; of those made at the same instant, in the order they were stored.</summary>
    public Task<List<string>> InstanceIdsAsync(string definitionId) => host.CallAsync<CaseDbContext, List<string>>(db => db.Database
        .SqlQuery<string>($"SELECT id AS Value FROM workflow_instances WHERE definition_id = {definitionId} ORDER BY created_at, rowid").ToListAsync());

    /// <summary>The instance with the journal lines that are new since it was shown last.</summary>
    public Task<JsonObject> ShowAsync(string instanceId, JsonNode definition) => host.CallAsync<CaseDbContext, JsonObject>(async db =>
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(item => item.Id == instanceId);
        var document = await db.Set<WorkflowInstanceDocument>().SingleAsync(item => item.InstanceId == instanceId);
        var state = await host.CallAsync<IWorkflowStateSerializer, WorkflowState>(serializer => Task.FromResult(serializer.Deserialize(document.State)));
        var records = await db.Set<ActivityExecutionRecord>()
            .Where(record => record.WorkflowInstanceId == instanceId).OrderBy(record => record.StartSequence).ToListAsync();

        var shown = new JsonObject { ["status"] = $"{instance.Status}", ["subStatus"] = $"{instance.SubStatus}" };
        if (instance.Name is not null)
            shown["name"] = instance.Name;
        if (instance.CorrelationId is not null)
            shown["correlationId"] = instance.CorrelationId;
        shown["executed"] = new JsonArray([.. records.Select(Executed)]);
        shown["journal"] = await JournalAsync(db, instanceId);
        shown["variables"] = Variables(state, definition);
        shown["output"] = Node(state.Output);
        shown["bookmarks"] = Bookmarks(state);
        shown["incidents"] = new JsonArray([.. state.Incidents.Select(incident => new JsonObject
        {
            ["activity"] = incident.ActivityId, ["message"] = incident.Message, ["exceptionType"] = incident.Exception?.Type,
        })]);
        return shown;
    });

    private async Task<JsonArray> JournalAsync(CaseDbContext db, string instanceId)
    {
        var after = _seen.GetValueOrDefault(instanceId);
        var lines = await db.Set<WorkflowExecutionLogRecord>()
            .Where(line => line.WorkflowInstanceId == instanceId && line.Sequence > after).OrderBy(line => line.Sequence).ToListAsync();
        _seen[instanceId] = lines.Count > 0 ? lines[^1].Sequence : after;
        return new JsonArray([.. lines.Select(line => new JsonArray(line.ActivityId, line.EventName))]);
    }

    private static JsonObject Executed(ActivityExecutionRecord record)
    {
        var shown = new JsonObject { ["activity"] = record.ActivityId, ["status"] = $"{record.Status}" };
        if (Parse(record.Payload)?["Outcomes"] is { } outcomes)
            shown["outcomes"] = outcomes.DeepClone();
        if (Parse(record.ActivityState) is JsonObject { Count: > 0 } inputs)
            shown["inputs"] = inputs;
        if (Parse(record.Outputs) is JsonObject { Count: > 0 } outputs)
            shown["outputs"] = outputs;
        if (record.AggregateFaultCount > 0)
            shown["faultCount"] = record.AggregateFaultCount;
        if (Parse(record.Exception) is { } exception)
            shown["exception"] = new JsonObject { ["type"] = exception["type"]?.DeepClone(), ["message"] = exception["message"]?.DeepClone() };
        return shown;
    }

    private static JsonObject Variables(WorkflowState state, JsonNode definition)
    {
        var root = state.ActivityExecutionContexts.FirstOrDefault(context => context.ParentContextId is null);
        var stored = root?.Properties.TryGetValue(WorkflowInstanceStorageDriver.VariablesDictionaryStateKey, out var value) is true
            ? (VariablesDictionary)value
            : [];
        return new JsonObject(definition["variables"]!.AsArray().Select(variable => KeyValuePair.Create(
            (string)variable!["name"]!, stored.TryGetValue((string)variable["id"]!, out var current) ? Node(current) : null)));
    }

    private static JsonArray Bookmarks(WorkflowState state) => new([.. state.Bookmarks
        .OrderBy(bookmark => bookmark.ActivityId, StringComparer.Ordinal)
        .Select(bookmark => new JsonObject { ["activity"] = bookmark.ActivityId, ["name"] = bookmark.Name, ["payload"] = Node(bookmark.Payload) })]);

    private static JsonNode? Node(object? value) => value is null
        ? null
        : System.Text.Json.JsonSerializer.SerializeToNode(value, value.GetType(), Elsa.Workflows.Serialization.PlainJson.Options);

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
