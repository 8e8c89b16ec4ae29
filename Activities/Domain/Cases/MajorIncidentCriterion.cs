namespace Elsa.ITR.Domain.Cases;

/// <summary>A criterion that makes a fault a major incident (flow 06).</summary>
/// <param name="Code">MI-1 … MI-7.</param>
/// <param name="Grade">1 is graver.</param>
public sealed record MajorIncidentCriterion(string Code, int Grade);

/// <summary>The criteria with their grades, and the fault levels at which each can hold.</summary>
public static class MajorIncidentCriteria
{
    private static readonly (MajorIncidentCriterion Criterion, int MostLevel)[] Rows =
    [
        (new("MI-1", 1), 1), // backbone or provincial trunk
        (new("MI-2", 1), 1), // three cities, two municipal exchanges
        (new("MI-3", 2), 1), // a long outage
        (new("MI-4", 2), 4), // the vendor's own operation
        (new("MI-5", 1), 4), // in a guarantee period
        (new("MI-6", 2), 2), // written complaint of the province
        (new("MI-7", 2), 4), // the same fault on many elements
    ];

    /// <summary>Those that can hold at a fault level; a fault without level may have any.</summary>
    public static IEnumerable<MajorIncidentCriterion> At(int? level) => Rows.Where(row => level is null || level <= row.MostLevel).Select(row => row.Criterion);

    /// <summary>The criterion with a code.</summary>
    /// <exception cref="InvalidOperationException">The code is none.</exception>
    public static MajorIncidentCriterion Of(string code) => Rows.Select(row => row.Criterion).First(criterion => criterion.Code == code);
}
