namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Resolve a partial degradation.</summary>
/// <remarks>Flow 04; its sibling at level 4 has a version line of its own.</remarks>
public sealed class FaultLevel3 : FaultStandardTemplate
{
    private protected override StandardFault Fault { get; } = new(
        FlowIds.FaultLevel3, "三级故障处理", "Fault level 3", ["GD-L3-RESOLVE", "P4-L3-VENDOR-SOLUTION"], "GD-L34-DOC-ANALYSIS");
}
