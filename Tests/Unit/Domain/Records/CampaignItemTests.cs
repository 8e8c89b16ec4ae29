using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Records;

public sealed class CampaignItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_a_confirmed_replacement_or_a_serial_outside_of_the_batch_is_a_success()
    {
        var item = new CampaignItem();
        foreach (var trigger in (CampaignItemTrigger[])[CampaignItemTrigger.Schedule, CampaignItemTrigger.Start, CampaignItemTrigger.Replace])
        {
            item.Fire(trigger, Now);
            Assert.True(item is { IsActive: true, IsSuccess: false, IsFinal: false });
        }

        item.Fire(CampaignItemTrigger.Except, Now);
        Assert.True(item is { IsActive: false, IsSuccess: false, IsFinal: false });
        Assert.Throws<RuleViolationException>(() => item.Fire(CampaignItemTrigger.Confirm, Now));
        item.Fire(CampaignItemTrigger.Waive, Now);
        Assert.True(item is { IsSuccess: false, IsFinal: true });
    }

    [Theory]
    [InlineData(60, 57, 57, 95, 100)]
    [InlineData(5, 5, 4, 100, 80)]
    [InlineData(60, 56, 56, 93, 100)]
    [InlineData(0, 0, 0, 100, 100)]
    public void A_wave_counts_what_is_settled_and_what_of_it_has_succeeded(int items, int settled, int successful, int settledPercent, int successPercent)
    {
        var progress = new WaveProgress(items, settled, successful);

        Assert.Equal((settledPercent, successPercent), (progress.SettledPercent, progress.SuccessPercent));
    }

    [Fact]
    public void A_closed_wave_is_not_opened_again()
    {
        var wave = new CampaignWave();
        foreach (var state in (WaveState[])[WaveState.Open, WaveState.Gate, WaveState.Open, WaveState.Gate, WaveState.Closed])
            wave.Move(state);

        Assert.Equal("record.wrong-state", Assert.Throws<RuleViolationException>(() => wave.Move(WaveState.Open)).Code);
    }
}
