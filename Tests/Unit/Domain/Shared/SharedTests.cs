using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Unit.Domain.Clocks;

namespace Elsa.ITR.Tests.Unit.Domain.Shared;

public sealed class SharedTests
{
    [Fact]
    public void Keys_sort_in_the_order_they_were_made()
    {
        var keys = Enumerable.Range(0, 20_000).Select(_ => Ids.Next()).ToList();

        Assert.Equal(keys.Order(), keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal((7, 0b10), (key.Version, key.Variant >> 2)));
    }

    [Fact]
    public void Texts_show_instants_locally_and_what_is_missing_as_a_dash()
    {
        var args = new Dictionary<string, object?> { ["dueAt"] = ShippedPolicy.At("2026-11-23 05:10"), ["n"] = 2.5m };

        Assert.Equal("due 2026-11-23 05:10, – 2.5 {open", Texts.Fill("due {dueAt}, {missing} {n} {open", args));
    }

    [Theory]
    [InlineData(0, "0 分钟", "0 min")]
    [InlineData(90, "1 小时 30 分钟", "1 h 30 min")]
    [InlineData(1500, "1 天 1 小时", "1 d 1 h")]
    public void Lengths_of_time_read_well(int minutes, string zh, string en) =>
        Assert.Equal(new Bilingual(zh, en), Durations.Text(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void The_payload_of_an_event_comes_back()
    {
        var at = ShippedPolicy.At("2026-11-23 05:10");
        var data = EventData.FromJson(new EventData(new Dictionary<string, object?> { ["at"] = at, ["correction"] = true, ["from"] = 2, ["none"] = null }).ToJson());

        Assert.Equal(at, data.Instant("at"));
        Assert.True(data.Is("correction"));
        Assert.Equal(("2", null), (data.Text("from"), data.Text("none")));
    }
}
