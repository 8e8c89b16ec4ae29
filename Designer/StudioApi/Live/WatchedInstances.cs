using System.Collections.Concurrent;

namespace Elsa.ITR.Designer.StudioApi.Live;

/// <summary>Which instances are watched on this node, by which connections. Singleton.</summary>
public sealed class WatchedInstances
{
    private readonly ConcurrentDictionary<string, string> _byConnection = new(StringComparer.Ordinal);

    /// <summary>Whether somebody watches the instance.</summary>
    public bool Contains(string instanceId) => !_byConnection.IsEmpty && _byConnection.Values.Contains(instanceId);

    /// <summary>A connection watches an instance from now on.</summary>
    public void Watch(string connectionId, string instanceId) => _byConnection[connectionId] = instanceId;

    /// <summary>A connection has ended.</summary>
    public void Leave(string connectionId) => _byConnection.TryRemove(connectionId, out _);
}
