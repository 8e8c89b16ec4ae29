using System.IO.Compression;
using System.Text;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Writes Elsa's export files; equal content gives equal bytes.</summary>
internal sealed class WorkflowDefinitionExporter(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, DefinitionJson json)
    : IWorkflowDefinitionExporter
{
    // The earliest instant that a zip file can hold: equal exports are equal files.
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public async Task<WorkflowDefinitionExportResult?> ExportAsync(
        string definitionId, VersionOptions? versionOptions = null, CancellationToken cancellationToken = default) =>
        await store.FindAsync(definitionId, versionOptions ?? VersionOptions.Latest, cancellationToken) is { } definition
            ? Single(definition)
            : null;

    /// <inheritdoc />
    public async Task<WorkflowDefinitionExportResult?> ExportManyAsync(
        ICollection<string> definitionVersionIds, CancellationToken cancellationToken = default)
    {
        var found = new List<WorkflowDefinition>();
        foreach (var id in definitionVersionIds)
        {
            if (await store.FindAsync(id, cancellationToken) is { } definition)
                found.Add(definition);
        }

        return found.Count switch
        {
            0 => null,
            1 => Single(found[0]),
            _ => new WorkflowDefinitionExportResult(Zip(found.Select(Single)), "workflow-definitions.zip"),
        };
    }

    private static byte[] Zip(IEnumerable<WorkflowDefinitionExportResult> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(x => x.FileName, StringComparer.Ordinal))
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
