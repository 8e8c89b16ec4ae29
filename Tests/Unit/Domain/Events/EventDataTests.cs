using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Events;

/// <summary>Values of an event after they were stored.</summary>
public sealed class EventDataTests
{
    private readonly EventData _data = EventData.FromJson(new EventData(
    [
        new("clockName", new Bilingual("变更授权", "Change authorisation")), new("percent", 80), new("tier", "Tier2"), new("none", null),
        new("month", "2026-11"), new("day", "2026-11-23"), new("at", new DateTimeOffset(2026, 11, 23, 2, 10, 0, TimeSpan.Zero)),
    ]).ToJson());

    [Fact]
    public void A_name_keeps_its_languages() => Assert.Equal(new Bilingual("变更授权", "Change authorisation"), _data.Words("clockName"));

    [Theory]
    [InlineData("percent", "80")]
    [InlineData("tier", "Tier2")]
    public void Anything_else_reads_the_same_in_both(string key, string expected) => Assert.Equal(Bilingual.Same(expected), _data.Words(key));

    [Theory]
    [InlineData("at", true)]
    [InlineData("month", false)]
    [InlineData("day", false)]
    [InlineData("percent", false)]
    [InlineData("none", false)]
    public void Only_an_instant_is_one(string key, bool expected) => Assert.Equal(expected, _data.Instant(key) is not null);

    [Fact]
    public void What_is_missing_has_no_words() => Assert.Null(_data.Words("none"));
}
