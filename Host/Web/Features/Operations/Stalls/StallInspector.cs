using Elsa.Workflows.Runtime.Recovery;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Tells the stall scan (every 5 minutes, once for all nodes) what the product knows of: work without anybody, events that do not come, effects given up.</summary>
internal sealed class StallInspector(StallFactReader reader, TimeProvider time) : IInstanceInspector
{
    public async Task<IReadOnlyDictionary<string, string>> FindStalledAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await reader.ReadAsync(instanceIds, cancellationToken))
            .Select(x => (x.InstanceId, Stall: StallDiagnosis.ToNote(StallDiagnosis.Of(x, now))))
            .Where(x => x.Stall is not null)
            .ToDictionary(x => x.InstanceId, x => x.Stall!.Noted, StringComparer.Ordinal);
    }
}
