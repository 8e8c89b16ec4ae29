using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Elsa.ITR.Tests.Integration.Exports;

/// <summary>A workbook as another program reads it, held against the schema of its format.</summary>
public sealed class Workbook
{
    private readonly List<Sheet> _sheets = [];

    private Workbook()
    {
    }

    public Sheet List => _sheets[0];

    public Sheet About => _sheets[^1];

    public IReadOnlyList<string> Names => [.. _sheets.Select(sheet => sheet.Name)];

    public static Workbook Read(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var workbook = new Workbook();
        foreach (var sheet in document.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>())
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!);
            workbook._sheets.Add(new Sheet(sheet.Name!, [.. part.Worksheet.Descendants<Row>().Select(row => new Line(row))], part.Worksheet.Descendants<CellFormula>().Any()));
        }

        return workbook;
    }

    public sealed record Sheet(string Name, IReadOnlyList<Line> Lines, bool HasFormula)
    {
        public IReadOnlyList<string> Headers => Lines[0].Texts;

        public IReadOnlyList<Line> Rows => [.. Lines.Skip(1)];

        public IReadOnlyList<string> Column(string header) => [.. Rows.Select(row => row.Text(Headers.ToList().IndexOf(header)))];
    }

    /// <summary>A row by the letters of its cells; an empty cell is left out of the file.</summary>
    public sealed class Line(Row row)
    {
        private readonly Dictionary<int, Cell> _cells = row.Elements<Cell>().ToDictionary(cell => Place(cell.CellReference!.Value!));

        public IReadOnlyList<string> Texts => [.. Enumerable.Range(0, _cells.Count == 0 ? 0 : _cells.Keys.Max() + 1).Select(Text)];

        public string Text(int column) => !_cells.TryGetValue(column, out var cell) ? "" : cell.DataType?.Value == CellValues.InlineString ? cell.InlineString!.InnerText : cell.CellValue!.Text;

        public uint Style(int column) => _cells[column].StyleIndex!.Value;

        public DateTime Date(int column) => DateTime.FromOADate(double.Parse(Text(column), CultureInfo.InvariantCulture));

        private static int Place(string reference) => reference.TakeWhile(char.IsLetter).Aggregate(0, (place, letter) => (place * 26) + letter - 'A' + 1) - 1;
    }
}
