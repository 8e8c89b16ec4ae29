using System.IO.Compression;
using System.Text;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Writes Elsa's export files; equal content gives equal bytes.</summary>
internal sealed class WorkflowDefinitionExporter(
    IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, WorkflowConsumers consumers, DefinitionJson json)
    : IWorkflowDefinitionExporter
{
    // The earliest instant that a zip file can hold: equal exports are equal files.
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public async Task<WorkflowDefinitionExportResult?> ExportAsync(
        string definitionId, VersionOptions? versionOptions = null, bool includeConsumingWorkflows = false, CancellationToken cancellationToken = default) =>
        await store.FindAsync(definitionId, versionOptions ?? VersionOptions.Latest, cancellationToken) is { } definition
            ? await ExportAsync([definition], includeConsumingWorkflows, cancellationToken)
            : null;

    /// <inheritdoc />
    public async Task<WorkflowDefinitionExportResult?> ExportManyAsync(
        ICollection<string> definitionVersionIds, bool includeConsumingWorkflows = false, CancellationToken cancellationToken = default)
    {
        var found = new List<WorkflowDefinition>();
        foreach (var id in definitionVersionIds)
        {
            if (await store.FindAsync(id, cancellationToken) is { } definition)
                found.Add(definition);
        }

        return found.Count == 0 ? null : await ExportAsync(found, includeConsumingWorkflows, cancellationToken);
    }

    private async Task<WorkflowDefinitionExportResult> ExportAsync(
        List<WorkflowDefinition> found, bool includeConsumingWorkflows, CancellationToken cancellationToken)
    {
        for (var i = 0; includeConsumingWorkflows && i < found.Count; i++)
        {
            foreach (var consumer in await consumers.FindAsync(found[i].DefinitionId, cancellationToken))
            {
                if (consumer.Version.IsLatest && !found.Exists(x => x.DefinitionId == consumer.Version.DefinitionId))
                    found.Add(consumer.Version);
            }
        }

        return found is [var single] ? Single(single) : new WorkflowDefinitionExportResult(Zip(found), "workflow-definitions.zip");
    }

    private byte[] Zip(IEnumerable<WorkflowDefinition> versions)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in versions.OrderBy(x => x.DefinitionId, StringComparer.Ordinal).ThenBy(x => x.Version).Select(Single))
            {
                var entry = archive.CreateEntry(file.FileName);
                entry.LastWriteTime = ZipEpoch;
                using var content = entry.Open();
                content.Write(file.Data);
            }
        }

        return stream.ToArray();
    }

    private WorkflowDefinitionExportResult Single(WorkflowDefinition definition)
    {
        var text = json.WriteExport(definitions.ReadModel(definition));
        return new WorkflowDefinitionExportResult(Encoding.UTF8.GetBytes(text), FileName(definition));
    }

    private static string FileName(WorkflowDefinition definition)
    {
        var name = (definition.Name ?? definition.DefinitionId).Trim().Replace(' ', '-').Replace('_', '-').ToLowerInvariant();
        return $"workflow-definition-{name}-{definition.DefinitionId}-{definition.Id}.json";
    }
}
