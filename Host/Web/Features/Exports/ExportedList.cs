using System.Runtime.CompilerServices;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>A list as a file takes it along: how many rows there are, what its columns are called, and the rows as they are read.</summary>
/// <param name="Title">Name of the list, for people.</param>
/// <param name="Count">Rows, counted before the first is read.</param>
/// <param name="Back">The page that shows the same.</param>
/// <param name="Rows">A value per column: text, number, instant, date, span, or nothing.</param>
public sealed record ExportedList(string Title, int Count, string Back, IReadOnlyList<string> Headers, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Lists that stand beside it, each a sheet of its own.</summary>
    public IReadOnlyList<ExportedList> More { get; init; } = [];

    /// <summary>A list that is short and known already.</summary>
    public static ExportedList Of<TRow>(string title, string back, IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows) =>
        Of(title, rows.Count, back, columns, (_, _) => Task.FromResult<(IReadOnlyList<TRow>, string?)>((rows, null)));

    /// <param name="read">A page of the list by its cursor; the first without.</param>
    public static ExportedList Of<TRow>(
        string title, int count, string back, IReadOnlyList<Column<TRow>> columns, Func<string?, CancellationToken, Task<(IReadOnlyList<TRow> Rows, string? Next)>> read) =>
        new(title, count, back, [.. columns.Select(column => column.Header)], ReadAsync(columns, read));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> ReadAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, Func<string?, CancellationToken, Task<(IReadOnlyList<TRow> Rows, string? Next)>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? next = null;
        do
        {
            (var rows, next) = await read(next, cancellationToken);
            foreach (var row in rows)
                yield return [.. columns.Select(column => column.Value(row))];
        }
        while (next is not null);
    }
}

/// <summary>A column of an exported list.</summary>
public sealed record Column<TRow>(string Header, Func<TRow, object?> Value);

/// <summary>A list that can be taken along: the same filter as its page.</summary>
public interface IExport<in TFilter>
{
    Task<ExportedList> OpenAsync(TFilter filter, CancellationToken cancellationToken);
}

/// <summary>Settings below <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>More rows than this are not exported.</summary>
    public int MostRows { get; set; } = 50_000;

    /// <summary>Rows that are read at once.</summary>
    public int PageSize { get; set; } = 500;
}
