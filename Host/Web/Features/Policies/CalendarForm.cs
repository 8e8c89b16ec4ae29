using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>The rows of a year as the form has them: text, until they are read.</summary>
public sealed record CalendarForm(IReadOnlyList<CalendarForm.Row> Holidays, IReadOnlyList<string> MakeUpDays, bool IsOfficial, string Source)
{
    // Rooms for what a notice may add.
    private const int SpareHolidays = 2;
    private const int SpareDays = 3;

    public sealed record Row(string Zh, string En, string From, string To)
    {
        public bool IsEmpty => (Zh + En + From + To).Length == 0;
    }

    public IEnumerable<Row> HolidayRows => [.. Holidays, .. Enumerable.Repeat(new Row("", "", "", ""), SpareHolidays)];

    public IEnumerable<string> MakeUpRows => [.. MakeUpDays, .. Enumerable.Repeat("", SpareDays)];

    public static CalendarForm Of(CalendarYear year) => new(
        [.. year.Holidays.OrderBy(x => x.From).Select(x => new Row(x.Name.Zh, x.Name.En, Text(x.From), Text(x.To)))], [.. year.MakeUpDays.Order().Select(Text)], year.IsOfficial, year.Source);

    /// <summary>What was sent; rows without any text are left out.</summary>
    public static CalendarForm Read(IFormCollection form)
    {
        var (zh, en, from, to) = (form["zh"], form["en"], form["from"], form["to"]);
        var rows = Enumerable.Range(0, new[] { zh.Count, en.Count, from.Count, to.Count }.Min()).Select(i => new Row(Trim(zh[i]), Trim(en[i]), Trim(from[i]), Trim(to[i])));
        return new CalendarForm([.. rows.Where(row => !row.IsEmpty)], [.. form["makeup"].Select(Trim).Where(day => day.Length > 0)], form["official"] == "true", Trim(form["source"]));
    }

    /// <exception cref="RuleViolationException">calendar.date.</exception>
    public CalendarYear ToYear(int year) => new(
        year, IsOfficial, [.. Holidays.Select(row => new Holiday(new Bilingual(row.Zh, row.En), Day(row.From), Day(row.To))).OrderBy(x => x.From)], [.. MakeUpDays.Select(Day).Order()], Source);

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new RuleViolationException("calendar.date", ("found", text));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Trim(string? text) => text?.Trim() ?? "";
}
