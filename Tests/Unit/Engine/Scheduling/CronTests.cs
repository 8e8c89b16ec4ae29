using System.Globalization;
using Elsa.ITR.Tests.Shared;
using Elsa.Scheduling.Quartz;

namespace Elsa.ITR.Tests.Unit.Engine.Scheduling;

/// <summary>Six-field expressions as Elsa's authors know them: seconds first, in UTC, days of the week from Sunday as 0.</summary>
public sealed class CronTests
{
    // 2026-11-23 01:00:05 UTC is a Monday.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("*/10 * * * * *", "2026-11-23 01:00:10")]
    [InlineData("5 * * * * *", "2026-11-23 01:01:05")] // now itself is over
    [InlineData("0 30 1 * * 1", "2026-11-23 01:30:00")]
    [InlineData("0 0 12 * * 0", "2026-11-29 12:00:00")]
    [InlineData("0 0 12 * * 7", "2026-11-29 12:00:00")]
    [InlineData("0 0 12 * * SUN", "2026-11-29 12:00:00")]
    [InlineData("0 0 0 * * 2-4", "2026-11-24 00:00:00")]
    [InlineData("0 0 0 * * 6,0", "2026-11-28 00:00:00")]
    [InlineData("0 0 0 * * 5-7", "2026-11-27 00:00:00")]
    [InlineData("0 0 0 ? * 5#2", "2026-12-11 00:00:00")]
    [InlineData("0 0 0 ? * 5L", "2026-11-27 00:00:00")]
    [InlineData("0 0 0 1 * *", "2026-12-01 00:00:00")]
    [InlineData("0 0 0 L * ?", "2026-11-30 00:00:00")]
    [InlineData("0 0 0 */10 * ?", "2026-12-01 00:00:00")]
    [InlineData("0 0 0 ? * ?", "2026-11-24 00:00:00")]
    [InlineData("0 0 9 13 * 5", "2027-08-13 09:00:00")] // a Friday the 13th: both hold
    [InlineData("0 0 0 29 2 1", "2044-02-29 00:00:00")]
    [InlineData("0 30 1 29 3 *", "2027-03-29 01:30:00")] // in many places there is no such time of day then
    public void Next(string expression, string expected) =>
        Assert.Equal(expected, new QuartzCronParser(new ManualTime(Now)).GetNextOccurrence(expression).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("* * * * *")]
    [InlineData("0 0 0 * * * 2026")]
    [InlineData("0 61 * * * *")]
    [InlineData("every minute or so on days")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 30 2 1")]
    public void What_is_none_or_never_occurs_is_told(string expression) =>
        Assert.Throws<FormatException>(() => new QuartzCronParser(new ManualTime(Now)).GetNextOccurrence(expression));
}
