using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>Writes a workbook row by row into a temporary file, so that a large list needs no more memory than a small one.</summary>
/// <remarks>
/// Text is written as text and never as a formula; text that a formula could begin with is marked as quoted, so that it stays text when somebody edits the
/// cell. Instants are dates in the zone of the business.
/// </remarks>
public sealed class XlsxWriter : IAsyncDisposable
{
    private const int LongestText = 32_767; // of a cell
    private const int LongestName = 31; // of a sheet

    private readonly Stream _target;
    private readonly FileStream _file = new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
    private readonly SpreadsheetDocument _document;
    private readonly WorkbookPart _workbook;
    private readonly List<Sheet> _sheets = [];

    /// <param name="stream">Gets the file in <see cref="CompleteAsync"/>; stays open.</param>
    public XlsxWriter(Stream stream)
    {
        _target = stream;
        _document = SpreadsheetDocument.Create(_file, SpreadsheetDocumentType.Workbook);
        _workbook = _document.AddWorkbookPart();
        _workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Sheet();
    }

    /// <summary>Writes a sheet to its end; the sheets of a workbook are written one after the other.</summary>
    public async Task WriteSheetAsync(string name, IReadOnlyList<string> headers, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        var part = _workbook.AddNewPart<WorksheetPart>();
        _sheets.Add(new Sheet { Id = _workbook.GetIdOfPart(part), SheetId = (uint)_sheets.Count + 1, Name = SheetName(name) });
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        if (headers.Count > 0)
            xml.WriteElement(new Columns(new Column { Min = 1, Max = (uint)headers.Count, Width = 20, CustomWidth = true }));

        xml.WriteStartElement(new SheetData());
        xml.WriteElement(RowOf(1, headers, header: true));
        var last = 1;
        await foreach (var row in rows.WithCancellation(cancellationToken))
            xml.WriteElement(RowOf(++last, row, header: false));
        xml.WriteEndElement();
        if (headers.Count > 0 && last > 1)
            xml.WriteElement(new AutoFilter { Reference = $"A1:{CellName(headers.Count - 1, last)}" });
        xml.WriteEndElement();
    }

    /// <summary>Names the sheets and hands the file on; nothing is sent before, so that half a list is never taken for a whole one.</summary>
    public async Task CompleteAsync()
    {
        _workbook.Workbook = new Workbook(new Sheets(_sheets));
        _document.Dispose();
        _file.Position = 0;
        await _file.CopyToAsync(_target);
    }

    public async ValueTask DisposeAsync()
    {
        _document.Dispose();
        await _file.DisposeAsync();
    }

    private static Row RowOf(int number, IReadOnlyList<object?> values, bool header)
    {
        var row = new Row { RowIndex = (uint)number };
        for (var column = 0; column < values.Count; column++)
        {
            if (values[column] is { } value)
                row.Append(CellOf(CellName(column, number), value, header));
        }

        return row;
    }

    private static Cell CellOf(string name, object value, bool header) => value switch
    {
        int or long or double or decimal => Numeric(name, XlsxStyles.Plain, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTimeOffset at => Numeric(name, XlsxStyles.Instant, Moments.Local(at).DateTime.ToOADate()),
        DateOnly day => Numeric(name, XlsxStyles.Day, day.ToDateTime(TimeOnly.MinValue).ToOADate()),
        TimeSpan span => Numeric(name, XlsxStyles.Span, span.TotalDays),
        _ => TextCell(name, Clean(value.ToString() ?? ""), header),
    };

    private static Cell Numeric(string name, uint style, double value) => new(new CellValue(value)) { CellReference = name, StyleIndex = style };

    private static Cell TextCell(string name, string text, bool header) =>
        new(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = name,
            StyleIndex = header ? XlsxStyles.Header : IsLikeFormula(text) ? XlsxStyles.Quoted : XlsxStyles.Plain,
            DataType = CellValues.InlineString,
        };

    private static bool IsLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    /// <summary>What XML cannot hold becomes a question mark; what a cell cannot hold is cut.</summary>
    private static string Clean(string text)
    {
        var held = text.Length > LongestText ? text[..LongestText] : text;
        if (held.All(XmlConvert.IsXmlChar))
            return held;

        var clean = new StringBuilder(held.Length);
        for (var at = 0; at < held.Length; at++)
        {
            if (XmlConvert.IsXmlChar(held[at]))
                clean.Append(held[at]);
            else if (at + 1 < held.Length && XmlConvert.IsXmlSurrogatePair(held[at + 1], held[at]))
                clean.Append(held[at]).Append(held[++at]);
            else
                clean.Append('?');
        }

        return clean.ToString();
    }

    private static string SheetName(string name)
    {
        var plain = string.Concat(Clean(name).Where(letter => !@"[]:*?/\'".Contains(letter, StringComparison.Ordinal)));
        return plain.Length > LongestName ? plain[..LongestName] : plain;
    }

    private static string CellName(int column, int row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
