using System.IO.Compression;
using Elsa.Expressions.JavaScript.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Exceptions;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class EmbeddedTests(EngineDatabase database)
{
    [Fact]
    public async Task A_workflow_used_as_an_activity_is_part_of_the_same_instance_and_outcome_and_output_come_back()
    {
        await using var host = await database.StartAsync();
        await PublishSubAsync(host);
        await host.PublishAsync("main", MainChart());
        var id = (await host.StartAsync("main")).WorkflowInstanceId;

        await host.AnswerAsync("q", "yes");

        Assert.Equal(["said five", "yes"], await host.NoteTextsAsync());
        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task Another_process_finds_the_activity_that_this_one_published()
    {
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour();
        await PublishSubAsync(host);
        await host.PublishAsync("main", MainChart());

        await neighbour.StartAsync("main");
        await neighbour.AnswerAsync("q", "yes");

        Assert.Equal(["said five", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Definitions_that_embed_a_workflow_follow_it_when_it_says_so()
    {
        await using var host = await database.StartAsync();
        await PublishLeafAsync(host, "one", follows: true);
        await host.PublishAsync("middle", Of(Embeds("leaf", "Leaf", "l")), x => (x.Name, x.Options!.UsableAsActivity, x.Options.AutoUpdateConsumingWorkflows) = ("Middle", true, true));
        await host.PublishAsync("top", Of(Embeds("middle", "Middle", "m")));
        await host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition>(x => x.SaveDraftAsync(new WorkflowDefinitionModel
        {
            DefinitionId = "draft",
            Name = "draft",
            Root = Of(Embeds("leaf", "Leaf", "l")),
        }));

        var published = await PublishLeafAsync(host, "two", follows: true);
        await host.StartAsync("top");

        Assert.True(published.Succeeded);
        Assert.Equal(["two"], await host.NoteTextsAsync());
        Assert.Equal(["draft 1 -*", "leaf 1 --", "leaf 2 p*", "middle 1 --", "middle 2 p*", "top 1 --", "top 2 p*"], await VersionsAsync(host));
        var leaf = await host.ReadAsync(db => db.Set<WorkflowDefinition>().SingleAsync(x => x.DefinitionId == "leaf" && x.Version == 2));
        var draft = await host.ReadAsync(db => db.Set<WorkflowDefinition>().SingleAsync(x => x.DefinitionId == "draft"));
        Assert.Contains(leaf.Id, draft.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definitions_that_embed_a_workflow_keep_its_version_until_they_are_told()
    {
        await using var host = await database.StartAsync();
        await PublishLeafAsync(host, "one", follows: false);
        await host.PublishAsync("top", Of(Embeds("leaf", "Leaf", "l")));
        await PublishLeafAsync(host, "two", follows: false);

        await host.StartAsync("top");
        Assert.Equal(["one"], await host.NoteTextsAsync());
        Assert.Equal(["top"], await host.CallAsync<IWorkflowReferences, IReadOnlyList<string>>(x => x.ListConsumersAsync("leaf")));

        var updated = await host.CallAsync<IWorkflowReferences, IReadOnlyList<WorkflowDefinition>?>(x => x.UpdateAsync("leaf"));
        await host.StartAsync("top");

        Assert.Equal("top", Assert.Single(updated!).DefinitionId);
        Assert.Equal(["one", "two"], await host.NoteTextsAsync());
        Assert.Empty((await host.CallAsync<IWorkflowReferences, IReadOnlyList<WorkflowDefinition>?>(x => x.UpdateAsync("leaf")))!);
    }

    [Fact]
    public async Task A_workflow_that_is_embedded_is_not_deleted_and_is_exported_with_those_that_embed_it()
    {
        await using var host = await database.StartAsync();
        await PublishLeafAsync(host, "one", follows: false);
        await host.PublishAsync("top", Of(Embeds("leaf", "Leaf", "l")));

        var use = await Assert.ThrowsAsync<DefinitionInUseException>(() => host.CallAsync<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("leaf")));
        var file = await host.CallAsync<IWorkflowDefinitionExporter, WorkflowDefinitionExportResult?>(x => x.ExportAsync("leaf", includeConsumingWorkflows: true));
        await host.CallAsync<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("top"));

        Assert.Equal(["top"], use.Consumers);
        using var zip = new ZipArchive(new MemoryStream(file!.Data));
        Assert.Equal(["leaf", "top"], zip.Entries.Select(x => x.Name.Split('-')[2]));
        Assert.Equal(1, await host.CallAsync<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("leaf")));
    }

    private static Task<ImportWorkflowResult> PublishLeafAsync(EngineHost host, string text, bool follows) => host.PublishAsync(
        "leaf", Of(Note(text, "n")), x => (x.Name, x.Options!.UsableAsActivity, x.Options.AutoUpdateConsumingWorkflows) = ("Leaf", true, follows));

    private static WorkflowDefinitionActivity Embeds(string definitionId, string type, string id) => new() { Id = id, Type = type, WorkflowDefinitionId = definitionId };

    private static Task<List<string>> VersionsAsync(EngineHost host) => host.ReadAsync(db => db.Set<WorkflowDefinition>()
        .OrderBy(x => x.DefinitionId).ThenBy(x => x.Version)
        .Select(x => x.DefinitionId + " " + x.Version + " " + (x.IsPublished ? "p" : "-") + (x.IsLatest ? "*" : "-")).ToListAsync());

    private static Task PublishSubAsync(EngineHost host) => host.PublishAsync(
        "sub",
        Of(
            Asks("q", "ask"),
            new SetOutput { Id = "o", OutputName = new("Word"), OutputValue = new(JavaScriptExpression.Create("getInput('N') > 3 ? 'five' : 'few'")) },
            new Complete { Id = "c", Outcomes = new(new Input<object>("Big").Expression!) }),
        x =>
        {
            x.Name = "Say number";
            x.Options!.UsableAsActivity = true;
            x.Inputs.Add(new InputDefinition { Name = "N", Type = typeof(int), UIHint = "singleline", StorageDriverType = typeof(WorkflowInstanceStorageDriver) });
            x.Outputs.Add(new OutputDefinition { Name = "Word", Type = typeof(string) });
            x.Outcomes.Add("Big");
            x.Outcomes.Add("Small");
        });

    private static Flowchart MainChart()
    {
        var word = new Variable<string>("Word", "") { Id = "word", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        var sub = new WorkflowDefinitionActivity { Id = "sub", Type = "SayNumber", WorkflowDefinitionId = "sub" };
        sub.SyntheticProperties["N"] = new Input<int>(5);
        sub.SyntheticProperties["Word"] = new Output<string>(word);
        var big = new LeaveNote { Id = "big", Text = new(JavaScriptExpression.Create("'said ' + variables.Word")) };
        var small = Note("small", "small");
        return new Flowchart
        {
            Id = "root",
            Variables = { word },
            Activities = { sub, big, small },
            Connections = { new(new Endpoint(sub, "Big"), new Endpoint(big)), new(new Endpoint(sub, "Small"), new Endpoint(small)) },
        };
    }
}
