using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Tests.Unit.Domain.Clocks;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Domain.Notifications;

public sealed class NotificationFileTests
{
    private static readonly string Json = PolicyContent.Versions(PolicyContent.Notifications)[0].Json;
    private static readonly NotificationFile Shipped = NotificationFile.Parse(Json);

    [Fact]
    public void Every_shipped_text_names_the_same_values_in_both_languages() =>
        Assert.All(Shipped.All, template => Assert.Equal(Names(template.Text.Zh), Names(template.Text.En)));

    [Theory]
    [InlineData("2026-11-23 21:59", "2026-11-23 21:59")]
    [InlineData("2026-11-23 22:00", "2026-11-24 07:00")]
    [InlineData("2026-11-24 03:00", "2026-11-24 07:00")]
    [InlineData("2026-11-24 07:00", "2026-11-24 07:00")]
    public void Quiet_hours_end_in_the_morning(string at, string visible) =>
        Assert.Equal(ShippedPolicy.At(visible), Shipped.Rules.AfterQuietHours(ShippedPolicy.At(at)));

    [Theory]
    [InlineData("\"kind\": \"Warn\"", "\"kind\": \"Shout\"", "expected kind one of")]
    [InlineData("\"code\": \"CLOCK_WARN\"", "\"code\": \"CLOCK_REMIND\"", "expected once, found twice")]
    public void Says_which_template_is_wrong(string right, string wrong, string message)
    {
        var error = Assert.Throws<FormatException>(() => NotificationFile.Parse(Json.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, @"\{(\w+)\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
