using System.Xml;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>The few styles of an exported workbook; a cell names one by its place.</summary>
internal static class XlsxStyles
{
    public const int Plain = 0;
    public const int Header = 1;
    public const int Instant = 2;
    public const int Day = 3;
    public const int Span = 4;

    /// <summary>Text that stays text when the cell is edited.</summary>
    public const int Quoted = 5;

    private const string Sheet =
        """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border/></borders>
        <cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="6"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/><xf numFmtId="165" applyNumberFormat="1" xfId="0"/><xf numFmtId="46" applyNumberFormat="1" xfId="0"/><xf quotePrefix="1" xfId="0"/></cellXfs>
        </styleSheet>
        """;

    public static void Write(XmlWriter xml)
    {
        using var sheet = XmlReader.Create(new StringReader(Sheet));
        sheet.MoveToContent();
        xml.WriteNode(sheet, defattr: false);
    }
}
