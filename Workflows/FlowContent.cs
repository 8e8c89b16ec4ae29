using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Elsa.ITR.Workflows;

/// <summary>One published version of a shipped flow.</summary>
/// <param name="DefinitionId">Definition id.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Json">Elsa JSON in canonical form.</param>
public sealed record FlowVersion(string DefinitionId, int Version, string Json)
{
    /// <summary>SHA-256 of the text, lower-case hexadecimal; what <c>versions.lock</c> holds.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));

    /// <summary>File name, <c>&lt;id&gt;.v&lt;N&gt;.json</c>.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{DefinitionId}.v{Version}.json");
}

/// <summary>The shipped versions in <c>Content/</c>; a published file never changes, a change is a new file.</summary>
public static class FlowContent
{
    private const string Folder = "Content/";

    /// <summary>Every shipped version, by definition and ascending number.</summary>
    public static IReadOnlyList<FlowVersion> All { get; } =
    [
        .. EmbeddedContent.Names(Folder).Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Select(Read)
            .OrderBy(flow => flow.DefinitionId, StringComparer.Ordinal).ThenBy(flow => flow.Version),
    ];

    /// <summary>The newest shipped version of a flow; null when none is shipped.</summary>
    public static FlowVersion? Newest(string definitionId) => All.LastOrDefault(flow => flow.DefinitionId == definitionId);

    /// <summary>Hashes of published files by file name, from <c>versions.lock</c>.</summary>
    public static IReadOnlyDictionary<string, string> Lock { get; } = EmbeddedContent.Read($"{Folder}versions.lock")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);

    // Content/itr-fault-level-1.v1.json → itr-fault-level-1, 1
    private static FlowVersion Read(string name)
    {
        var file = name[Folder.Length..^".json".Length];
        var at = file.LastIndexOf(".v", StringComparison.Ordinal);
        return new FlowVersion(file[..at], int.Parse(file[(at + 2)..], CultureInfo.InvariantCulture), EmbeddedContent.Read(name));
    }
}
