using System.Collections.Concurrent;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Parsed policy files of this process; published versions never change, so they are read once.</summary>
public sealed class PolicyCache
{
    internal ConcurrentDictionary<int, SlaPolicySet> Sets { get; } = new();

    internal int? Current { get; set; }

    internal NotificationFile? Messages { get; set; }

    /// <summary>Reads everything anew: after a publication, and on other nodes when they learn of one.</summary>
    public void Forget()
    {
        Sets.Clear();
        (Current, Messages) = (null, null);
    }
}
