using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Helpers;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Serialization;

/// <summary>Variables as designers describe them: <c>{ "id", "name", "typeName", "isArray", "value", "storageDriverTypeName" }</c>.</summary>
internal sealed class VariableConverter(ILogger logger) : JsonConverter<Variable>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Variable).IsAssignableFrom(typeToConvert);

    public override Variable? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var id = JsonMembers.Text(element, "id");
        var name = JsonMembers.Text(element, "name") ?? id ?? "";
        var value = JsonMembers.TryGet(element, "value", out var text) ? Expressions.DefaultExpressions.Text(text) : null;
        var isArray = JsonMembers.TryGet(element, "isArray", out var flag) && flag.ValueKind == JsonValueKind.True;
        return VariableMapper.ToVariable(new VariableDefinition(
            id ?? Variable.DefaultId(name), name, JsonMembers.Text(element, "typeName") ?? "Object", isArray, value,
            JsonMembers.Text(element, "storageDriverTypeName")), logger);
    }

    public override void Write(Utf8JsonWriter writer, Variable value, JsonSerializerOptions options)
    {
        var definition = VariableMapper.ToDefinition(value);
        writer.WriteStartObject();
        writer.WriteString("id", definition.Id);
        writer.WriteString("name", definition.Name);
        writer.WriteString("typeName", definition.TypeName);
        if (definition.IsArray)
            writer.WriteBoolean("isArray", true);
        if (definition.Value is not null)
            writer.WriteString("value", definition.Value);
        if (definition.StorageDriverTypeName is not null)
            writer.WriteString("storageDriverTypeName", definition.StorageDriverTypeName);
        writer.WriteEndObject();
    }
}

/// <summary>Turns variables into what designers show and back.</summary>
internal static partial class VariableMapper
{
    /// <summary>Null when the type is unknown: the variable is dropped with a warning.</summary>
    public static Variable? ToVariable(VariableDefinition definition, ILogger logger)
    {
        if (TypeAliases.Default.GetTypeOrDefault(definition.TypeName ?? "Object") is not { } type)
        {
            UnknownType(logger, definition.Name, definition.TypeName!);
            return null;
        }

        if (definition.IsArray)
            type = type.MakeArrayType();
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Id = definition.Id;
        variable.Name = definition.Name;
        variable.StorageDriverType = StorageDriver(definition.StorageDriverTypeName);
        if (!string.IsNullOrEmpty(definition.Value))
        {
            if (definition.Value.TryConvertTo(type, out var value))
                variable.Value = value;
            else
                UnreadableValue(logger, definition.Name, type.Name);
        }

        return variable;
    }

    public static VariableDefinition ToDefinition(Variable variable)
    {
        var type = variable.GetVariableType();
        var isArray = type.IsArray && type != typeof(byte[]);
        var alias = type == typeof(byte[]) ? "ByteArray" : TypeAliases.Default.GetAliasOrDefault(isArray ? type.GetElementType()! : type);
        return new VariableDefinition(variable.Id, variable.Name, alias, isArray, Text(variable.Value),
            variable.StorageDriverType is { } driver ? TypeAliases.Default.GetAliasOrDefault(driver) : null);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTime instant => instant.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        JsonElement element => element.GetRawText(),
        _ => value.ConvertTo<string>(),
    };

    /// <summary>By the name written, else by the short class name within it.</summary>
    private static Type? StorageDriver(string? name) => name switch
    {
        null or "" => null,
        _ when TypeAliases.Default.GetTypeOrDefault(name) is { } type => type,
        _ when name.Contains(nameof(MemoryStorageDriver), StringComparison.Ordinal) => typeof(MemoryStorageDriver),
        _ when name.Contains("StorageDriver", StringComparison.Ordinal) => typeof(WorkflowInstanceStorageDriver),
        _ => null,
    };

    [LoggerMessage(1101, LogLevel.Warning, "Variable {Name} was left out: its type {TypeName} is not known here")]
    private static partial void UnknownType(ILogger logger, string name, string typeName);

    [LoggerMessage(1102, LogLevel.Warning, "The default of variable {Name} was left out: it is no {TypeName}")]
    private static partial void UnreadableValue(ILogger logger, string name, string typeName);
}
