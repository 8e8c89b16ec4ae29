using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Workflows;

public sealed class FlowReachTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddElsaRuntime()
        .AddActivitiesFrom(typeof(HumanTask).Assembly)
        .BuildServiceProvider();

    [Fact]
    public async Task What_lies_behind_a_step_is_not_reached()
    {
        var reach = await OfAsync(FlowContent.Newest(FlowIds.ClockPause)!.Json);

        var found = reach.From(["wait-resumed"]);

        Assert.Equal(["end-resumed", "outcome-resumed"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_hub_leads_only_where_the_route_says()
    {
        var reach = await OfAsync(FlowContent.Newest(FlowIds.FaultLevel1)!.Json);

        var found = reach.From(["confirm-acceptance"]); // sets the route "confirmed"

        Assert.Contains("confirmed-facts", found);
        Assert.DoesNotContain("accept", found);
        Assert.DoesNotContain("work", found);
    }

    [Fact]
    public async Task Every_step_of_every_shipped_flow_comes_to_an_end()
    {
        foreach (var flow in FlowCatalog.All)
        {
            var graph = await GraphAsync(FlowContent.Newest(flow.DefinitionId)!.Json);
            var reach = new FlowReach(graph);

            Assert.All(graph.Nodes.Skip(2), node => Assert.True(reach.ReachesEnd(node.Activity.Id), $"{flow.DefinitionId}: {node.Activity.Id}"));
        }
    }

    [Fact]
    public async Task A_circle_without_a_way_out_has_no_end()
    {
        var reach = await OfAsync("""
            {"definitionId":"d","root":{"type":"Elsa.Flowchart","id":"flow","activities":[{"type":"Elsa.Start","id":"s"},{"type":"Elsa.WriteLine","id":"a"},{"type":"Elsa.WriteLine","id":"b"}],
             "connections":[{"source":{"activity":"s","port":"Done"},"target":{"activity":"a"}},{"source":{"activity":"a","port":"Done"},"target":{"activity":"b"}},{"source":{"activity":"b","port":"Done"},"target":{"activity":"a"}}]}}
            """);

        Assert.False(reach.ReachesEnd("a"));
        Assert.Equal(["a", "b"], reach.From(["a"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_step_within_a_container_stands_for_the_container()
    {
        var reach = await OfAsync("""
            {"definitionId":"d","root":{"type":"Elsa.Flowchart","id":"flow","activities":[{"type":"Elsa.Sequence","id":"both","activities":[{"type":"Elsa.WriteLine","id":"a"},{"type":"Elsa.WriteLine","id":"b"}]},{"type":"Elsa.End","id":"end"}],
             "connections":[{"source":{"activity":"both","port":"Done"},"target":{"activity":"end"}}]}}
            """);

        Assert.Equal(["a", "b", "both", "end"], reach.From(["a"]).Order(StringComparer.Ordinal));
        Assert.True(reach.ReachesEnd("b"));
    }

    private static async Task<FlowReach> OfAsync(string json) => new(await GraphAsync(json));

    private static async Task<WorkflowGraph> GraphAsync(string json)
    {
        await using var scope = Services.CreateAsyncScope();
        var workflow = Services.GetRequiredService<WorkflowDefinitionMapper>().Map(Services.GetRequiredService<DefinitionJson>().Read(json));
        return await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
    }
}
