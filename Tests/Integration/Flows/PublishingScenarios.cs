using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>The owner of a flow changes it while cases are under way.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class PublishingScenarios(FlowTemplate template)
{
    private const string Flow = FlowIds.FaultLevel1;

    private static int Shipped => FlowContent.Newest(Flow)!.Version;

    private static int Next => Shipped + 1;

    /// <summary>A case that waits for an engineer to accept it.</summary>
    private static readonly string AtAccept = $"v{Shipped}:accept";

    // Between accepting and going on, somebody of the second line is asked.
    private const string SecondLook = """
        { "type": "Elsa.ITR.HumanTask", "id": "second-look", "name": "Second look", "metadata": { "displayText": "复核" },
          "role": { "typeName": "String", "expression": { "type": "Literal", "value": "DutyManager" } },
          "outcomes": { "typeName": "List<String>", "expression": { "type": "Literal", "value": ["Assigned"] } },
          "taskType": { "typeName": "String", "expression": { "type": "Literal", "value": "case-assign" } } }
        """;

    [Fact]
    public async Task A_new_case_follows_the_new_version_a_running_one_stays()
    {
        await using var host = await WaitingAsync();

        await host.ImportAsync(WithSecondLook());
        var published = await host.PublishAsync(Flow);

        Assert.Equal((Next, null), (published.Version, published.MigrationId));
        Assert.Equal(Shipped, (await host.InstanceAsync(Flow)).Version);
        await host.DispatchedAsync("NE-GZ-0001");
        Assert.Equal(Next, (await host.InstanceAsync(Flow)).Version);
    }

    [Fact]
    public async Task Whose_work_the_flow_is_is_told_what_changed()
    {
        await using var host = await WaitingAsync();
        await host.ImportAsync(WithSecondLook());

        await host.PublishAsync(Flow);

        var record = FlowRecord.Of(Flow);
        var told = await host.ReadAsync(db => (
            from message in db.Set<Notification>()
            where message.RecordId == record.Id && message.Channel == NotificationChannel.InApp
            join person in db.Users on message.RecipientId equals person.Id
            select new { person.UserName, message.TextZh }).ToListAsync());
        Assert.Superset(new HashSet<string> { "t1gz", "t1zj", "duty1", "duty2" }, told.Select(x => x.UserName!).ToHashSet());
        Assert.DoesNotContain(told, x => x.UserName is "institute1" or "custgz");
        Assert.All(told, x => Assert.Contains($"{Next}", x.TextZh, StringComparison.Ordinal));
        Assert.All(told, x => Assert.Contains("asked for by the institute", x.TextZh, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chosen_one_goes_on_with_the_new_version()
    {
        await using var host = await WaitingAsync();
        await host.ImportAsync(WithSecondLook());

        var published = await host.PublishAsync(Flow, choices: new GroupChoice(AtAccept, MigrationChoice.Now));

        var migration = await host.MigrationAsync(published);
        Assert.Equal(1, migration.Of(MigrationState.Done));
        Assert.False(migration.IsBusy);
        Assert.Equal(Next, (await host.InstanceAsync(Flow)).Version);
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        await host.TaskAsync("case-assign", "second-look"); // what it was not asked in version 1
    }

    [Fact]
    public async Task Only_the_instances_that_were_chosen_move()
    {
        await using var host = await WaitingAsync();
        var first = await host.InstanceAsync(Flow);
        await host.DispatchedAsync("NE-GZ-0001");
        var second = await host.InstanceAsync(Flow);
        await host.ImportAsync(WithSecondLook());

        var published = await host.PublishAsync(Flow, choices: new GroupChoice(AtAccept, MigrationChoice.Now, [second.Id]));

        Assert.Equal([second.Id], (await host.MigrationAsync(published)).Items.Select(x => x.InstanceId));
        var versions = await host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.DefinitionId == Flow).ToDictionaryAsync(x => x.Id, x => x.Version));
        Assert.Equal((Shipped, Next), (versions[first.Id], versions[second.Id]));
    }

    [Fact]
    public async Task One_that_is_to_move_when_it_leaves_its_step_does()
    {
        await using var host = await WaitingAsync();
        var edit = FlowEdit.Of(Flow);
        edit.Literal("confirm-by-phone", "role", "OfficeManager");
        await host.ImportAsync(edit);

        var published = await host.PublishAsync(Flow, choices: new GroupChoice(AtAccept, MigrationChoice.WhenLeft));
        Assert.Equal(1, (await host.MigrationAsync(published)).Of(MigrationState.Waiting));
        Assert.Equal(Shipped, (await host.InstanceAsync(Flow)).Version);
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        await host.DrainAsync();

        Assert.Equal(1, (await host.MigrationAsync(published)).Of(MigrationState.Done));
        Assert.Equal(Next, (await host.InstanceAsync(Flow)).Version);
    }

    [Fact]
    public async Task What_would_strand_an_instance_cannot_be_chosen()
    {
        await using var host = await WaitingAsync();
        var edit = FlowEdit.Of(Flow);
        edit.Literal("accept", "outcomes", new System.Text.Json.Nodes.JsonArray("Accepted")).Disconnect("accept", "Decline").Remove("assign").Remove("to-accept");
        await host.ImportAsync(edit);

        var impact = await host.ImpactAsync(Flow);
        Assert.Empty(impact.Findings);
        var group = Assert.Single(impact.Impact!.Groups);
        Assert.False(group.May(MigrationChoice.Now));
        Assert.Equal("outcome.no-way", Assert.Single(group.Places).Problems[0].Code);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => host.PublishAsync(Flow, choices: new GroupChoice(AtAccept, MigrationChoice.Now)));
        Assert.Equal("flow.would-strand", refused.Code);
        Assert.Equal(Shipped, (await host.InstanceAsync(Flow)).Version);
        Assert.Equal(Shipped, await host.ReadAsync(db => db.Set<WorkflowDefinition>().CountAsync(x => x.DefinitionId == Flow && x.PublishedAt != null)));
    }

    [Fact]
    public async Task A_step_made_anew_is_recognised_and_instances_find_it()
    {
        await using var host = await WaitingAsync();
        var edit = FlowEdit.Of(Flow);
        edit.Rename("accept", "HumanTask1");
        await host.ImportAsync(edit);

        var place = Assert.Single(Assert.Single((await host.ImpactAsync(Flow)).Impact!.Groups).Places);
        Assert.Equal(("HumanTask1", true), (place.NewStep, place.IsGuess));
        await host.PublishAsync(Flow, choices: new GroupChoice(AtAccept, MigrationChoice.Now));

        Assert.Equal(Next, (await host.InstanceAsync(Flow)).Version);
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        await host.TaskAsync("fault-confirm-accept");
    }

    [Fact]
    public async Task What_the_engine_refuses_stays_and_says_why()
    {
        await using var host = await WaitingAsync();
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        var edit = FlowEdit.Of(Flow);
        edit.List("variables").Select(x => x!.AsObject()).Single(x => (string?)x["name"] == "acceptedAtProposed")["typeName"] = "Int32"; // it holds an instant
        await host.ImportAsync(edit);
        var group = Assert.Single((await host.ImpactAsync(Flow)).Impact!.Groups);

        var published = await host.PublishAsync(Flow, choices: new GroupChoice(group.Key, MigrationChoice.Now));

        var item = Assert.Single((await host.MigrationAsync(published)).Items);
        Assert.Equal(MigrationState.Refused, item.State);
        Assert.Contains("acceptedAtProposed", item.Reason!.En, StringComparison.Ordinal);
        Assert.Equal(Shipped, (await host.InstanceAsync(Flow)).Version);
    }

    [Fact]
    public async Task Says_who_waits_has_passed_and_may_still_come()
    {
        await using var host = await WaitingAsync();
        await host.DispatchedAsync("NE-GZ-0001");
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        var edit = FlowEdit.Of(Flow);
        edit.Literal("accept", "clocks", new System.Text.Json.Nodes.JsonArray("OLA-INTAKE"));
        await host.ImportAsync(edit);

        var impact = (await host.ImpactAsync(Flow)).Impact!;

        var step = Assert.Single(impact.Touched);
        Assert.Equal(("accept", ChangeKind.Changed, 1, 1), (step.Step, step.Kind, step.Waiting, step.Passed));
        Assert.Equal((2, 1), (impact.Running, impact.AtTouched));
    }

    [Fact]
    public async Task Going_back_publishes_the_old_content_under_the_next_number()
    {
        await using var host = await WaitingAsync();
        await host.ImportAsync(WithSecondLook());
        await host.PublishAsync(Flow);

        var back = await host.PublishAsync(Flow, version: Shipped);

        Assert.Equal(Next + 1, back.Version);
        var hashes = await host.ReadAsync(db => db.Set<WorkflowDefinition>().Where(x => x.DefinitionId == Flow).OrderBy(x => x.Version).Select(x => x.ContentHash).ToListAsync());
        Assert.Equal(hashes[^3], hashes[^1]);
        Assert.NotEqual(hashes[^3], hashes[^2]);
        var record = FlowRecord.Of(Flow).Id;
        var done = await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordId == record && x.Reason != null).OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => $"{x.Action} {x.New} {x.ActorName}").ToListAsync());
        Assert.Equal([$"flow.publish {Next} owner1", $"flow.roll-back {Next + 1} owner1"], done);
    }

    [Theory]
    [InlineData("flow.note-missing")]
    [InlineData("flow.stale")]
    [InlineData("flow.findings")]
    [InlineData("flow.already-done")]
    [InlineData("flow.draft-exists")]
    public async Task Refuses_to_publish_in_the_dark(string code)
    {
        await using var host = await WaitingAsync();
        await host.ImportAsync(WithSecondLook());
        if (code == "flow.draft-exists")
        {
            await host.PublishAsync(Flow);
            var next = WithSecondLook();
            next.Definition["description"] = "again";
            await host.ImportAsync(next);
        }

        if (code == "flow.findings")
        {
            var broken = WithSecondLook();
            broken.Disconnect("second-look", "Assigned");
            await host.ImportAsync(broken);
        }

        var version = code is "flow.already-done" or "flow.draft-exists" ? Shipped : Next;
        var seen = await host.ImpactAsync(Flow, version);
        var command = new PublishFlow.Command(
            Flow, version, code == "flow.stale" ? "0000" : seen.ContentHash, code == "flow.note-missing" ? " " : "because", [], PublishingSteps.SameSteps);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(
            () => host.RunAsync("owner1", services => services.GetRequiredService<PublishFlow.Handler>().HandleAsync(command, default)));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task A_draft_thrown_away_leaves_the_version_before_it()
    {
        await using var host = await WaitingAsync();
        await host.ImportAsync(WithSecondLook());

        Assert.True(await host.RunAsync("owner1", services => services.GetRequiredService<DiscardDraft.Handler>().HandleAsync(new DiscardDraft.Command(Flow, Next, "not now"), default)));

        var left = (await host.ReadAsync(db => db.Set<WorkflowDefinition>().Where(x => x.DefinitionId == Flow).OrderBy(x => x.Version).ToListAsync()))[^1];
        Assert.Equal(Shipped, left.Version);
        Assert.True(left is { IsLatest: true, IsPublished: true });
    }

    private async Task<FlowHost> WaitingAsync()
    {
        var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001");
        return host;
    }

    private static FlowEdit WithSecondLook() => FlowEdit.Of(Flow).Insert("accept", "Accepted", SecondLook, "Assigned");
}
