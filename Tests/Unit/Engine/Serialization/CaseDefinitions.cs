using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

/// <summary>The definitions of the recorded cases, as they were posted to the reference server.</summary>
internal static class CaseDefinitions
{
    public static IEnumerable<(string Case, string Json)> All() =>
        from file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Engine", "ElsaCases", "cases"), "definition.json", SearchOption.AllDirectories).Order()
        let content = JsonNode.Parse(File.ReadAllText(file))!
        from definition in new[] { content["main"] }.Concat(content["others"]?.AsArray() ?? [])
        select (Path.GetFileName(Path.GetDirectoryName(file))!, definition.ToJsonString());
}
