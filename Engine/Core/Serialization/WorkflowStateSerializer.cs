using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Elsa.Expressions.Helpers;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Serialization;

/// <summary>The engine's own format of instance state: camelCase, no nulls, empty lists and false flags left out, no reference ids.</summary>
/// <remarks>Values whose type is not declared keep it as <see cref="TypedObjectConverter"/> says.</remarks>
public sealed class WorkflowStateSerializer : IWorkflowStateSerializer
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <inheritdoc/>
    public string Serialize(WorkflowState workflowState) => JsonSerializer.Serialize(workflowState, Options);

    /// <inheritdoc/>
    public byte[] SerializeToUtf8Bytes(WorkflowState workflowState) => JsonSerializer.SerializeToUtf8Bytes(workflowState, Options);

    /// <inheritdoc/>
    public JsonElement SerializeToElement(WorkflowState workflowState) => JsonSerializer.SerializeToElement(workflowState, Options);

    /// <inheritdoc/>
    public WorkflowState Deserialize(string serializedState) => JsonSerializer.Deserialize<WorkflowState>(serializedState, Options)!;

    /// <inheritdoc/>
    public WorkflowState Deserialize(JsonElement serializedState) => serializedState.Deserialize<WorkflowState>(Options)!;

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(PayloadSerializer.Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
        };
        options.Converters.Insert(0, new StateVariableConverter());
        return options;
    }

    /// <summary>Lists and dictionaries start empty, so an absent one reads back as empty.</summary>
    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        if (type.Type != typeof(WorkflowState) && type.Type != typeof(ActivityExecutionContextState))
            return;
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
            if (property.PropertyType == typeof(IDictionary<string, object?>) && property.Name == "activityState")
                property.CustomConverter = new EvaluatedInputsConverter();
        }
    }

    /// <summary>Dynamic variables with their value as JSON, not as text as designers write it.</summary>
    private sealed class StateVariableConverter : JsonConverter<Variable>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Variable).IsAssignableFrom(typeToConvert);

        public override Variable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredVariable>(ref reader, options)!;
            var type = stored.Type ?? typeof(object);
            var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
            variable.Id = stored.Id;
            variable.Name = stored.Name;
            variable.StorageDriverType = stored.StorageDriver;
            variable.Value = stored.Value.ConvertTo(type);
            return variable;
        }

        public override void Write(Utf8JsonWriter writer, Variable value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer, new StoredVariable(value.Id, value.Name, value.GetVariableType(), value.Value, value.StorageDriverType), options);
    }

    /// <summary>Evaluated inputs are only shown: one that cannot be written, e.g. a stream, leaves the name of its type instead of failing the commit.</summary>
    private sealed class EvaluatedInputsConverter : JsonConverter<IDictionary<string, object?>>
    {
        public override IDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, object?>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IDictionary<string, object?> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, input) in value)
            {
                writer.WritePropertyName(name);
                ToElement(input, options).WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        private static JsonElement ToElement(object? value, JsonSerializerOptions options)
        {
            try
            {
                return JsonSerializer.SerializeToElement(value, options);
            }
            catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException)
            {
                return JsonSerializer.SerializeToElement(new { TypeName = value!.GetType().FullName });
            }
        }
    }

    private sealed record StoredVariable(string Id, string Name, Type? Type, object? Value, Type? StorageDriver);
}
