using System.Collections.Concurrent;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Parsed files of this process. A published version never changes; which one is newest is asked again after a while.</summary>
public sealed class PolicyCache
{
    /// <summary>Other nodes publish too: what they published is heard of within this time.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<int, SlaPolicySet> _sets = new();
    private readonly ConcurrentDictionary<int, NotificationFile> _messages = new();
    private volatile Newest? _newest;

    internal SlaPolicySet Set(int version, Func<int, SlaPolicySet> read) => _sets.GetOrAdd(version, read);

    internal SlaPolicySet? Find(int version) => _sets.GetValueOrDefault(version);

    internal NotificationFile Messages(int version, Func<int, NotificationFile> read) => _messages.GetOrAdd(version, read);

    internal Newest? Known(TimeProvider time) =>
        _newest is { } known && time.GetElapsedTime(known.ReadAt) < Fresh ? known : null;

    internal void Remember(Newest newest) => _newest = newest;

    /// <summary>Something was published here: the next reader asks the database.</summary>
    public void Forget() => _newest = null;

    /// <summary>What was published when it was last asked.</summary>
    internal sealed record Newest(IReadOnlyList<InForce> Sla, int? Notifications, IReadOnlyList<LoadedYear> Years, long ReadAt);

    /// <summary>A published version, from when it binds new records, and which contracts were moved to it.</summary>
    internal sealed record InForce(int Version, DateTimeOffset From, IReadOnlyList<Guid> ContractIds);
}
