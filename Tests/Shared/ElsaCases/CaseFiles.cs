using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Shared.ElsaCases;

/// <summary>A recorded case: definitions, steps, and what the reference server showed after each step (cases/README.md).</summary>
public sealed record ElsaCase(string Name, JsonNode Definitions, JsonArray Steps, JsonArray Expected, JsonArray ExpectedWithTokens)
{
    public JsonNode Main => Definitions["main"]!;

    public IEnumerable<JsonNode> Others => (Definitions["others"] as JsonArray ?? []).OfType<JsonNode>();

    public string DefinitionId => (string)Main["definitionId"]!;

    /// <summary>The steps as they are here, with the engine's default way to run flowcharts.</summary>
    public JsonArray Here => CaseDeviations.Steps(Name) ?? Expected;
}

/// <summary>Finds the cases: those in the tree, and every folder below those that ITR_ELSA_CASES names (a path list).</summary>
public static class CaseFiles
{
    private static readonly SortedDictionary<string, string> FoldersByName = FindFolders();

    /// <summary>Names of the cases; one of the other folder that is also here counts once.</summary>
    public static IEnumerable<string> Names => FoldersByName.Keys;

    public static ElsaCase Read(string name) => Read(name, FoldersByName[name]);

    private static SortedDictionary<string, string> FindFolders()
    {
        // A folder that is named and not there is an error, not an empty set of cases.
        var others = (Environment.GetEnvironmentVariable("ITR_ELSA_CASES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var folders = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var root in others.Append(Path.Combine(Repository.Root, "Tests", "Unit", "Engine", "ElsaCases", "cases")))
            foreach (var file in Directory.EnumerateFiles(root, "script.json", SearchOption.AllDirectories))
                folders.TryAdd(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetDirectoryName(file)!);
        return folders;
    }

    private static ElsaCase Read(string name, string folder)
    {
        var expected = Steps(folder, "expected.json");
        return new ElsaCase(
            name, Parse(folder, "definition.json"), Steps(folder, "script.json"), expected,
            File.Exists(Path.Combine(folder, "expected.token.json")) ? Steps(folder, "expected.token.json") : expected);
    }

    private static JsonArray Steps(string folder, string file) => Parse(folder, file)["steps"]!.AsArray();

    private static JsonNode Parse(string folder, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!;
}
