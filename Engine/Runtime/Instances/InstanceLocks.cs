namespace Elsa.Workflows.Runtime;

/// <summary>The in-process lock of an instance: who changes one takes it.</summary>
public static class InstanceLocks
{
    /// <summary>Key of the lock.</summary>
    public static string Of(string instanceId) => $"instance:{instanceId}";
}
