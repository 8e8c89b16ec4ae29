using Elsa.ITR.Activities.Batch;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Workflows;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Batch", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class BatchActivityTests(ActivityBench bench)
{
    [Fact]
    public async Task MatchItems_finds_the_boards_and_PlanWaves_puts_all_of_them_into_waves()
    {
        var campaign = await OpenAsync();

        var count = (int)(await bench.RunAsync(campaign.Ref, new MatchItems())).Output("ItemCount")!;
        await PlanAsync(campaign);

        var items = await ItemsAsync(campaign);
        Assert.True(count > 0);
        Assert.Equal(count, items.Count);
        Assert.All(items, item => Assert.True(item.Wave >= 0));
        Assert.NotEmpty(await bench.RowsAsync<CampaignWave>(x => x.CampaignId == campaign.Id));
    }

    [Fact]
    public async Task NoteConsent_marks_the_items_of_who_refuses()
    {
        var campaign = await OpenAsync();
        await bench.RunAsync(campaign.Ref, new MatchItems());
        await PlanAsync(campaign);

        await bench.RunAsync(campaign.Ref, new NoteConsent { Answer = Answer()!, RefusesAll = new(true) });

        Assert.All(await ItemsAsync(campaign), item => Assert.True(item.Refused));
    }

    [Fact]
    public async Task ForEachWave_opens_wave_after_wave_ForEachItem_starts_their_items_and_StopLine_gives_windows_back()
    {
        var campaign = await OpenAsync();
        await bench.RunAsync(campaign.Ref, new MatchItems());
        await PlanAsync(campaign);

        var wave = await bench.RunAsync(campaign.Ref, new ForEachWave { Next = new(true) });
        Assert.Equal(("Wave", 0), (wave.Outcome, wave.Output("Wave")));
        var items = await bench.RunAsync(campaign.Ref, new ForEachItem { DefinitionId = new(FlowIds.BatchReplacementItem), UntilFinal = new(false), RepeatExceptions = new(false) });
        Assert.Single(items.Waits);
        Assert.Contains(await ItemsAsync(campaign), item => item.Attempts == 1);
        await bench.RunAsync(campaign.Ref, new StopLine());

        Assert.DoesNotContain(await ItemsAsync(campaign), item => item.State == CampaignItemState.Scheduled);
    }

    [Theory]
    [InlineData(CampaignWork.Report, 0)]
    [InlineData(CampaignWork.Change, 1)]
    public async Task OpenItemWork_opens_what_the_campaign_says(CampaignWork work, int opened)
    {
        var campaign = await OpenAsync(work);
        await bench.RunAsync(campaign.Ref, new MatchItems());
        var item = (await ItemsAsync(campaign))[0];

        var ran = await bench.RunAsync(item.Ref, new OpenItemWork());

        Assert.Equal(work.ToString(), ran.Outcome);
        var changes = await bench.RowsAsync<ChangeRequest>(x => x.ParentId == item.Id);
        Assert.Equal(opened, changes.Count);
        Assert.All(changes, x => Assert.Equal((item.Element, TimeSpan.FromHours(4)), (Assert.Single(x.Equipment), x.RequestedEnd - x.RequestedStart)));
    }

    [Fact]
    public async Task MatchItems_needs_a_batch_replacement()
    {
        var found = await bench.FaultAsync();

        Assert.Contains("Expected a flow on a business record", (await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new MatchItems()))).Message, StringComparison.Ordinal);
    }

    private Task<Campaign> OpenAsync(CampaignWork work = CampaignWork.Report) => bench.Host.RunAsync("quality1", services => services.GetRequiredService<RecordDesk>().OpenAsync(new Campaign
    {
        Title = "SL16A revision B",
        BoardType = "SL16A",
        HwRevisions = ["B"],
        Risk = CampaignRisk.High,
        Replacement = "SL16A revision C",
        Method = "swap in the window",
        ItemWork = work,
        WaveCount = 3,
        MaxParallel = 2,
        TargetEnd = bench.Now.AddDays(60),
    }));

    private Task<Ran> PlanAsync(Campaign campaign) =>
        bench.RunAsync(campaign.Ref, new PlanWaves { Answer = Answer(("waves", new[] { new { supplyAt = bench.Now.ToString("O"), plannedEnd = bench.Now.AddDays(30).ToString("O") } }))! });

    private Task<List<CampaignItem>> ItemsAsync(Campaign campaign) => bench.RowsAsync<CampaignItem>(x => x.ParentId == campaign.Id);
}
