using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Activities within values that are only shown, e.g. the cases of a <c>Switch</c> among its recorded inputs; never read back.</summary>
internal sealed class ShownActivityConverter : JsonConverter<IActivity>
{
    public override bool CanConvert(Type typeToConvert) => typeof(IActivity).IsAssignableFrom(typeToConvert);

    public override IActivity? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, IActivity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, member) in ActivityMembers.Values(value))
        {
            writer.WritePropertyName(name);
            WriteMember(writer, member, options);
        }

        writer.WriteString("id", value.Id);
        writer.WriteString("nodeId", value.NodeId);
        if (value.Name is not null)
            writer.WriteString("name", value.Name);
        writer.WriteString("type", value.Type);
        writer.WriteNumber("version", value.Version);
        writer.WritePropertyName("customProperties");
        JsonSerializer.Serialize(writer, value.CustomProperties, options);
        writer.WritePropertyName("metadata");
        JsonSerializer.Serialize(writer, value.Metadata, options);
        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, object member, JsonSerializerOptions options)
    {
        if (member is not Input input)
        {
            JsonSerializer.Serialize(writer, member, member.GetType(), options);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("typeName", TypeAliases.ClrName(input.Type));
        writer.WritePropertyName("expression");
        JsonSerializer.Serialize(writer, input.Expression, options);
        writer.WriteEndObject();
    }
}
