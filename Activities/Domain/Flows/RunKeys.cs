namespace Elsa.ITR.Domain.Flows;

/// <summary>Names under which a run keeps what outlives its inputs.</summary>
public static class RunKeys
{
    /// <summary>The record that the run has opened for itself, as text; absent when it works on one it was given.</summary>
    public const string OpenedRecord = "openedRecord";
}
