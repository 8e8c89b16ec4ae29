using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Unit.Engine.ElsaCases;

/// <summary>A recorded case: definitions, steps, and what the reference server showed after each step (cases/README.md).</summary>
internal sealed record ElsaCase(string Name, JsonNode Definitions, JsonArray Steps, JsonArray Expected)
{
    public JsonNode Main => Definitions["main"]!;

    public IEnumerable<JsonNode> Others => (Definitions["others"] as JsonArray ?? []).OfType<JsonNode>();

    public string DefinitionId => (string)Main["definitionId"]!;
}

/// <summary>Finds the cases: those beside the tests, and every folder below the one that ITR_ELSA_CASES names.</summary>
internal static class CaseFiles
{
    public static IEnumerable<string> Folders()
    {
        string?[] roots = [Path.Combine(AppContext.BaseDirectory, "Engine", "ElsaCases", "cases"), Environment.GetEnvironmentVariable("ITR_ELSA_CASES")];
        return roots
            .Where(root => !string.IsNullOrEmpty(root) && Directory.Exists(root))
            .SelectMany(root => Directory.EnumerateFiles(root!, "script.json", SearchOption.AllDirectories))
            .Select(file => Path.GetDirectoryName(file)!)
            .Order(StringComparer.Ordinal);
    }

    public static ElsaCase Read(string folder) => new(
        Path.GetFileName(folder),
        Parse(folder, "definition.json"),
        Parse(folder, "script.json")["steps"]!.AsArray(),
        Parse(folder, "expected.json")["steps"]!.AsArray());

    private static JsonNode Parse(string folder, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!;
}
