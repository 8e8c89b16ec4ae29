using System.Collections.Concurrent;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Compiled graphs by version id; one per version, replaced when a draft's content changes. Singleton.</summary>
internal sealed class GraphCache
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The graph of a version that was published once, or null: needs no look at the database.</summary>
    public WorkflowGraph? FindFrozen(string versionId) => _entries.TryGetValue(versionId, out var entry) && entry.IsFrozen ? entry.Graph : null;

    /// <summary>The graph of exactly this content, or null.</summary>
    public WorkflowGraph? Find(string versionId, string contentHash) =>
        _entries.TryGetValue(versionId, out var entry) && entry.ContentHash == contentHash ? entry.Graph : null;

    /// <summary>Keeps a graph; of two compiled at once either may win, they are equal.</summary>
    public WorkflowGraph Keep(string versionId, string contentHash, bool isFrozen, WorkflowGraph graph)
    {
        _entries[versionId] = new Entry(contentHash, isFrozen, graph);
        return graph;
    }

    /// <summary>Forgets graphs into which other workflows are embedded and may have changed.</summary>
    public void Clear() => _entries.Clear();

    private sealed record Entry(string ContentHash, bool IsFrozen, WorkflowGraph Graph);
}
