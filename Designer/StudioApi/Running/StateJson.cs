using System.Text.Json;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Elsa.ITR.Designer.StudioApi.Running;

/// <summary>The state of an instance as Elsa's API shows it. Written by hand, because every execution answers with one.</summary>
internal static class StateJson
{
    /// <summary>Writes the state as an object.</summary>
    public static void Write(Utf8JsonWriter writer, WorkflowState state, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", state.Id);
        writer.WriteString("definitionId", state.DefinitionId);
        writer.WriteString("definitionVersionId", state.DefinitionVersionId);
        writer.WriteNumber("definitionVersion", state.DefinitionVersion);
        Optional(writer, "parentWorkflowInstanceId", state.ParentWorkflowInstanceId);
        Optional(writer, "correlationId", state.CorrelationId);
        Optional(writer, "name", state.Name);
        writer.WriteString("status", state.Status.ToString());
        writer.WriteString("subStatus", state.SubStatus.ToString());
        writer.WriteBoolean("isExecuting", state.IsExecuting);
        Array(writer, "bookmarks", state.Bookmarks, x => Bookmark(writer, x, options));
        Array(writer, "incidents", state.Incidents, x => JsonSerializer.Serialize(writer, x, options));
        writer.WriteBoolean("isSystem", state.IsSystem);
        Array(writer, "completionCallbacks", state.CompletionCallbacks, x => JsonSerializer.Serialize(writer, x, options));
        Array(writer, "activityExecutionContexts", state.ActivityExecutionContexts.Reverse(), x => Context(writer, x, options)); // innermost first, as Elsa
        Array(writer, "scheduledActivities", state.ScheduledActivities, x => JsonSerializer.Serialize(writer, x, options));
        writer.WriteNumber("executionLogSequence", state.ExecutionLogSequence);
        Values(writer, "input", state.Input, options);
        Values(writer, "output", state.Output, options);
        Values(writer, "properties", state.Properties, options);
        writer.WriteString("createdAt", state.CreatedAt);
        writer.WriteString("updatedAt", state.UpdatedAt);
        if (state.FinishedAt is { } finishedAt)
            writer.WriteString("finishedAt", finishedAt);
        writer.WriteEndObject();
    }

    private static void Bookmark(Utf8JsonWriter writer, Bookmark bookmark, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", bookmark.Id);
        writer.WriteString("name", bookmark.Name);
        writer.WriteString("hash", bookmark.Hash);
        if (bookmark.Payload is { } payload)
        {
            writer.WritePropertyName("payload");
            JsonSerializer.Serialize(writer, payload, payload.GetType(), options);
        }

        writer.WriteString("activityId", bookmark.ActivityId);
        writer.WriteString("activityNodeId", bookmark.ActivityNodeId);
        Optional(writer, "activityInstanceId", bookmark.ActivityInstanceId);
        writer.WriteString("createdAt", bookmark.CreatedAt);
        writer.WriteBoolean("autoBurn", bookmark.AutoBurn);
        Optional(writer, "callbackMethodName", bookmark.CallbackMethodName);
        writer.WriteBoolean("autoComplete", bookmark.AutoComplete);
        if (bookmark.Metadata is { } metadata)
        {
            writer.WritePropertyName("metadata");
            JsonSerializer.Serialize(writer, metadata, options);
        }

        writer.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter writer, ActivityExecutionContextState context, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", context.Id);
        Optional(writer, "parentContextId", context.ParentContextId);
        writer.WriteString("scheduledActivityNodeId", context.ScheduledActivityNodeId);
        Optional(writer, "ownerActivityNodeId", context.OwnerActivityNodeId);
        Values(writer, "properties", context.Properties, options);
        Values(writer, "metadata", context.Metadata, options);
        Values(writer, "activityState", context.ActivityState, options);
        Array(writer, "dynamicVariables", context.DynamicVariables, x => JsonSerializer.Serialize(writer, x, options));
        writer.WriteString("status", context.Status.ToString());
        writer.WriteBoolean("isExecuting", context.IsExecuting);
        writer.WriteNumber("faultCount", context.FaultCount);
        writer.WriteString("startedAt", context.StartedAt);
        if (context.CompletedAt is { } completedAt)
            writer.WriteString("completedAt", completedAt);
        if (context.Tag is { } tag)
        {
            writer.WritePropertyName("tag");
            JsonSerializer.Serialize(writer, tag, options);
        }

        writer.WriteEndObject();
    }

    private static void Values<T>(Utf8JsonWriter writer, string name, IDictionary<string, T> values, JsonSerializerOptions options)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), options);
        }

        writer.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
