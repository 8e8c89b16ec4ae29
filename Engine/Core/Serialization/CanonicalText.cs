using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Elsa.Workflows.Serialization;

/// <summary>Formats JSON for reading and for diffs by line: what belongs together and is short stands on one line.</summary>
/// <remarks>
/// Objects that hold activities are spread over lines, one member per line after a first line of names; items of <c>activities</c>,
/// <c>connections</c>, <c>variables</c>, <c>inputs</c>, <c>outputs</c> and <c>cases</c> stand each on lines of their own; everything else is on one line.
/// </remarks>
internal static class CanonicalText
{
    private static readonly HashSet<string> Lists = ["activities", "connections", "variables", "inputs", "outputs", "cases", "branches"];
    private static readonly HashSet<string> Names = ["definitionId", "type", "id", "name", "version"];
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(JsonObject definition)
    {
        var text = new StringBuilder();
        WriteObject(text, definition, 0, isItem: false);
        return text.Append('\n').ToString();
    }

    private static void WriteObject(StringBuilder text, JsonObject value, int indent, bool isItem)
    {
        var names = value.Where(member => Names.Contains(member.Key)).ToList();
        var others = value.Where(member => !Names.Contains(member.Key)).ToList();
        text.Append('{');
        if (isItem)
            text.Append(' ');
        else
            NewLine(text, indent + 2);
        text.AppendJoin(", ", names.Select(member => $"{Quote(member.Key)}: {Inline(member.Value)}"));
        foreach (var (index, member) in others.Index())
        {
            if (index > 0 || names.Count > 0)
            {
                text.Append(',');
                NewLine(text, indent + 2);
            }

            text.Append(Quote(member.Key)).Append(": ");
            WriteValue(text, member.Value, indent + 2, Lists.Contains(member.Key));
        }

        if (isItem)
            text.Append(" }");
        else
            NewLine(text, indent).Append('}');
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent, bool isList)
    {
        switch (value)
        {
            case JsonArray { Count: > 0 } items when isList && items.All(item => item is JsonObject):
                text.Append('[');
                foreach (var (index, item) in items.Index())
                {
                    if (index > 0)
                        text.Append(',');
                    NewLine(text, indent + 2);
                    if (IsSpread(item!.AsObject()))
                        WriteObject(text, item.AsObject(), indent + 2, isItem: true);
                    else
                        text.Append(Inline(item));
                }

                NewLine(text, indent).Append(']');
                break;
            case JsonObject activity when IsSpread(activity):
                WriteObject(text, activity, indent, isItem: false);
                break;
            default:
                text.Append(Inline(value));
                break;
        }
    }

    /// <summary>Activities, and cases that hold one.</summary>
    private static bool IsSpread(JsonObject value) =>
        (value.ContainsKey("type") && value.ContainsKey("id") && value.Count > 2)
        || (value["activity"] is JsonObject activity && IsSpread(activity));

    private static string Inline(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(member => $"{Quote(member.Key)}: {Inline(member.Value)}"))} }}",
        JsonArray { Count: 0 } => "[]",
        JsonArray items => $"[{string.Join(", ", items.Select(Inline))}]",
        _ => value.ToJsonString(Options),
    };

    private static string Quote(string name) => JsonSerializer.Serialize(name, Options);

    private static StringBuilder NewLine(StringBuilder text, int indent) => text.Append('\n').Append(' ', indent);
}
