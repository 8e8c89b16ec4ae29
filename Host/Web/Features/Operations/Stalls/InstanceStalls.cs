using Elsa.ITR.Web.Features.Processes;
using Elsa.Workflows.Management;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Why instances stand still, as it is now and in the words of their flows.</summary>
public sealed class InstanceStalls(StallFactReader reader, IWorkflowDefinitionService definitions, TimeProvider time)
{
    /// <returns>By instance id, gravest first; nothing for an instance that waits for what can come.</returns>
    public async Task<ILookup<string, Stall>> OfAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new List<(string InstanceId, Stall Stall)>();
        foreach (var facts in instanceIds.Count == 0 ? [] : await reader.ReadAsync(instanceIds, cancellationToken))
        {
            var stalls = StallDiagnosis.Of(facts, now);
            var names = stalls.Any(x => x.Step is not null) && await definitions.FindWorkflowGraphAsync(facts.VersionId, cancellationToken) is { } graph // compiled once, kept
                ? new FlowStepNames(graph)
                : null;
            found.AddRange(stalls.Select(x => (facts.InstanceId, x with { StepName = x.Step is null ? null : names?.Of(x.Step) ?? x.Step })));
        }

        return found.ToLookup(x => x.InstanceId, x => x.Stall);
    }
}
