using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>A grade and why it is that one.</summary>
/// <param name="Level">1–4.</param>
/// <param name="IsNmsDown">Whether the management system counts as down.</param>
/// <param name="Reason"><c>interrupted</c>, <c>matrix</c> or <c>statement</c>.</param>
public sealed record FaultGrade(int Level, bool IsNmsDown, string Reason);

/// <summary>Grades faults by the matrix of the policy (sla.md §3.2); the process owner may move a code to another level.</summary>
public static class FaultMatrix
{
    /// <summary>The level of a fault: interrupted service is level 1, else the matrix, else what the customer states.</summary>
    /// <param name="row">Row of the code; null for a code outside the matrix.</param>
    /// <param name="serviceInterrupted">Service of running equipment is interrupted.</param>
    /// <param name="isNmsDown">What the reporter says; null takes the row's default.</param>
    /// <param name="stated">Level by statement of province or institute, for faults outside the matrix.</param>
    /// <exception cref="RuleViolationException">case.fault-code-unknown: no row, no interruption and no statement.</exception>
    public static FaultGrade Grade(FaultMatrixRow? row, bool serviceInterrupted, bool? isNmsDown, int? stated = null)
    {
        var down = isNmsDown ?? row?.IsNmsDownByDefault ?? false;
        if (serviceInterrupted)
            return new(1, down, "interrupted");
        if (row is not null)
            return new(row.Level, down, "matrix");
        if (stated is { } level and >= 1 and <= 4)
            return new(level, down, "statement");

        throw new RuleViolationException("case.fault-code-unknown");
    }
}
