namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Resolve intermittent or indirect effects; what cannot be reproduced may be observed for a while.</summary>
/// <remarks>Flow 04; its sibling at level 3 has a version line of its own.</remarks>
public sealed class FaultLevel4 : FaultStandardTemplate
{
    private protected override StandardFault Fault { get; } = new(
        FlowIds.FaultLevel4, "四级故障处理", "Fault level 4", ["GD-L4-RESOLVE", "P4-L4-VENDOR-SOLUTION"], "GD-L34-DOC-ANALYSIS", MayObserve: true, AnalysisOnRequest: true);
}
