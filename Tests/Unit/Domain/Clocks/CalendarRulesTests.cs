using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

public sealed class CalendarRulesTests
{
    private static readonly CalendarYear Loaded = ShippedPolicy.Calendar.Years.Single(x => x.Year == 2026);

    [Fact]
    public void A_notice_that_holds_together_may_be_published() =>
        CalendarRules.Require(ShippedPolicy.Calendar, Loaded with { Holidays = [.. Loaded.Holidays, Holiday("2026-12-25", "2026-12-25")], MakeUpDays = [.. Loaded.MakeUpDays, Day("2026-12-26")] });

    [Theory]
    [InlineData("2026-12-25", "2026-12-24", "calendar.range")]
    [InlineData("2026-12-31", "2027-01-02", "calendar.year")]
    [InlineData("2026-10-07", "2026-10-08", "calendar.overlap")]
    public void A_holiday_that_does_not_fit_is_refused(string from, string to, string code) =>
        Assert.Equal(code, Refused(Loaded with { Holidays = [.. Loaded.Holidays, Holiday(from, to)] }));

    [Theory]
    [InlineData("2026-12-25", "calendar.make-up-weekday")]
    [InlineData("2026-10-03", "calendar.make-up-holiday")]
    [InlineData("2026-10-10", "calendar.make-up-twice")]
    [InlineData("2027-01-02", "calendar.year")]
    public void A_make_up_day_that_does_not_fit_is_refused(string day, string code) =>
        Assert.Equal(code, Refused(Loaded with { MakeUpDays = [.. Loaded.MakeUpDays, Day(day)] }));

    [Fact]
    public void A_year_as_it_is_in_force_is_no_new_version()
    {
        Assert.Equal("calendar.nothing-changed", Refused(Loaded with { Holidays = [.. Loaded.Holidays.Reverse()] }));
        Assert.Equal("calendar.name", Refused(Loaded with { Holidays = [new Holiday(new Bilingual("", "Day off"), Day("2026-12-25"), Day("2026-12-25"))] }));
    }

    private static string Refused(CalendarYear year) => Assert.Throws<RuleViolationException>(() => CalendarRules.Require(ShippedPolicy.Calendar, year)).Code;

    private static Holiday Holiday(string from, string to) => new(new Bilingual("放假", "Day off"), Day(from), Day(to));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
