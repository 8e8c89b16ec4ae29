using System.Text;
using System.Text.Json;

namespace Elsa.ITR.Tests.Shared;

/// <summary>Mutations of real definitions, and nastiness made from nothing.</summary>
public sealed class HostileJson(Random random, IReadOnlyList<string> corpus)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1e400", "-0.0", "99999999999999999999", "2147483648", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[null]",
        "[[]]", "[{}]", "{\"type\":null}", "{\"type\":\"Elsa.Sequence\"}", "{\"type\":\"Elsa.Nope\"}", "{\"type\":17}", "{\"$ref\":\"1\"}", "{\"$id\":\"1\"}",
        "{\"$values\":7}", "{\"$values\":[7,null,[]]}", "{\"_type\":\"List\",\"items\":{\"_type\":\"List\",\"items\":[1]}}", "{\"_type\":\"System.Diagnostics.Process, System\"}",
        "\"[\"", "\"{\"", "\"[1,\"", "{\"typeName\":\"System.IO.FileInfo, System\",\"expression\":{\"type\":\"Object\",\"value\":\"{}\"}}",
        "{\"typeName\":\"List<List<List<String>>>\",\"expression\":{\"type\":\"Literal\",\"value\":[[[\"a\"]]]}}", "{\"typeName\":\"String[][][][][]?\",\"expression\":null}",
        "{\"typeName\":\"String\",\"expression\":{\"type\":\"Literal\",\"value\":\"[\"}}", "{\"typeName\":\"List<String>\",\"expression\":{\"type\":\"Literal\",\"value\":\"[\"}}",
        "{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"JavaScript\",\"value\":{\"a\":1}}}", "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Variable\",\"value\":[1]}}",
        "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Variable\",\"value\":{\"id\":null}}}", "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Input\",\"value\":{\"name\":7}}}",
        "{\"typeName\":null,\"memoryReference\":{\"id\":{}}}", "{\"typeName\":\"String\",\"memoryReference\":{\"id\":\"\"}}",
        "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"{\"}", "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"[]\"}",
        "{\"type\":\"Elsa.NotFoundActivity\",\"originalActivityJson\":\"{\\\"type\\\":\\\"Elsa.NotFoundActivity\\\"}\"}",
        "{\"type\":\"Elsa.Workflow\",\"root\":{\"type\":\"Elsa.Workflow\"}}", "{\"source\":7,\"target\":[]}", "{\"source\":{\"activity\":null},\"target\":{\"activity\":{}}}",
        "{\"position\":{\"x\":\"a\",\"y\":1e308}}", "{\"designer\":[1]}", "{\"designer\":{\"position\":[]}}", "\"9999-99-99\"", "\"P1Y\"",
    ];

    private static readonly string[] Names =
    [
        "type", "id", "nodeId", "name", "version", "root", "activities", "connections", "variables", "customProperties", "metadata", "expression", "typeName", "value",
        "source", "target", "port", "$ref", "$id", "$type", "$values", "_type", "__proto__", "", "canStartWorkflow", "originalActivityJson", "missingTypeName", "cases", "outcomes",
        "options", "isArray", "storageDriverTypeName", "vertices", "designer", "Type", "ID",
    ];

    public string Next() => random.Next(10) switch
    {
        0 => Damaged(Any()),
        1 => Nested(),
        2 => Large(),
        _ => Mutated(Any()),
    };

    private string Any() => corpus[random.Next(corpus.Count)];

    /// <summary>Text cut, doubled and scratched.</summary>
    private string Damaged(string text)
    {
        var result = new StringBuilder(text);
        for (var count = random.Next(1, 6); count > 0 && result.Length > 2; count--)
        {
            var at = random.Next(result.Length - 1);
            switch (random.Next(4))
            {
                case 0: result.Length = at; break;
                case 1: result.Remove(at, Math.Min(random.Next(1, 20), result.Length - at)); break;
                case 2: result.Insert(at, Values[random.Next(Values.Length)]); break;
                default: result[at] = (char)random.Next(1, 0x3000); break;
            }
        }

        return result.ToString();
    }

    private string Nested()
    {
        var depth = random.Next(4) switch { 0 => random.Next(1, 12), 1 => random.Next(12, 64), 2 => random.Next(64, 300), _ => random.Next(300, 5000) };
        var (open, close) = random.Next(5) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            2 => ("{\"type\":\"Elsa.Sequence\",\"activities\":[", "]}"),
            3 => ("{\"type\":\"Elsa.If\",\"then\":", "}"),
            _ => ("{\"type\":\"Nope.Nested\",\"body\":", "}"),
        };
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + (open.EndsWith('[') ? "" : "null") + string.Concat(Enumerable.Repeat(close, depth));
        return $$"""{"definitionId":"d","{{(random.Next(2) == 0 ? "root" : "customProperties")}}":{{nested}} }""";
    }

    private string Large() => random.Next(4) switch
    {
        0 => $$"""{"definitionId":"{{new string('x', random.Next(100_000))}}","root":{"type":"Elsa.WriteLine"} }""",
        1 => $$"""{"definitionId":"d","outcomes":[{{string.Join(',', Enumerable.Repeat("\"a\"", random.Next(5_000)))}}]}""",
        2 => $$"""{"definitionId":"d","root":{"type":"Elsa.Sequence","activities":[{{string.Join(',', Enumerable.Repeat("{\"type\":\"Elsa.WriteLine\"}", random.Next(300)))}}] } }""",
        _ => $$"""{"definitionId":"d",{{string.Join(',', Enumerable.Repeat("\"root\":{\"type\":\"Elsa.Sequence\"}", random.Next(1, 500)))}} }""",
    };

    /// <summary>Well-formed, but with members that are gone, doubled, renamed, exchanged or of another kind.</summary>
    private string Mutated(string text)
    {
        using var document = JsonDocument.Parse(text);
        var nodes = Count(document.RootElement);
        var victims = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(nodes)).ToHashSet();
        var result = new StringBuilder();
        var index = 0;
        Write(document.RootElement);
        return result.ToString();

        void Write(JsonElement element)
        {
            if (victims.Contains(index++))
            {
                result.Append(random.Next(8) == 0 ? Part(document.RootElement, random.Next(nodes)) : Values[random.Next(Values.Length)]);
                index += Count(element) - 1;
                return;
            }

            switch (element.ValueKind)
            {
                case JsonValueKind.Object: WriteMembers(element); break;
                case JsonValueKind.Array: WriteItems(element); break;
                default: result.Append(element.GetRawText()); break;
            }
        }

        void WriteMembers(JsonElement element)
        {
            result.Append('{');
            var first = true;
            foreach (var member in element.EnumerateObject())
            {
                if (random.Next(120) == 0)
                {
                    index += Count(member.Value);
                    continue;
                }

                var name = random.Next(150) == 0 ? Names[random.Next(Names.Length)] : member.Name;
                result.Append(first ? "" : ",").Append(JsonSerializer.Serialize(name)).Append(':');
                Write(member.Value);
                if (random.Next(200) == 0)
                    result.Append(',').Append(JsonSerializer.Serialize(member.Name)).Append(':').Append(Values[random.Next(Values.Length)]);
                first = false;
            }

            result.Append('}');
        }

        void WriteItems(JsonElement element)
        {
            result.Append('[');
            foreach (var (position, item) in element.EnumerateArray().Index())
            {
                result.Append(position == 0 ? "" : ",");
                if (random.Next(150) == 0)
                    result.Append(item.GetRawText()).Append(',');
                Write(item);
            }

            result.Append(']');
        }
    }

    private static int Count(JsonElement element) => 1 + element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(x => Count(x.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(Count),
        _ => 0,
    };

    private static string Part(JsonElement element, int index)
    {
        if (index-- == 0)
            return element.GetRawText();
        foreach (var child in element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(x => x.Value),
            JsonValueKind.Array => element.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        })
        {
            var count = Count(child);
            if (index < count)
                return Part(child, index);
            index -= count;
        }

        return "null";
    }
}
