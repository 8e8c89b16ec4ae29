namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Remove a latent risk of interruption within days; a management system that is down within one.</summary>
public sealed class FaultLevel2 : FaultStandardTemplate
{
    private protected override StandardFault Fault { get; } = new(
        FlowIds.FaultLevel2, "二级故障处理", "Fault level 2", ["GD-L2-RESOLVE", "GD-NMSDOWN-RESOLVE", "P4-L2-VENDOR-SOLUTION"], "GD-L2-DOC-ANALYSIS");
}
