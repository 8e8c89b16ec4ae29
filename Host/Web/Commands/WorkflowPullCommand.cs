using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Serialization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>workflows pull</c>: what process owners published in a database becomes content of the source tree.</summary>
internal static class WorkflowPullCommand
{
    private const string ContentFolder = "Workflows/Content";

    public static ToolCommand Command { get; } = new(
        "workflows pull", "[DEFINITION …] [--output FOLDER]", "Write versions published in the configured database as content files, with their notes and versions.lock", ["output"], RunAsync);

    private static async Task<int> RunAsync(ToolRun run)
    {
        var folder = run.Arguments.Option("output") ?? SourceTree.Find(ContentFolder);
        using var host = run.BuildHost();
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var (definitions, canonical) = (scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionService>(), scope.ServiceProvider.GetRequiredService<CanonicalWriter>());
        var rows = await VersionsAsync(scope.ServiceProvider, run);
        var notes = (await scope.ServiceProvider.GetRequiredService<FlowHistory>().ReadAsync([.. rows.Select(x => x.DefinitionId).Distinct()], run.CancellationToken))
            .Where(x => x.Note is not null).ToLookup(x => (x.DefinitionId, x.Version));
        var refused = 0;
        foreach (var row in rows)
        {
            var version = new FlowVersion(row.DefinitionId, row.Version, canonical.Write(definitions.ReadModel(row)));
            var result = await WriteAsync(version, folder, run.CancellationToken);
            if (result == RenderResult.New && notes[(row.DefinitionId, row.Version)].FirstOrDefault() is { } entry)
                await NoteAsync(folder, entry, run.CancellationToken);
            refused += result == RenderResult.Refused ? 1 : 0;
            await run.Output.WriteLineAsync($"{result.ToString().ToLowerInvariant(),-8} {version.FileName}");
        }

        await WorkflowRenderer.WriteLockAsync(folder, run.CancellationToken);
        if (refused == 0)
            return ExitCodes.Done;

        await run.Errors.WriteLineAsync("Expected files of published versions to say what the database says. A published version never changes: ship the change under the next number.");
        return ExitCodes.Refused;
    }

    private static async Task<IReadOnlyList<WorkflowDefinition>> VersionsAsync(IServiceProvider services, ToolRun run)
    {
        var all = services.GetRequiredService<ItrDbContext>().Set<WorkflowDefinition>().AsNoTracking().Where(x => x.PublishedAt != null);
        var asked = run.Arguments.Words.ToList();
        var rows = await (asked.Count == 0 ? all.Where(x => x.DefinitionId.StartsWith(FlowIds.Prefix)) : all.Where(x => asked.Contains(x.DefinitionId)))
            .OrderBy(x => x.DefinitionId).ThenBy(x => x.Version).ToListAsync(run.CancellationToken);
        return asked.Except(rows.Select(x => x.DefinitionId)).FirstOrDefault() is { } missing
            ? throw new UsageException($"Expected a published definition, but \"{missing}\" is none in this database.")
            : rows;
    }

    private static async Task<RenderResult> WriteAsync(FlowVersion version, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, version.DefinitionId, version.FileName);
        if (File.Exists(path))
            return await File.ReadAllTextAsync(path, cancellationToken) == version.Json ? RenderResult.Same : RenderResult.Refused;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, version.Json, cancellationToken);
        return RenderResult.New;
    }

    // What the owner wrote when publishing is what CHANGES.md is for.
    private static async Task NoteAsync(string folder, FlowHistory.Entry entry, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, entry.DefinitionId, "CHANGES.md");
        var before = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : $"# {entry.DefinitionId}\n";
        await File.WriteAllTextAsync(path, $"{before.TrimEnd()}\n\n## Version {entry.Version}\n\n{entry.Note} ({entry.By?.En ?? "system"}, {entry.At:yyyy-MM-dd})\n", cancellationToken);
    }
}
