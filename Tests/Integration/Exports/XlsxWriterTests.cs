using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Exports;

namespace Elsa.ITR.Tests.Integration.Exports;

/// <summary>What is written is what another program reads, whatever the text.</summary>
public sealed class XlsxWriterTests
{
    [Fact]
    public async Task Values_keep_their_kind_and_instants_are_local_dates()
    {
        var line = (await WriteAsync(["a", "b", "c", "d", "e", "f"], ["中文 & <b>", 42, 3.5, ManualTime.Local("2026-11-23 09:30"), new DateOnly(2026, 11, 30), TimeSpan.FromHours(49)])).List.Rows[0];

        Assert.Equal(["中文 & <b>", "42", "3.5"], line.Texts.Take(3));
        Assert.Equal(new DateTime(2026, 11, 23, 9, 30, 0), line.Date(3), TimeSpan.FromMilliseconds(1));
        Assert.Equal((2u, 3u, 4u), (line.Style(3), line.Style(4), line.Style(5)));
        Assert.Equal(new DateTime(2026, 11, 30), line.Date(4));
        Assert.Equal(49.0 / 24, double.Parse(line.Text(5), System.Globalization.CultureInfo.InvariantCulture), 9);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\",\"x\")")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1")]
    public async Task Text_that_looks_like_a_formula_stays_text(string text)
    {
        var workbook = await WriteAsync(["a", "b"], [text, "plain"]);

        Assert.False(workbook.List.HasFormula);
        Assert.Equal(text, workbook.List.Rows[0].Text(0));
        Assert.Equal((5u, 0u), (workbook.List.Rows[0].Style(0), workbook.List.Rows[0].Style(1))); // quoted: stays text when it is edited
    }

    [Theory]
    [InlineData("a\u0000b\u0001c", "a?b?c")]
    [InlineData("x\ud83d\ude00y", "x\ud83d\ude00y")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("  spaces  ", "  spaces  ")]
    public async Task Any_text_makes_a_file_that_can_be_read(string text, string read) => Assert.Equal(read, (await WriteAsync(["a"], [text])).List.Rows[0].Text(0));

    [Fact]
    public async Task Half_a_letter_is_no_letter() => Assert.Equal("x?y", (await WriteAsync(["a"], [new string(['x', '\ud83d', 'y'])])).List.Rows[0].Text(0));

    [Fact]
    public async Task Long_text_is_cut_and_nothing_is_left_out_of_a_long_list()
    {
        var workbook = await WriteAsync(["a", "b"], [.. Enumerable.Range(0, 40)
            .SelectMany(_ => new object?[] { new string('长', 40_000), null })]);
        var many = await WriteAsync(["n"], [.. Enumerable.Range(1, 20_000).Cast<object?>()]);

        Assert.All(workbook.List.Rows, row => Assert.Equal(32_767, row.Text(0).Length));
        Assert.Equal(Enumerable.Range(1, 20_000).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), many.List.Rows.Select(row => row.Text(0)));
    }

    [Fact]
    public async Task Half_a_list_is_not_sent()
    {
        using var file = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var writer = new XlsxWriter(file);
            await writer.WriteSheetAsync("list", ["a"], Broken(), TestContext.Current.CancellationToken);
            await writer.CompleteAsync();
        });

        Assert.Equal(0, file.Length);
    }

    [Fact]
    public async Task Sheets_have_names_that_the_format_allows()
    {
        var workbook = await WriteAsync(["a"], ["x"], "[Changes]: all / of 'them' and a name that is far too long");

        Assert.Equal("Changes all  of them and a name", workbook.List.Name);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Broken()
    {
        yield return ["1"];
        await Task.Yield();
        throw new InvalidOperationException("the database is gone");
    }

    // Values row by row, as many as there are headers.
    private static async Task<Workbook> WriteAsync(IReadOnlyList<string> headers, IReadOnlyList<object?> values, string name = "list")
    {
        using var file = new MemoryStream();
        await using (var writer = new XlsxWriter(file))
        {
            await writer.WriteSheetAsync(name, headers, values.Chunk(headers.Count).Cast<IReadOnlyList<object?>>().ToAsyncEnumerable(), TestContext.Current.CancellationToken);
            await writer.CompleteAsync();
        }

        return Workbook.Read(file.ToArray());
    }
}
