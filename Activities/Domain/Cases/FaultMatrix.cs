using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Grades a fault code; content, the process owner may move a code to another level (sla.md §3.2).</summary>
public sealed class FaultMatrixEntry : Entity
{
    /// <summary>Unique code, e.g. <c>BIZ_INTERRUPTED</c>.</summary>
    public string FaultCode { get; set; } = "";

    /// <summary>Row of the matrix.</summary>
    public FaultCategory Category { get; set; }

    /// <summary>1–4.</summary>
    public int Level { get; set; }

    /// <summary>Chinese name.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Whether the code means by itself that the management system is down.</summary>
    public bool IsNmsDownDefault { get; set; }

    /// <summary>Where the placement comes from: <c>seed</c> or <c>reconstructed</c>.</summary>
    public string SourceNote { get; set; } = "";

    /// <summary>Both names.</summary>
    public Bilingual Name => new(NameZh, NameEn);
}

/// <summary>A grade and why it is that one.</summary>
/// <param name="Level">1–4.</param>
/// <param name="IsNmsDown">Whether the management system counts as down.</param>
/// <param name="Reason"><c>interrupted</c>, <c>matrix</c> or <c>statement</c>.</param>
public sealed record FaultGrade(int Level, bool IsNmsDown, string Reason);

/// <summary>Grades faults by the matrix.</summary>
public static class FaultMatrix
{
    /// <summary>The level of a fault: interrupted service is level 1, else the matrix, else what the customer states.</summary>
    /// <param name="entry">Row of the code; null for a code outside the matrix.</param>
    /// <param name="serviceInterrupted">Service of running equipment is interrupted.</param>
    /// <param name="isNmsDown">What the reporter says; null takes the row's default.</param>
    /// <param name="stated">Level by statement of province or institute, for faults outside the matrix.</param>
    /// <exception cref="RuleViolationException">case.fault-code-unknown: no row, no interruption and no statement.</exception>
    public static FaultGrade Grade(FaultMatrixEntry? entry, bool serviceInterrupted, bool? isNmsDown, int? stated = null)
    {
        var down = isNmsDown ?? entry?.IsNmsDownDefault ?? false;
        if (serviceInterrupted)
            return new(1, down, "interrupted");
        if (entry is not null)
            return new(entry.Level, down, "matrix");
        if (stated is { } level and >= 1 and <= 4)
            return new(level, down, "statement");

        throw new RuleViolationException("case.fault-code-unknown");
    }
}
