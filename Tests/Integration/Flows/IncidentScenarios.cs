using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.InstalledBase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 06, at the minute, and its other ways.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class IncidentScenarios(FlowTemplate template)
{
    [Fact] // 06.1
    public async Task A_fault_on_the_backbone_is_a_major_incident_at_once()
    {
        await using var host = await BackboneFaultAsync();

        var incident = (await host.IncidentAsync())!;
        Assert.Equal(("MI-1", 1, FlowHost.Local("2026-11-23 02:10")), (incident.Criterion, incident.Grade, incident.DeclaredAt));
        Assert.Equal(FlowHost.Local("2026-11-23 02:40"), (await host.TaskAsync("min-write")).DueAt);
    }

    [Fact] // 06.2
    public async Task Progress_follows_every_hour()
    {
        await using var host = await BackboneFaultAsync();
        await FirstNoticeAsync(host, "2026-11-23 02:35");
        Assert.Equal(FlowHost.Local("2026-11-23 03:35"), (await host.TaskAsync("min-write")).DueAt);

        await host.AtAsync("2026-11-23 03:30");
        await WriteAsync(host, "Published");

        Assert.Equal(FlowHost.Local("2026-11-23 04:30"), (await host.TaskAsync("min-write")).DueAt);
    }

    [Fact] // 06.3
    public async Task After_the_restoration_only_the_recovery_notice_is_due()
    {
        await using var host = await BackboneFaultAsync();
        await FirstNoticeAsync(host, "2026-11-23 02:35");
        await host.RemoteAsync("2026-11-23 02:40");
        await host.AtAsync("2026-11-23 04:55");
        await host.RestoreRemotelyAsync();

        var clocks = await host.ClocksOfAsync((await host.IncidentAsync())!.Id);
        Assert.False(clocks["OLA-MIN-PROGRESS"].IsOpen);
        Assert.Equal(FlowHost.Local("2026-11-23 05:25"), (await host.TaskAsync("min-write", "recovery")).DueAt);
        await WriteAsync(host, "Published");
        Assert.False((await host.ClocksOfAsync((await host.IncidentAsync())!.Id))["OLA-MIN-PROGRESS"].IsOpen);
    }

    [Fact] // 06.4
    public async Task The_root_cause_is_due_five_days_after_the_completion()
    {
        await using var host = await RestoredAsync();

        Assert.Equal(FlowHost.Local("2026-11-28 04:55"), (await host.TaskAsync("min-rootcause")).DueAt);
    }

    [Fact] // 06.5
    public async Task Without_an_answer_of_the_approver_the_notice_goes_out_after_ten_minutes()
    {
        await using var host = await BackboneFaultAsync();
        await host.AtAsync("2026-11-23 02:20");
        await WriteAsync(host, "Submitted");

        await host.AtAsync("2026-11-23 02:29");
        Assert.Empty(await NoticesAsync(host));
        await host.AtAsync("2026-11-23 02:30");

        var notice = Assert.Single(await NoticesAsync(host));
        Assert.Equal((NoticeStage.First, true, null), (notice.Stage, notice.ReleasedUnapproved, notice.ApprovedBy));
        Assert.NotEmpty(notice.Recipients);
        Assert.Contains(await host.MessagesAsync(), x => x.TemplateCode == "MI_FIRST");
    }

    [Fact] // 06.6
    public async Task An_outage_of_an_hour_on_a_single_site_is_one_of_the_second_grade()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync(await OffTheBackboneAsync(host), "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 03:09");
        Assert.Null(await host.IncidentAsync());
        await host.AtAsync("2026-11-23 03:10");

        var incident = (await host.IncidentAsync())!;
        Assert.Equal(("MI-3", 2), (incident.Criterion, incident.Grade));
        await WriteAsync(host, "Submitted");
        Assert.Equal("OfficeManager", (await host.TaskAsync("min-approve")).Role);
    }

    [Fact]
    public async Task It_ends_when_the_root_cause_is_approved()
    {
        await using var host = await RestoredAsync();
        await CauseAsync(host);
        await host.DoAsync("tscdir", "min-approve", "Return", ("comment", "name the measure"));
        await CauseAsync(host);
        await host.DoAsync("tscdir", "min-approve", "Approve");

        Assert.Equal(MajorIncidentState.Closed, (await host.IncidentAsync())!.State);
        Assert.Equal([NoticeStage.First, NoticeStage.Recovery, NoticeStage.RootCause], (await NoticesAsync(host)).Select(x => x.Stage));
        Assert.All((await host.ClocksOfAsync((await host.IncidentAsync())!.Id)).Values, clock => Assert.False(clock.IsOpen));
    }

    [Fact]
    public async Task An_unknown_cause_may_be_told_later_once()
    {
        await using var host = await RestoredAsync();
        await host.DoAsync("quality1", "min-rootcause", "CauseUnknown", ("newDateAt", "2026-12-05T18:00"));

        var later = await host.TaskAsync("min-rootcause");
        Assert.Equal((FlowHost.Local("2026-12-05 18:00"), 1), (later.DueAt!.Value, later.Outcomes.Count));
        await CauseAsync(host);
        await host.DoAsync("tscdir", "min-approve", "Return", ("comment", "name the measure"));

        later = await host.TaskAsync("min-rootcause");
        Assert.Equal((FlowHost.Local("2026-12-05 18:00"), 1), (later.DueAt!.Value, later.Outcomes.Count));
        await CauseAsync(host);
        Assert.Equal("TscDirector", (await host.TaskAsync("min-approve")).Role);
    }

    [Fact]
    public async Task A_case_that_is_cancelled_before_the_first_notice_leaves_no_clock_of_it()
    {
        await using var host = await BackboneFaultAsync();
        var incident = (await host.IncidentAsync())!;
        Assert.True((await host.ClocksOfAsync(incident.Id))["OLA-MIN-FIRST"].IsOpen);

        await host.RunAsync("duty1", async services =>
        {
            await services.GetRequiredService<EventDesk>().PublishAsync(EventNames.RecordCancelled, host.Case.Ref);
            return true;
        });
        await host.DrainAsync();

        Assert.Equal(MajorIncidentState.Withdrawn, (await host.IncidentAsync())!.State);
        Assert.All((await host.ClocksOfAsync(incident.Id)).Values, clock => Assert.False(clock.IsOpen, clock.ClockId));
    }

    [Fact]
    public async Task What_is_no_major_incident_is_withdrawn_with_a_correction()
    {
        await using var host = await BackboneFaultAsync();
        await WriteAsync(host, "NotMajor");
        await host.DoAsync("office1", "min-downgrade", "Keep", ("reason", "it is one"));
        await WriteAsync(host, "NotMajor");
        await host.DoAsync("office1", "min-downgrade", "Withdraw", ("reason", "a test channel"));

        Assert.Equal(MajorIncidentState.Withdrawn, (await host.IncidentAsync())!.State);
        Assert.Equal(NoticeStage.Correction, Assert.Single(await NoticesAsync(host)).Stage);
        Assert.All((await host.ClocksOfAsync((await host.IncidentAsync())!.Id)).Values, clock => Assert.False(clock.IsOpen));
    }

    [Fact]
    public async Task A_second_case_of_the_same_element_is_merged()
    {
        await using var host = await BackboneFaultAsync();
        var first = (await host.IncidentAsync())!;
        await host.AtAsync("2026-11-23 03:00");

        await host.DispatchedAsync("NE-GZ-0001");
        await host.AcceptAsync();

        Assert.Null(await host.IncidentAsync());
        Assert.Equal([host.Case.Id], (await host.ReadAsync(db => db.Set<MajorIncident>().SingleAsync(x => x.Id == first.Id))).RelatedCaseIds);
    }

    // A network element of the province that stands on metro lines only.
    private static Task<string> OffTheBackboneAsync(FlowHost host) => host.ReadAsync(async db =>
    {
        var province = (await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001")).CustomerTreeOrgId;
        var grave = await db.Set<Trunk>().Where(x => x.Grade != TrunkGrade.Metro).Select(x => x.Code).ToListAsync();
        var elements = await db.Set<InstalledEquipment>().Where(x => x.CustomerTreeOrgId == province && x.Code.StartsWith("NE-")).OrderBy(x => x.Code).ToListAsync();
        return elements.First(x => !x.TrunkCodes.Exists(grave.Contains)).Code;
    });

    private async Task<FlowHost> BackboneFaultAsync()
    {
        var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        return host;
    }

    private async Task<FlowHost> RestoredAsync()
    {
        var host = await BackboneFaultAsync();
        await FirstNoticeAsync(host, "2026-11-23 02:35");
        await host.RemoteAsync("2026-11-23 02:40");
        await host.AtAsync("2026-11-23 04:55");
        await host.RestoreRemotelyAsync();
        await WriteAsync(host, "Published");
        return host;
    }

    private static async Task FirstNoticeAsync(FlowHost host, string local)
    {
        await host.AtAsync(local);
        await WriteAsync(host, "Submitted");
        await host.DoAsync("tscdir", "min-approve", "Approve");
    }

    private static Task WriteAsync(FlowHost host, string outcome) => host.DoAsync(
        "duty1", "min-write", outcome, ("impact", "40 × 2M"), ("progress", "being located"), ("nextUpdateAt", "2026-11-23T06:00"), ("textZh", "干线中断"), ("textEn", "Trunk down"));

    private static async Task CauseAsync(FlowHost host) => await host.DoAsync(
        "quality1", "min-rootcause", "Submitted", ("cause", "XCS board"), ("responsibility", "vendor"),
        ("actions", $$"""[{"text":"replace the batch","ownerId":"{{await host.PersonAsync("t3a")}}","due":"2026-12-20"}]"""));

    private static Task<List<IncidentNotice>> NoticesAsync(FlowHost host) =>
        host.ReadAsync(db => db.Set<IncidentNotice>().OrderBy(x => x.Sequence).ToListAsync());
}
