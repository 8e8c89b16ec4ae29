using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>A person declares a major incident from the case page (flow 06, manual trigger).</summary>
[Collection(nameof(FlowTemplate))]
public sealed class DeclaredIncidentTests(FlowTemplate template)
{
    private static readonly IncidentStatement Own = new(
        "MI-4", 2, FlowHost.Local("2026-11-23 08:40"), "Two 2.5G rings of Guangzhou", "Traffic on protection", "Loading the former version", "Li, 020-88880000", FlowHost.Local("2026-11-23 11:00"));

    [Fact]
    public async Task The_first_notice_begins_with_what_was_said()
    {
        await using var host = await FaultAsync();

        var done = await DeclareAsync(host, "duty1", Own);

        var incident = (await host.IncidentAsync())!;
        Assert.Equal((incident.No, true), (done.No, done.IsNew));
        Assert.Equal(("MI-4", 2, MajorIncidentState.Declared, Own.InterruptedAt), (incident.Criterion, incident.Grade, incident.State, (DateTimeOffset?)incident.InterruptedAt));
        Assert.Equal("MI-4", (await host.CaseAsync()).MajorIncidentCriterion);
        var item = await host.TaskAsync("min-write");
        Assert.Equal(("DutyManager", FlowHost.Local("2026-11-23 09:30")), (item.Role, item.DueAt!.Value));
        var input = FormJson.Read(item.InputData);
        Assert.Equal((Own.Impact, "Traffic on protection\nLoading the former version\nLi, 020-88880000", FormJson.Text(Own.NextUpdateAt!.Value)), (input["impact"], input["progress"], input["nextUpdateAt"]));
        var audited = await host.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(x => x.Action == "incident.declare"));
        Assert.Equal((host.Case.No, incident.No, "duty1"), (audited.RecordNo, audited.New, audited.ActorName));

        await host.DoAsync("duty1", "min-write", "Submitted", ("textZh", "通报"));
        Assert.Equal("OfficeManager", (await host.TaskAsync("min-approve")).Role);
    }

    [Theory]
    [InlineData("quality1")]
    [InlineData("office1")]
    [InlineData("vp1")]
    public async Task Quality_and_management_may_declare_and_choose_a_graver_grade(string person)
    {
        await using var host = await FaultAsync();

        await DeclareAsync(host, person, Own with { Grade = 1 });

        Assert.Equal(1, (await host.IncidentAsync())!.Grade);
    }

    [Theory]
    [InlineData("t1gz")]
    [InlineData("t3a")]
    [InlineData("intake1")]
    [InlineData("contract1")]
    [InlineData("institute1")]
    [InlineData("custgz")]
    public async Task Nobody_else_may(string person)
    {
        await using var host = await FaultAsync();

        await RefusedAsync(host, person, Own, "incident.not-allowed");

        Assert.Null(await host.IncidentAsync());
    }

    [Fact]
    public async Task A_case_that_has_an_open_incident_gets_no_second_one()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 09:00");
        var standing = (await host.IncidentAsync())!;

        var refusal = await RefusedAsync(host, "duty1", Own, "incident.already-open");

        Assert.Equal(standing.No, refusal.Args["no"]);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<MajorIncident>().CountAsync()));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == FlowIds.MajorIncidentNotification)));
    }

    [Fact]
    public async Task Within_four_hours_another_case_of_the_element_is_merged_once()
    {
        await using var host = await FaultAsync();
        var first = await DeclareAsync(host, "duty1", Own);
        await host.AtAsync("2026-11-23 09:20");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);

        var merged = await DeclareAsync(host, "quality1", Own with { Criterion = "MI-5", Grade = 1 });
        await RefusedAsync(host, "duty1", Own, "incident.already-open");

        Assert.Equal((first.No, false), (merged.No, merged.IsNew));
        var incident = await host.ReadAsync(db => db.Set<MajorIncident>().SingleAsync());
        Assert.Equal([host.Case.Id], incident.RelatedCaseIds);
        Assert.Equal((1, "MI-5"), (incident.Grade, incident.Criterion));
    }

    [Fact]
    public async Task A_withdrawn_incident_is_not_declared_again()
    {
        await using var host = await FaultAsync();
        await DeclareAsync(host, "duty1", Own);
        await host.DoAsync("duty1", "min-write", "NotMajor", ("textZh", "误报"));
        await host.DoAsync("office1", "min-downgrade", "Withdraw", ("reason", "a test channel"));

        await RefusedAsync(host, "duty1", Own, "incident.ended");
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_is_named()
    {
        await using var host = await FaultAsync(); // of level 3

        await RefusedAsync(host, "duty1", Own with { Criterion = "" }, "incident.criterion");
        await RefusedAsync(host, "duty1", Own with { Criterion = "MI-1" }, "incident.criterion");
        await RefusedAsync(host, "duty1", Own with { Grade = 0 }, "incident.grade");
        await RefusedAsync(host, "duty1", Own with { Criterion = "MI-5", Grade = 2 }, "incident.grade");
        await RefusedAsync(host, "duty1", Own with { Impact = " " }, "incident.impact");
        await RefusedAsync(host, "duty1", Own with { PresentState = "" }, "incident.state");
        await RefusedAsync(host, "duty1", Own with { InterruptedAt = null }, "incident.interrupted");
        await RefusedAsync(host, "duty1", Own with { InterruptedAt = FlowHost.Local("2026-11-23 09:01") }, "incident.interrupted");
        await RefusedAsync(host, "duty1", Own with { NextUpdateAt = FlowHost.Local("2026-11-23 09:00") }, "incident.next-update");
        Assert.Null(await host.IncidentAsync());
    }

    // No criterion holds by itself.
    private async Task<FlowHost> FaultAsync()
    {
        var host = template.Start("2026-11-23 08:50");
        await host.Level3AcceptedAsync("2026-11-23 09:00");
        Assert.Null(await host.IncidentAsync());
        return host;
    }

    private static Task<DeclareIncident.Result> DeclareAsync(FlowHost host, string person, IncidentStatement statement) => host.RunAsync(person, services =>
        services.GetRequiredService<ICommandHandler<DeclareIncident.Command, DeclareIncident.Result>>().HandleAsync(new DeclareIncident.Command(host.Case.No, statement), default));

    private static async Task<RuleViolationException> RefusedAsync(FlowHost host, string person, IncidentStatement statement, string code)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => DeclareAsync(host, person, statement));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
