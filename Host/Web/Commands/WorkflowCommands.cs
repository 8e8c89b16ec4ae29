using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Workflows;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>workflows check</c>, <c>render</c> and <c>list</c>: the shipped flows; no database is touched.</summary>
internal static class WorkflowCommands
{
    private const string ContentFolder = "Workflows/Content";

    public static ToolCommand Check { get; } = new(
        "workflows check", "[FILE …]", "Hold the shipped flows, or the files named, against the rules of a managed flow", [], CheckAsync);

    public static ToolCommand Render { get; } = new(
        "workflows render", "[--output FOLDER] [--overwrite]", "Write the flows that are code as content files and bring versions.lock up to date", ["output", "overwrite!"], RenderAsync);

    public static ToolCommand List { get; } = new(
        "workflows list", "", "Name the shipped flows with their versions and where each is written", [], ListAsync);

    private static async Task<int> CheckAsync(ToolRun run)
    {
        using var host = run.BuildHost();
        var rules = new FlowRules(host.Services.GetRequiredService<IWorkItemForms>());
        var found = 0;
        foreach (var (name, json) in await FilesAsync(run))
        {
            var model = host.Services.GetRequiredService<DefinitionJson>().Read(json);
            var findings = rules.Check(host.Services.GetRequiredService<WorkflowDefinitionMapper>().Map(model));
            found += findings.Count;
            await run.Output.WriteLineAsync(findings.Count == 0 ? $"{name}: keeps every rule" : $"{name}: {findings.Count} findings");
            foreach (var finding in findings)
                await run.Output.WriteLineAsync($"  {finding}");
        }

        foreach (var flow in FlowContent.All.Where(flow => FlowContent.Lock.GetValueOrDefault(flow.FileName) != flow.Hash))
        {
            found++;
            await run.Output.WriteLineAsync($"{flow.FileName}: expected the content that versions.lock names, but it differs. A published version never changes; ship the change as version {flow.Version + 1}.");
        }

        return found == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task<IReadOnlyList<(string Name, string Json)>> FilesAsync(ToolRun run)
    {
        if (run.Arguments.Words.Count == 0)
            return [.. FlowContent.All.Select(flow => (flow.FileName, flow.Json))];

        var files = new List<(string, string)>();
        foreach (var name in run.Arguments.Words)
            files.Add((name, await File.ReadAllTextAsync(SourceTree.Find(name), run.CancellationToken)));
        return files;
    }

    private static async Task<int> RenderAsync(ToolRun run)
    {
        var folder = run.Arguments.Option("output") ?? SourceTree.Find(ContentFolder);
        using var host = run.BuildHost();
        await using var scope = host.Services.CreateAsyncScope();
        var renderer = ActivatorUtilities.CreateInstance<WorkflowRenderer>(scope.ServiceProvider);
        var rendered = await renderer.RenderAllAsync(folder, run.Arguments.Has("overwrite"), run.CancellationToken);
        foreach (var flow in rendered)
            await run.Output.WriteLineAsync($"{flow.Result.ToString().ToLowerInvariant(),-8} {Path.GetRelativePath(Directory.GetCurrentDirectory(), flow.Path)}");

        if (rendered.All(flow => flow.Result != RenderResult.Refused))
            return ExitCodes.Done;

        await run.Errors.WriteLineAsync("Expected published files as they are; raise the version in the code, or add --overwrite before the first release.");
        return ExitCodes.Refused;
    }

    private static async Task<int> ListAsync(ToolRun run)
    {
        foreach (var flow in FlowCatalog.All)
        {
            var versions = string.Join(", ", FlowContent.All.Where(x => x.DefinitionId == flow.DefinitionId).Select(x => $"v{x.Version}"));
            await run.Output.WriteLineAsync($"{flow.DefinitionId,-28} {versions,-10} {(flow.Class is null ? "file" : "code"),-5} {flow.Category,-7} {flow.RecordType,-8} {flow.Name.Zh} / {flow.Name.En}");
        }

        return ExitCodes.Done;
    }
}
