using Elsa.Expressions.JavaScript.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
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
