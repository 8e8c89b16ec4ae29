using System.Text.Json.Nodes;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>
/// Lists as Studio's editors know them: boxes, chips and outcomes read the expression <c>Object</c> with JSON text, while a list in a file is a
/// literal. Both mean the same and have the same canonical form, so a definition that is opened and saved is not changed.
/// </summary>
internal static class ListLiterals
{
    /// <summary>Turns every literal list below the node.</summary>
    public static void Show(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject input:
                if (input["expression"] is JsonObject expression && Text(input["typeName"]) is { } type && IsList(type)
                    && Text(expression["type"]) == "Literal" && Text(expression["value"])?.StartsWith('[') is true)
                    expression["type"] = "Object";
                foreach (var (_, member) in input)
                    Show(member);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Show(item);
                break;
        }
    }

    private static bool IsList(string type) => type.StartsWith("List<", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
