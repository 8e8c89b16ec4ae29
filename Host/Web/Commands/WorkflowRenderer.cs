using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Commands;

/// <summary>Writes the flows that are code as content: canonical Elsa JSON with an automatic layout.</summary>
public sealed class WorkflowRenderer(IWorkflowBuilderFactory builders, WorkflowDefinitionMapper mapper, CanonicalWriter writer)
{
    /// <summary>The content of one flow's code.</summary>
    public async Task<FlowVersion> RenderAsync(FlowEntry flow, CancellationToken cancellationToken = default)
    {
        var workflow = await BuildAsync(flow, cancellationToken);
        AutoLayout.Arrange(workflow.Root);
        return new FlowVersion(flow.DefinitionId, workflow.Identity.Version, writer.Write(mapper.Map(workflow)));
    }

    /// <summary>The workflow of one flow's code, not laid out.</summary>
    public Task<Workflow> BuildAsync(FlowEntry flow, CancellationToken cancellationToken = default) =>
        builders.CreateBuilder().BuildWorkflowAsync(flow.Create(), cancellationToken);

    /// <summary>Renders every flow that is code into a content folder and brings <c>versions.lock</c> up to date.</summary>
    /// <param name="folder">The folder <c>Workflows/Content</c> of the source tree.</param>
    /// <param name="overwrite">True while a version is not released; else a file that would change is refused.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>What became of each flow.</returns>
    public async Task<IReadOnlyList<RenderedFlow>> RenderAllAsync(string folder, bool overwrite, CancellationToken cancellationToken = default)
    {
        var rendered = new List<RenderedFlow>();
        foreach (var flow in FlowCatalog.All.Where(flow => flow.Class is not null))
        {
            var version = await RenderAsync(flow, cancellationToken);
            var path = Path.Combine(folder, version.DefinitionId, version.FileName);
            var before = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
            var result = before is null ? RenderResult.New : before == version.Json ? RenderResult.Same : overwrite ? RenderResult.Changed : RenderResult.Refused;
            if (result is RenderResult.New or RenderResult.Changed)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, version.Json, cancellationToken);
            }

            rendered.Add(new RenderedFlow(version, path, result));
        }

        await WriteLockAsync(folder, cancellationToken);
        return rendered;
    }

    /// <summary>Makes <c>versions.lock</c> name every version file of a content folder.</summary>
    internal static async Task WriteLockAsync(string folder, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = new FlowVersion("", 0, await File.ReadAllTextAsync(path, cancellationToken));
            lines.Add($"{file.Hash} {Path.GetFileName(path)}");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "versions.lock"), string.Join('\n', lines) + "\n", cancellationToken);
    }
}

/// <summary>What became of a rendered flow.</summary>
public enum RenderResult
{
    /// <summary>There was no such file.</summary>
    New,
    /// <summary>The file says the same.</summary>
    Same,
    /// <summary>The file was overwritten.</summary>
    Changed,
    /// <summary>The file says something else; a published version never changes, raise the version in the code.</summary>
    Refused,
}

/// <summary>A rendered flow.</summary>
/// <param name="Version">Its content.</param>
/// <param name="Path">Where the file stands.</param>
/// <param name="Result">What became of it.</param>
public sealed record RenderedFlow(FlowVersion Version, string Path, RenderResult Result);
