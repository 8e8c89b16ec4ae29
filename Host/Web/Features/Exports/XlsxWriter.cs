using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>Writes a workbook (ECMA-376) row by row into a stream, so that a large list needs no more memory than a small one.</summary>
/// <remarks>
/// Text is written as text and never as a formula; text that a formula could begin with is marked as quoted, so that it stays text when somebody edits the
/// cell. Instants are dates in the zone of the business. The test suite holds the files against the schema of the format.
/// </remarks>
public sealed class XlsxWriter : IAsyncDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const int LongestText = 32_767; // of a cell
    private const int FullBuffer = 1 << 16;
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false) };

    private readonly Outlet _outlet;
    private readonly ZipArchive _zip;
    private readonly List<string> _sheets = [];

    /// <param name="stream">Need not be one that can be read, sought or written to without waiting; stays open.</param>
    public XlsxWriter(Stream stream) => _zip = new ZipArchive(_outlet = new Outlet(stream), ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Writes a sheet to its end; the sheets of a workbook are written one after the other.</summary>
    public async Task WriteSheetAsync(string name, IReadOnlyList<string> headers, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        _sheets.Add(name);
        var entry = _zip.CreateEntry($"xl/worksheets/sheet{Number(_sheets.Count)}.xml", CompressionLevel.Fastest);
        await using var file = entry.Open();
        using var buffer = new MemoryStream();
        using var xml = XmlWriter.Create(buffer, Settings);
        Begin(xml, headers.Count);
        WriteRow(xml, 1, headers, header: true);
        var last = 1;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            WriteRow(xml, ++last, row, header: false);
            if (buffer.Length > FullBuffer)
                await EmptyAsync(buffer, file, cancellationToken);
        }

        xml.WriteEndElement();
        if (headers.Count > 0 && last > 1)
            Element(xml, "autoFilter", ("ref", $"A1:{CellName(headers.Count - 1, last)}"));
        xml.WriteEndDocument();
        xml.Flush();
        await EmptyAsync(buffer, file, cancellationToken);
    }

    /// <summary>Writes what names the sheets; without it the file is no workbook, so that half a list is never taken for a whole one.</summary>
    public async Task CompleteAsync()
    {
        await PutAsync("[Content_Types].xml", xml =>
        {
            xml.WriteStartElement("Types", Package + "content-types");
            Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
            Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
            foreach (var (part, type) in Parts())
                Element(xml, "Override", ("PartName", $"/xl/{part}"), ("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml"));
        });
        await PutAsync("_rels/.rels", xml => Links(xml, [("officeDocument", "xl/workbook.xml")]));
        await PutAsync("xl/_rels/workbook.xml.rels", xml => Links(
            xml, [.. Enumerable.Range(1, _sheets.Count).Select(number => ("worksheet", $"worksheets/sheet{Number(number)}.xml")), ("styles", "styles.xml")]));
        await PutAsync("xl/styles.xml", XlsxStyles.Write);
        await PutAsync("xl/workbook.xml", xml =>
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteAttributeString("xmlns", "r", null, Relations);
            xml.WriteStartElement("sheets", Main);
            for (var number = 1; number <= _sheets.Count; number++)
            {
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", SheetName(_sheets[number - 1]));
                xml.WriteAttributeString("sheetId", Number(number));
                xml.WriteAttributeString("id", Relations, $"r{Number(number)}");
                xml.WriteEndElement();
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        _zip.Dispose();
        await _outlet.DrainAsync(CancellationToken.None);
        await _outlet.DisposeAsync();
    }

    private static void Begin(XmlWriter xml, int columns)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        Element(xml, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (columns > 0)
        {
            xml.WriteStartElement("cols", Main);
            Element(xml, "col", ("min", "1"), ("max", Number(columns)), ("width", "20"), ("customWidth", "1"));
            xml.WriteEndElement();
        }

        xml.WriteStartElement("sheetData", Main);
    }

    private static void WriteRow(XmlWriter xml, int number, IReadOnlyList<object?> values, bool header)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Number(number));
        for (var column = 0; column < values.Count; column++)
        {
            if (values[column] is not { } value)
                continue;

            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", CellName(column, number));
            switch (value)
            {
                case int or long or double or decimal:
                    Numeric(xml, XlsxStyles.Plain, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                    break;
                case DateTimeOffset at:
                    Numeric(xml, XlsxStyles.Instant, Moments.Local(at).DateTime.ToOADate());
                    break;
                case DateOnly day:
                    Numeric(xml, XlsxStyles.Day, day.ToDateTime(TimeOnly.MinValue).ToOADate());
                    break;
                case TimeSpan span:
                    Numeric(xml, XlsxStyles.Span, span.TotalDays);
                    break;
                default:
                    Text(xml, Clean(value.ToString() ?? ""), header);
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Numeric(XmlWriter xml, int style, double value)
    {
        xml.WriteAttributeString("s", Number(style));
        xml.WriteElementString("v", Main, value.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void Text(XmlWriter xml, string text, bool header)
    {
        xml.WriteAttributeString("s", Number(header ? XlsxStyles.Header : IsLikeFormula(text) ? XlsxStyles.Quoted : XlsxStyles.Plain));
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static bool IsLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    /// <summary>What XML cannot hold becomes a question mark; what a cell cannot hold is cut.</summary>
    private static string Clean(string text)
    {
        var held = text.Length > LongestText ? text[..LongestText] : text;
        if (held.All(letter => XmlConvert.IsXmlChar(letter)))
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

    // A sheet's name has at most 31 letters and none of these.
    private static string SheetName(string name)
    {
        var plain = string.Concat(Clean(name).Where(letter => !@"[]:*?/\'".Contains(letter, StringComparison.Ordinal)));
        return plain.Length > 31 ? plain[..31] : plain;
    }

    private static string CellName(int column, int row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters + Number(row);
    }

    private async Task EmptyAsync(MemoryStream buffer, Stream file, CancellationToken cancellationToken)
    {
        await file.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
        buffer.SetLength(0);
        await _outlet.DrainAsync(cancellationToken);
    }

    private IEnumerable<(string Part, string Type)> Parts() =>
        [("workbook.xml", "sheet.main"), ("styles.xml", "styles"), .. Enumerable.Range(1, _sheets.Count).Select(number => ($"worksheets/sheet{Number(number)}.xml", "worksheet"))];

    private static void Links(XmlWriter xml, IReadOnlyList<(string Kind, string Target)> links)
    {
        xml.WriteStartElement("Relationships", Package + "relationships");
        for (var number = 1; number <= links.Count; number++)
            Element(xml, "Relationship", ("Id", $"r{Number(number)}"), ("Type", $"{Relations}/{links[number - 1].Kind}"), ("Target", links[number - 1].Target));
    }

    private async Task PutAsync(string name, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        await using var file = _zip.CreateEntry(name).Open();
        await EmptyAsync(buffer, file, CancellationToken.None);
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name); // in the namespace of the element around it
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The archive writes some of its bytes without waiting, which a response does not allow: they are kept until they are handed on.
    private sealed class Outlet(Stream target) : Stream
    {
        private readonly MemoryStream _held = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public async Task DrainAsync(CancellationToken cancellationToken)
        {
            await target.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancellationToken);
            _held.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _held.Dispose();
            base.Dispose(disposing);
        }
    }
}
