using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 10, and the ways beside them.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class CampaignScenarios(FlowTemplate template)
{
    [Fact] // 10.1
    public async Task Every_board_of_the_series_becomes_an_item_and_the_pilot_is_small()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000159");
        Assert.Equal(60, (await host.BoardsAsync()).Count);

        await host.LaunchedAsync();

        var items = await host.BoardsAsync();
        Assert.Equal(5, items.Count(x => x.Wave == 0));
        Assert.Equal([0, 1, 2], items.Select(x => x.Wave).Distinct().Order());
    }

    [Fact] // 10.2
    public async Task The_gate_offers_the_next_wave_only_when_enough_have_succeeded()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var pilot = (await host.BoardsAsync()).Where(x => x.Wave == 0).ToList();
        foreach (var item in pilot.Take(4))
            await host.ReplaceAsync(item);
        await host.FailAsync(pilot[4]);
        Assert.Equal(["StopLine", "RepeatExceptions"], (await host.TaskAsync("campaign-gate")).Outcomes);

        await host.DoAsync("quality1", "campaign-gate", "RepeatExceptions", ("reason", "one more try"));
        await host.DrainAsync();
        await host.DecideAsync(pilot[4], "Retry");
        await host.ReplaceAsync(pilot[4]);

        Assert.Contains("NextWave", (await host.TaskAsync("campaign-gate")).Outcomes);
        await host.DoAsync("quality1", "campaign-gate", "NextWave", ("reason", "all well"));
        await host.DrainAsync();
        Assert.Equal(1, (await host.RecordAsync<Campaign>()).CurrentWave);
    }

    [Fact]
    public async Task A_draft_that_comes_back_with_fewer_waves_leaves_no_empty_one()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109", waves: 4);
        await host.PreparedAsync();

        await host.DoAsync("tscdir", "campaign-launch", "Return", ("opinion", "two waves will do"), ("comment", "two waves will do"));
        await host.DoAsync("quality1", "campaign-draft", "Submit", ("waveCount", 2));
        await host.PreparedAsync();

        Assert.Equal([0, 1], await host.ReadAsync(db => db.Set<CampaignWave>().Where(x => x.CampaignId == host.Record.Id).OrderBy(x => x.Number).Select(x => x.Number).ToListAsync()));
        Assert.Equal([0, 1], (await host.BoardsAsync()).Select(x => x.Wave).Distinct().Order());
    }

    [Fact] // 10.3
    public async Task A_serial_outside_of_the_range_ends_not_affected()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var item = (await host.BoardsAsync())[0];
        await host.WindowAsync(item);

        await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "NotAffected", ("oldSerial", "02A16C000001"), ("tests", "other revision")));

        Assert.Equal(CampaignItemState.NotAffected, (await host.ItemAsync(item)).State);
        var board = await host.ReadAsync(db => db.Set<InstalledBoard>().SingleAsync(x => x.SerialNo == item.OldSerial));
        Assert.Equal(BoardState.Working, board.State);
    }

    [Fact] // 10.4
    public async Task An_exception_is_decided_within_three_working_days()
    {
        await using var host = template.Start("2026-11-25 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        await host.AtAsync("2026-11-25 10:00");
        var item = (await host.BoardsAsync())[0];

        await host.FailAsync(item);

        await host.OnAsync(item, async () => Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ClockAsync("OLA-BATCH-EXCEPTION")).DueAt));
        await host.DecideAsync(item, "Waive", ("comment", "customer agrees"));
        Assert.Equal((CampaignItemState.Waived, "Failed", "Waive"), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, string, string>(x.State, x.ExceptionReason, x.ExceptionDecision)).SingleAsync()));
    }

    [Fact] // 10.5
    public async Task The_removed_board_is_due_back_and_branch_and_contract_manager_are_told_when_it_is_late()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var item = (await host.BoardsAsync())[0];
        await host.ReplaceAsync(item);
        await host.OnAsync(item, async () => Assert.Equal(FlowHost.Local("2026-12-10 00:00"), (await host.ClockAsync("OLA-BATCH-RETURN")).DueAt));
        Assert.Equal(CampaignItemState.Done, (await host.ItemAsync(item)).State);
        var put = (await host.ItemAsync(item)).NewSerial;
        Assert.NotEqual("B", await host.ReadAsync(db => db.Set<InstalledBoard>().Where(x => x.SerialNo == put).Select(x => x.HwRevision).SingleAsync())); // else it would be recalled again

        await host.AtAsync("2026-12-10 00:00");
        await host.OnAsync(item, async () => Assert.True((await host.ClockAsync("OLA-BATCH-RETURN")).IsBreached));
        await host.AtAsync("2026-12-10 09:00");

        await host.OnAsync(item, async () =>
        {
            await host.DoAsync("wh1", "campaign-return", "Returned", ("serial", item.OldSerial));
            Assert.Equal(ClockState.Missed, (await host.ClockAsync("OLA-BATCH-RETURN")).State);
            Assert.Equal(WorkflowStatus.Finished, Assert.Single(await host.InstancesAsync()).Status);
        });
    }

    [Fact] // 10.6
    public async Task Never_more_items_are_at_work_than_the_limit_says()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000124", waves: 2, parallel: 10);
        await host.LaunchedAsync();
        foreach (var item in (await host.BoardsAsync()).Where(x => x.Wave == 0).ToList())
            await host.ReplaceAsync(item);
        await host.DoAsync("quality1", "campaign-gate", "NextWave", ("reason", "all well"));
        await host.DrainAsync();
        Assert.Equal(20, (await host.BoardsAsync()).Count(x => x.Wave == 1));

        while ((await host.BoardsAsync()).FirstOrDefault(x => x.Wave == 1 && x.IsActive) is { } item)
        {
            Assert.InRange((await host.BoardsAsync()).Count(x => x.IsActive), 1, 10);
            await host.ReplaceAsync(item);
        }

        await host.DoAsync("quality1", "campaign-gate", "NextWave", ("reason", "all well"));
        await host.DrainAsync();
        await host.DoAsync("quality1", "campaign-close", "Submit", ("lessons", "none"));
        await host.DoAsync("tscdir", "campaign-close", "Approve");
        Assert.Equal(CampaignState.Completed, (await host.RecordAsync<Campaign>()).State);
        Assert.All((await host.ClocksAsync()).Values, clock => Assert.False(clock.IsOpen, clock.ClockId));
    }

    [Fact] // 10.7
    public async Task An_interruption_caused_by_an_item_suspends_the_campaign()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var item = await host.InterruptAsync();

        Assert.Equal(CampaignState.Suspended, (await host.RecordAsync<Campaign>()).State);
        Assert.Equal(CampaignItemState.Exception, (await host.ItemAsync(item)).State); // never a success
        Assert.DoesNotContain(await host.BoardsAsync(), x => x.State == CampaignItemState.Scheduled);
        Assert.True(await host.ReadAsync(db => db.Set<Case>().AnyAsync(x => x.ServiceInterrupted && x.Title.StartsWith(item.No))));

        foreach (var (person, role) in new[] { ("rnd1", "RnDEngineer"), ("quality1", "QualityManager") })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "campaign-analysis" && x.Role == role), "Resume", ("cause", "loose cable"), ("measure", "check twice"));
        await host.DrainAsync();
        Assert.Equal(CampaignState.Running, (await host.RecordAsync<Campaign>()).State);
        Assert.Contains(await host.BoardsAsync(), x => x.State == CampaignItemState.Scheduled);
    }

    [Fact]
    public async Task The_last_item_may_still_suspend_the_campaign()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000119", waves: 1, parallel: 20);
        await host.LaunchedAsync();
        foreach (var item in (await host.BoardsAsync()).Skip(1).ToList())
        {
            await host.WindowAsync(item);
            await host.OnAsync(item, () => host.DoAsync("t1gz", "campaign-replace", "NotAffected", ("oldSerial", "02A16C000001"), ("tests", "other revision")));
        }

        await host.DoAsync("quality1", "campaign-gate", "NextWave", ("reason", "all well"));
        await host.DrainAsync();
        await host.InterruptAsync();

        Assert.Equal(CampaignState.Suspended, (await host.RecordAsync<Campaign>()).State);
        Assert.Contains(await host.OpenAsync(), x => x.TaskType == "campaign-analysis");
    }

    [Fact]
    public async Task A_second_interruption_while_the_line_stands_is_part_of_the_same_analysis()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000103", waves: 1);
        await host.LaunchedAsync();
        var other = (await host.BoardsAsync())[1];
        await host.WindowAsync(other);
        await host.OnAsync(other, () => host.DoAsync("t1gz", "campaign-replace", "Replaced", ("newSerial", "NEW-2"), ("tests", "alarms")));
        await host.InterruptAsync();

        await host.OnAsync(other, async () => await host.DoAsync(await host.CustomerAsync(), "campaign-confirm", "Fault", ("faultCode", "BIZ_INTERRUPTED"), ("serviceInterrupted", true), ("comment", "no traffic")));
        foreach (var (person, role) in new[] { ("rnd1", "RnDEngineer"), ("quality1", "QualityManager") })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "campaign-analysis" && x.Role == role), "Resume", ("cause", "loose cable"), ("measure", "check twice"));
        await host.DrainAsync();

        Assert.Equal(CampaignState.Running, (await host.RecordAsync<Campaign>()).State);
        foreach (var item in (await host.BoardsAsync()).Where(x => x.IsActive).ToList())
            await host.ReplaceAsync(item);
        Assert.Equal(CampaignState.Running, (await host.RecordAsync<Campaign>()).State);
        Assert.NotNull(await host.TaskAsync("campaign-gate"));
    }

    [Fact]
    public async Task A_fault_that_an_item_has_caused_outlives_the_campaign()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var item = await host.InterruptAsync();

        await host.DoAsync("quality1", (await host.OpenAsync()).Single(x => x.TaskType == "campaign-analysis" && x.Role == "QualityManager"), "Abort", ("cause", "design"), ("measure", "stop"), ("comment", "the design is at fault"));
        await host.DrainAsync();

        var fault = await host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.ServiceInterrupted && x.Title.StartsWith(item.No)));
        var flow = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.CorrelationId == fault.No && x.DefinitionId == FlowIds.ManageServiceRequest));
        Assert.Equal(WorkflowStatus.Running, flow.Status);
        await host.OnAsync(item, async () => Assert.Equal(ClockState.Cancelled, (await host.ClockAsync("OLA-BATCH-EXCEPTION")).State));
    }

    [Fact]
    public async Task Removed_boards_are_still_due_back_after_the_campaign_was_given_up()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync();
        var (replaced, failed) = ((await host.BoardsAsync())[0], (await host.BoardsAsync())[1]);
        await host.ReplaceAsync(replaced);
        await host.FailAsync(failed);
        foreach (var item in (await host.BoardsAsync()).Where(x => x.Wave == 0 && x.IsActive).ToList())
            await host.FailAsync(item);
        await host.DoAsync("quality1", "campaign-gate", "StopLine", ("reason", "too many failures"));
        await host.DrainAsync();

        await host.DoAsync("quality1", (await host.OpenAsync()).Single(x => x.TaskType == "campaign-analysis" && x.Role == "QualityManager"), "Abort", ("cause", "design"), ("measure", "stop"), ("comment", "the design is at fault"));
        await host.DrainAsync();

        await host.OnAsync(failed, async () =>
        {
            Assert.Empty(await host.OpenAsync());
            Assert.Equal(ClockState.Cancelled, (await host.ClockAsync("OLA-BATCH-EXCEPTION")).State);
            Assert.Equal(WorkflowStatus.Finished, Assert.Single(await host.InstancesAsync()).Status);
        });
        await host.OnAsync(replaced, async () =>
        {
            await host.DoAsync("wh1", "campaign-return", "Returned", ("serial", replaced.OldSerial));
            Assert.Equal(ClockState.Met, (await host.ClockAsync("OLA-BATCH-RETURN")).State);
            Assert.Equal(WorkflowStatus.Finished, Assert.Single(await host.InstancesAsync()).Status);
        });
    }

    [Fact]
    public async Task An_exception_moves_only_to_a_wave_that_there_is()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109", waves: 2);
        await host.LaunchedAsync();
        var item = (await host.BoardsAsync())[0];
        await host.FailAsync(item);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DecideAsync(item, "MoveToWave", ("wave", "2")));
        Assert.Equal(("campaign.wave-unknown", 2m, 1m), (refusal.Code, refusal.Args["wave"], refusal.Args["last"]));

        await host.DecideAsync(item, "MoveToWave", ("wave", "1"));
        Assert.Equal((CampaignItemState.Planned, 1), await host.ReadAsync(db => db.Set<CampaignItem>().Where(x => x.Id == item.Id).Select(x => new ValueTuple<CampaignItemState, int>(x.State, x.Wave)).SingleAsync()));
    }

    [Fact]
    public async Task The_province_does_not_undo_what_a_branch_refused_to_the_institute()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await AnswerAsync(new() { ["*"] = "Refused" });

        await AnswerAsync([]);
        Assert.All(await host.BoardsAsync(), x => Assert.True(x.Refused));
        await AnswerAsync(new() { ["*"] = "Consented" });
        Assert.All(await host.BoardsAsync(), x => Assert.False(x.Refused));

        Task<bool> AnswerAsync(Dictionary<string, string> answers) => host.RunAsync(null, async services =>
        {
            var campaign = (Campaign)(await services.GetRequiredService<IRecords>().FindAsync(host.Record))!;
            await services.GetRequiredService<CampaignDesk>().ConsentAsync(campaign, answers);
            return true;
        });
    }

    [Fact]
    public async Task The_director_may_refuse_and_the_customer_s_refusal_makes_every_item_an_exception()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenCampaignAsync("02A16B000100", "02A16B000109");
        await host.LaunchedAsync(consent: "Refuse");
        var items = (await host.BoardsAsync()).Where(x => x.Wave == 0).ToList();
        Assert.All(items, x => Assert.Equal((CampaignItemState.Exception, "Refused"), (x.State, x.ExceptionReason)));
        Assert.Equal(["StopLine", "RepeatExceptions"], (await host.TaskAsync("campaign-gate")).Outcomes);

        await host.OpenCampaignAsync("02A16B000120", "02A16B000129");
        await host.PreparedAsync();
        await host.DoAsync("tscdir", "campaign-launch", "Reject", ("opinion", "no"), ("comment", "no"));
        Assert.Equal(CampaignState.Aborted, (await host.RecordAsync<Campaign>()).State);
    }
}
