using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime;

/// <summary>The name under which this process leases rows.</summary>
public sealed class NodeIdentity(IOptions<RuntimeOptions> options, IIdentityGenerator ids)
{
    /// <summary>Unique among running processes: machine, process id and a generated part, unless configured.</summary>
    public string Name { get; } = options.Value.NodeName ?? $"{Environment.MachineName}-{Environment.ProcessId}-{ids.GenerateId()}";
}
