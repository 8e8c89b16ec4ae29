using System.Globalization;

namespace Elsa.ITR.Tests.Benchmarks;

/// <summary>Lines of figures as Markdown tables, ready for BASELINE.md.</summary>
public sealed class Report(TextWriter output)
{
    public void Table(string title, params string[] columns)
    {
        output.WriteLine();
        output.WriteLine($"| {title} | {string.Join(" | ", columns)} |");
        output.WriteLine($"| --- |{string.Concat(columns.Select(_ => " ---: |"))}");
    }

    public void Row(string what, params string[] cells) => output.WriteLine($"| {what} | {string.Join(" | ", cells)} |");

    public void Line(string text) => output.WriteLine(text);

    public static string Number(double value, int digits = 0) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
