namespace Elsa.Workflows.Runtime.Lists;

/// <summary>A part of a list.</summary>
/// <param name="Items">The rows asked for.</param>
/// <param name="TotalCount">Number of all rows that match.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, long TotalCount);

/// <summary>Which part of a list; without <see cref="Take"/> all of it.</summary>
/// <param name="Skip">Rows left out before it.</param>
/// <param name="Take">Rows at most; null for all.</param>
public readonly record struct Window(int Skip = 0, int? Take = null)
{
    /// <summary>A page; pages count from 0. Without a size everything.</summary>
    public static Window Page(int? page, int? pageSize) => pageSize is { } size ? new(Math.Max(0, page ?? 0) * size, size) : new();
}
