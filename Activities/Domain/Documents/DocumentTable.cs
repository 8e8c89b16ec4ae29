using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>A value of a document that is a table of its own: the template names it like any other, the writer makes the rows.</summary>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">Cells as other values: texts, instants, texts in both languages.</param>
public sealed record DocumentTable(IReadOnlyList<Bilingual> Head, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>The rows as text, for who reads the stored fields.</summary>
    public override string ToString() => string.Join('\n', Rows.Select(row => string.Join(" · ", row.Select(cell => cell is DateTimeOffset at ? LocalTime.Format(at) : cell is Bilingual both ? both.Zh : cell?.ToString()).Where(cell => !string.IsNullOrEmpty(cell)))));
}
