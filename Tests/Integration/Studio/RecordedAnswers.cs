using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Requests and answers of a genuine Elsa server, in the order in which they were recorded (Recordings/README.md).</summary>
internal static partial class RecordedAnswers
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Integration", "Studio", "Recordings");

    public static IReadOnlyList<Recording> All { get; } = Read();

    /// <summary>A file of the recordings.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);

    private static List<Recording> Read()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "index.json")));
        return
        [
            .. index.RootElement.EnumerateArray().Select(entry => new Recording(
                entry.GetProperty("section").GetString()!,
                entry.GetProperty("file").GetString()!,
                entry.GetProperty("method").GetString()!,
                entry.GetProperty("path").GetString()!,
                entry.GetProperty("status").GetInt32(),
                entry.GetProperty("requestContentType").GetString(),
                Text(entry.GetProperty("request").GetString()!),
                Body(entry.GetProperty("file").GetString()!))),
        ];
    }

    private static string? Text(string file) => file.Length > 0 && File.Exists(Path.Combine(Folder, file)) ? File.ReadAllText(Path.Combine(Folder, file)) : null;

    private static JsonNode? Body(string file) => file.EndsWith(".json", StringComparison.Ordinal) && Text(file) is { } text ? JsonNode.Parse(text) : null;
}

/// <summary>One request with what was answered.</summary>
/// <param name="File">Name of the answer; empty when its body was.</param>
/// <param name="Path">Below the API's address.</param>
/// <param name="Body">The body sent, or null.</param>
/// <param name="Answer">The body answered; null when it was empty or no JSON.</param>
internal sealed record Recording(string Section, string File, string Method, string Path, int Status, string? ContentType, string? Body, JsonNode? Answer)
{
    /// <summary>Number in the recordings, e.g. <c>084</c>; empty when nothing was recorded but the status.</summary>
    public string Number => File.Length > 3 ? File[..3] : "";

    public override string ToString() => $"{(File.Length > 0 ? File : "-")} {Method} {Path}";
}
