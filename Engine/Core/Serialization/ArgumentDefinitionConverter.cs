using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Inputs and outputs of a workflow: <c>{ "type", "name", "displayName", "description", "category", "isArray", "uiHint", "storageDriverType" }</c>.</summary>
internal sealed class ArgumentDefinitionConverter : JsonConverter<ArgumentDefinition>
{
    public override bool CanConvert(Type typeToConvert) => typeof(ArgumentDefinition).IsAssignableFrom(typeToConvert);

    public override ArgumentDefinition? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var definition = (ArgumentDefinition)Activator.CreateInstance(typeToConvert)!;
        var type = TypeAliases.Default.GetTypeOrDefault(JsonMembers.Text(element, "type") ?? "Object") ?? typeof(object);
        var isArray = JsonMembers.TryGet(element, "isArray", out var flag) && flag.ValueKind == JsonValueKind.True;
        definition.Type = isArray ? type.MakeArrayType() : type;
        definition.Name = JsonMembers.Text(element, "name") ?? "";
        definition.DisplayName = JsonMembers.Text(element, "displayName") ?? "";
        definition.Description = JsonMembers.Text(element, "description") ?? "";
        definition.Category = JsonMembers.Text(element, "category") ?? "";
        if (definition is InputDefinition input)
        {
            input.UIHint = JsonMembers.Text(element, "uiHint") ?? "";
            input.StorageDriverType = JsonMembers.Text(element, "storageDriverType") is { Length: > 0 } driver
                ? TypeAliases.Default.GetTypeOrDefault(driver)
                : null;
        }

        return definition;
    }

    public override void Write(Utf8JsonWriter writer, ArgumentDefinition value, JsonSerializerOptions options)
    {
        var isArray = value.Type.IsArray && value.Type != typeof(byte[]);
        writer.WriteStartObject();
        if (value is InputDefinition input)
        {
            writer.WriteString("uiHint", input.UIHint ?? "");
            if (input.StorageDriverType is { } driver)
                writer.WriteString("storageDriverType", TypeAliases.Default.GetAliasOrDefault(driver));
        }

        writer.WriteString("type", TypeAliases.Default.GetAliasOrDefault(isArray ? value.Type.GetElementType()! : value.Type));
        if (isArray)
            writer.WriteBoolean("isArray", true);
        writer.WriteString("name", value.Name);
        writer.WriteString("displayName", value.DisplayName);
        writer.WriteString("description", value.Description);
        writer.WriteString("category", value.Category);
        writer.WriteEndObject();
    }
}
