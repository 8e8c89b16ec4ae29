namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>Clocks of a case that work on a fault is due by; those that do not run are passed over.</summary>
internal static class Promises
{
    public static readonly string[] OfFault =
        ["GD-L1-RESTORE-REMOTE", "GD-L1-RESTORE-ONSITE", "GD-L2-RESOLVE", "GD-NMSDOWN-RESOLVE", "GD-L3-RESOLVE", "GD-L4-RESOLVE", "GD-DIFFICULT-RESOLVE", "CM-WARRANTY-REPAIR"];
}
