using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>workflows diff</c>: what two versions say differently, for reviewers; no database is touched.</summary>
internal static class WorkflowDiffCommand
{
    public static ToolCommand Command { get; } = new(
        "workflows diff", "OLD NEW", "Compare two versions by what they mean; each a file, or a shipped version such as itr-fault-level-1.v1", [], RunAsync);

    private static async Task<int> RunAsync(ToolRun run)
    {
        if (run.Arguments.Words is not [var old, var @new])
            throw new UsageException("Expected two versions to compare.");

        using var host = run.BuildHost();
        var json = host.Services.GetRequiredService<DefinitionJson>();
        var diff = host.Services.GetRequiredService<WorkflowComparer>()
            .Compare(json.Read(await TextAsync(old, run)), json.Read(await TextAsync(@new, run)));
        foreach (var line in WorkflowDiffText.Lines(diff))
            await run.Output.WriteLineAsync(line);
        if (diff.IsEmpty)
            await run.Output.WriteLineAsync("They mean the same.");
        if (diff.Moved > 0)
            await run.Output.WriteLineAsync($"({diff.Moved} moves on the canvas are left out)");
        return ExitCodes.Done;
    }

    private static async Task<string> TextAsync(string name, ToolRun run) =>
        FlowContent.All.FirstOrDefault(flow => flow.FileName == name || flow.FileName == $"{name}.json") is { } shipped
            ? shipped.Json
            : await File.ReadAllTextAsync(SourceTree.Find(name), run.CancellationToken);
}
