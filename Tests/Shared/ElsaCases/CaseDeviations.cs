using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Shared.ElsaCases;

/// <summary>Cases in which this engine does on purpose what the reference server did not; Engine/Core/README.md lists them.</summary>
public static class CaseDeviations
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Unit", "Engine", "ElsaCases", "deviations");

    /// <summary>The steps as they are here, in the format of expected.json; null for a case without differences.</summary>
    public static JsonArray? Steps(string name)
    {
        var file = Path.Combine(Folder, $"{name}.json");
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!["steps"]!.AsArray() : null;
    }
}
