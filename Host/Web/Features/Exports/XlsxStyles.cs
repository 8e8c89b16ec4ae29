using DocumentFormat.OpenXml.Spreadsheet;

namespace Elsa.ITR.Web.Features.Exports;

/// <summary>The few styles of an exported workbook; a cell names one by its place.</summary>
internal static class XlsxStyles
{
    public const uint Plain = 0;
    public const uint Header = 1;
    public const uint Instant = 2;
    public const uint Day = 3;
    public const uint Span = 4;

    /// <summary>Text that stays text when the cell is edited.</summary>
    public const uint Quoted = 5;

    private const uint InstantFormat = 164; // the first that is not built in
    private const uint DayFormat = 165;
    private const uint SpanFormat = 46; // [h]:mm:ss

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = InstantFormat, FormatCode = @"yyyy\-mm\-dd\ hh:mm" },
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = @"yyyy\-mm\-dd" })
        { Count = 2 },
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" }))
        { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }))
        { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat { FormatId = 0 },
            new CellFormat { FormatId = 0, FontId = 1, ApplyFont = true },
            new CellFormat { FormatId = 0, NumberFormatId = InstantFormat, ApplyNumberFormat = true },
            new CellFormat { FormatId = 0, NumberFormatId = DayFormat, ApplyNumberFormat = true },
            new CellFormat { FormatId = 0, NumberFormatId = SpanFormat, ApplyNumberFormat = true },
            new CellFormat { FormatId = 0, QuotePrefix = true })
        { Count = 6 });
}
