using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Upgrades;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Items of a batch replacement that a change (07) or an upgrade (08) carries out.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class CampaignWorkScenarios(FlowTemplate template)
{
    private const string Element = "NE-GZ-0002";
    private const string Checks = "parts,backup,people,notice";

    [Fact]
    public async Task Boards_of_one_element_are_changed_in_the_same_window_and_the_change_tells_the_new_serial()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await LaunchAsync(host, CampaignWork.Change, Element);
        var items = await host.BoardsAsync();
        foreach (var item in items)
            await host.WindowAsync(item);
        foreach (var item in items)
            Assert.Equal((ChangeType.Standard, ChangeState.Scheduled), await OfAsync<ChangeRequest, (ChangeType, ChangeState)>(host, item, x => (x.ChangeType, x.State)));

        foreach (var item in items)
        {
            await OnChangeAsync(host, item, async () =>
            {
                await ReportAsync(host, "Success", $$"""[{"board":"SL16A","oldSerial":"{{item.OldSerial}}","newSerial":"N{{item.OldSerial}}"}]""");
                await CloseAsync(host);
            });
            Assert.Equal((CampaignItemState.Replaced, "N" + item.OldSerial), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string>(x.State, x.NewSerial)).SingleAsync()));
            await host.OnAsync(item, () => host.DoAsync("custgz", "campaign-confirm", "Confirmed", ("serviceOk", true)));
        }

        Assert.All(await host.BoardsAsync(), x => Assert.Equal(CampaignItemState.Done, x.State));
        foreach (var item in items)
        {
            Assert.Equal(BoardState.Working, await host.ReadAsync(db => db.Set<InstalledBoard>().Where(x => x.SerialNo == "N" + item.OldSerial).Select(x => x.State).SingleAsync()));
            await host.OnAsync(item, async () => Assert.NotNull(await host.TaskAsync("campaign-return")));
        }
    }

    [Fact]
    public async Task A_change_that_leaves_the_board_asks_the_engineer_what_came_of_it()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await LaunchAsync(host, CampaignWork.Change, Element);
        var item = (await host.BoardsAsync())[0];
        await host.WindowAsync(item);

        await OnChangeAsync(host, item, async () =>
        {
            await ReportAsync(host, "Success");
            await CloseAsync(host);
        });

        await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "NotAffected", ("oldSerial", "02A16C000001"), ("tests", "other revision")));
        Assert.Equal(CampaignItemState.NotAffected, (await host.ItemAsync(item)).State);
    }

    [Theory]
    [InlineData("Stopped")]
    [InlineData("RolledBack")]
    public async Task An_item_whose_change_fails_is_never_a_success_and_may_be_tried_again(string outcome)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await LaunchAsync(host, CampaignWork.Change, Element);
        var item = (await host.BoardsAsync())[0];
        await host.WindowAsync(item);

        await OnChangeAsync(host, item, async () =>
        {
            if (outcome == "RolledBack")
            {
                await ReportAsync(host, "StepFailed");
                await host.DoAsync("t1gz", (await host.OpenAsync()).Single(x => x.TaskType == "change-rollback" && x.Role == "Tier1Engineer"), "Rollback", ("reason", "no light"), ("rollbackResult", "old board back"));
            }
            else
            {
                await host.DoAsync("t1gz", "change-ready", "NotReady", ("comment", "no parts"));
            }

            await host.DoAsync("change1", "change-reschedule", "Stop", ("reason", "later"));
        });

        Assert.Equal((CampaignItemState.Exception, outcome), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string>(x.State, x.ExceptionReason)).SingleAsync()));
        Assert.Equal(["Exception"], await EndsAsync(host, item));
        await host.DecideAsync(item, "Retry");
        await host.WindowAsync(item);
        Assert.Equal(2, await host.ReadAsync(db => db.Set<ChangeRequest>().CountAsync(x => x.ParentId == item.Id)));
    }

    [Fact]
    public async Task A_change_of_somebody_else_in_the_same_window_still_stands_against_it()
    {
        await using var host = template.Start("2026-11-23 09:00");
        var other = await host.OpenChangeAsync("t1sz", ChangeType.Standard);
        await host.SubmitChangeAsync("t1sz", from: "2026-11-23T10:00", to: "2026-11-23T12:00", decision: "2026-11-23T11:30");
        await LaunchAsync(host, CampaignWork.Change, Element);
        var item = (await host.BoardsAsync())[0];

        await host.WindowAsync(item);

        await OnChangeAsync(host, item, async () =>
        {
            Assert.Contains(other.No, (string)FormJson.Read((await host.TaskAsync("change-submit")).InputData)["conflict"]!, StringComparison.Ordinal);
            await host.DoAsync("quality1", "change-submit", "Discard", ("comment", "another day"));
        });
        Assert.Equal((CampaignItemState.Exception, "Discarded"), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string>(x.State, x.ExceptionReason)).SingleAsync()));
    }

    [Fact]
    public async Task Giving_the_campaign_up_withdraws_the_changes_that_wait()
    {
        await using var host = template.Start("2026-11-23 09:00");
        var campaign = await LaunchAsync(host, CampaignWork.Change, Element);
        var item = (await host.BoardsAsync())[0];
        await host.WindowAsync(item);

        await host.RunAsync(null, async services =>
        {
            await services.GetRequiredService<CampaignDesk>().AbandonAsync(campaign);
            return true;
        });
        await host.DrainAsync();

        Assert.Equal(ChangeState.Stopped, await OfAsync<ChangeRequest, ChangeState>(host, item, x => x.State));
        await OnChangeAsync(host, item, async () => Assert.Empty(await host.OpenAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Software_is_rolled_out_element_by_element_and_what_was_taken_back_is_no_success(bool takenBack)
    {
        await using var host = template.Start("2026-11-23 09:00");
        await LaunchAsync(host, CampaignWork.Upgrade, "NE-GZ-0001", "5.21.18.30");
        var item = Assert.Single(await host.BoardsAsync()); // two boards, one element
        await host.WindowAsync(item);
        var upgrade = await OfAsync<UpgradeApplication, UpgradeApplication>(host, item, x => x);
        Assert.Equal(("5.21.18.30", UpgradeCause.ProductDefect, "NE-GZ-0001"), (upgrade.TargetVersion, upgrade.Cause, Assert.Single(upgrade.Equipment)));
        Assert.NotEqual("", upgrade.CurrentVersion);

        await OnAsync(host, upgrade.Ref, async () =>
        {
            await host.ApplyAsync();
            await host.InstituteAsync();
            await host.ProvinceAsync();
            await host.AtAsync("2026-12-02 00:30");
            await host.ReadyAsync();
            await host.ExecuteAsync("Succeeded");
            await host.DoAsync("wh1", "upgrade-spares", "Completed", ("serials", """[{"serial":"02SL64000001","result":"5.21.18.30"}]"""));
            await host.AtAsync("2026-12-11 09:00");
            if (takenBack)
                await TakeBackAsync(host);
            await host.FinishAsync();
        });
        var runs = await host.ReadAsync(db => db.Set<SoftwareVersion>().Where(x => db.Set<InstalledEquipment>().Any(element => element.Code == "NE-GZ-0001" && element.SoftwareVersionId == x.Id)).Select(x => x.VersionNo).SingleAsync());
        Assert.Equal(takenBack ? upgrade.CurrentVersion : "5.21.18.30", runs);
        if (takenBack)
        {
            Assert.Equal((CampaignItemState.Exception, "RolledBack"), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string>(x.State, x.ExceptionReason)).SingleAsync()));
            Assert.Equal(["Exception"], await EndsAsync(host, item));
            return;
        }

        await host.OnAsync(item, () => host.DoAsync("custgz", "campaign-confirm", "Confirmed", ("serviceOk", true)));

        Assert.Equal(CampaignItemState.Done, (await host.ItemAsync(item)).State);
        await host.OnAsync(item, async () => Assert.Empty(await host.OpenAsync())); // nothing was taken out, nothing comes back
        Assert.Equal(BoardState.Working, await host.ReadAsync(db => db.Set<InstalledBoard>().Where(x => x.SerialNo == item.OldSerial).Select(x => x.State).SingleAsync()));
    }

    [Fact]
    public async Task An_upgrade_that_is_refused_makes_its_item_an_exception()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await LaunchAsync(host, CampaignWork.Upgrade, "NE-GZ-0001", "5.21.18.30");
        var item = Assert.Single(await host.BoardsAsync());
        await host.WindowAsync(item);

        await OnAsync(host, (await OfAsync<UpgradeApplication, UpgradeApplication>(host, item, x => x)).Ref, async () =>
        {
            await host.ApplyAsync();
            await host.DoAsync("institute1", "upgrade-institute", "Reject", ("opinion", "not before the holidays"), ("comment", "not before the holidays"));
        });

        Assert.Equal((CampaignItemState.Exception, "Rejected"), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string>(x.State, x.ExceptionReason)).SingleAsync()));
        Assert.Equal(["Exception"], await EndsAsync(host, item));
    }

    [Fact]
    public async Task The_scope_of_a_roll_out_is_not_confirmed_for_a_version_that_there_is_not()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await OpenAsync(host, CampaignWork.Upgrade, "NE-GZ-0001", "SL16A revision C");

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.PreparedAsync());

        Assert.Equal("equipment.unknown-version", refusal.Code);
    }

    private static async Task<Campaign> OpenAsync(FlowHost host, CampaignWork work, string element, string replacement) =>
        await host.OpenCampaignAsync("", "", waves: 1, work: work, replacement: replacement, serials: await host.ReadAsync(db => (
            from board in db.Set<InstalledBoard>()
            join found in db.Set<InstalledEquipment>() on board.EquipmentId equals found.Id
            where board.State == BoardState.Working && found.Code == element
            orderby board.SerialNo
            select board.SerialNo).Take(2).ToArrayAsync()));

    private static async Task<Campaign> LaunchAsync(FlowHost host, CampaignWork work, string element, string replacement = "SL16A revision C")
    {
        var campaign = await OpenAsync(host, work, element, replacement);
        await host.LaunchedAsync();
        return campaign;
    }

    private static Task<TResult> OfAsync<T, TResult>(FlowHost host, CampaignItem item, Func<T, TResult> read)
        where T : BusinessRecord =>
        host.ReadAsync(async db => read(await db.Set<T>().Where(x => x.ParentId == item.Id).OrderByDescending(x => x.No).FirstAsync()));

    private static async Task OnAsync(FlowHost host, RecordRef record, Func<Task> work)
    {
        var before = host.Record;
        host.Use(record);
        await work();
        host.Use(before);
        await host.DrainAsync();
    }

    private static async Task OnChangeAsync(FlowHost host, CampaignItem item, Func<Task> work)
    {
        await host.AtAsync(host.Time.GetUtcNow()); // the window begins now, so its readiness check is due
        await OnAsync(host, (await OfAsync<ChangeRequest, ChangeRequest>(host, item, x => x)).Ref, work);
    }

    // The window has come: ready, the visit, the result.
    private static async Task ReportAsync(FlowHost host, string outcome, string? parts = null)
    {
        await host.DoAsync("t1gz", "change-ready", "Ready", ("checks", Checks));
        await host.AtAsync(host.Time.GetUtcNow().AddMinutes(1));
        await host.CarryOutAsync();
        (string, object)[] boards = parts is null ? [] : [("parts", parts)]; // what the change took along is no list of boards
        await host.DoAsync("t1gz", "change-implement", outcome, [("results", """[{"step":"replace","result":"done"}]"""), ("comment", "see log"), .. boards]);
    }

    // The institute has the upgrade taken back by a change.
    private static async Task TakeBackAsync(FlowHost host)
    {
        var upgrade = host.Record;
        await host.DoAsync("institute1", "upgrade-followup", "RollBack", ("observation", "take it back"), ("comment", "take it back"));
        await host.DrainAsync();
        await OnAsync(host, (await host.ReadAsync(db => db.Set<ChangeRequest>().SingleAsync(x => x.ParentNo == upgrade.No))).Ref, async () =>
        {
            await host.SubmitChangeAsync(FlowHost.Holder, risk: 1, probability: 1, from: "2026-12-14T00:00", to: "2026-12-14T04:00", decision: "2026-12-14T03:00");
            await host.ReviewAsync("t2a", "Tier2Engineer");
            await host.DoAsync("institute1", "change-authorise", "Approve");
            await host.AtAsync("2026-12-13 00:30");
            await host.DoAsync("t1gz", "change-ready", "Ready", ("checks", Checks));
            await host.AtAsync("2026-12-14 00:30");
            await host.CarryOutAsync();
            await host.DoAsync("t1gz", "change-implement", "Success", ("results", """[{"step":"former version","result":"done"}]"""));
            await CloseAsync(host);
        });
    }

    private static async Task CloseAsync(FlowHost host)
    {
        await host.DoAsync("custgz", "change-verify", "Confirmed", ("services", "trunk"));
        await host.DoAsync("t1gz", "change-close", "Submit", ("result", "as planned"), ("deviations", "none"));
        await host.DoAsync("change1", "change-close", "Approve");
    }

    // How the item told the campaign that it ended.
    private static Task<List<string?>> EndsAsync(FlowHost host, CampaignItem item) => host.ReadAsync(async db =>
        (await db.Set<BusinessEvent>().Where(x => x.Name == "CampaignItem.Ended").ToListAsync()).Where(x => x.Data.Text("no") == item.No).Select(x => x.Filter).ToList());
}
