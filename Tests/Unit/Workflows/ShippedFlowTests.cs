using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Web.Commands;
using Elsa.ITR.Workflows;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Workflows;

public sealed class ShippedFlowTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddElsaRuntime()
        .AddActivitiesFrom(typeof(HumanTask).Assembly)
        .AddScoped<WorkflowRenderer>()
        .BuildServiceProvider();

    public static TheoryData<string> Flows => [.. FlowCatalog.All.Select(flow => flow.DefinitionId)];

    [Theory, MemberData(nameof(Flows))]
    public async Task Keeps_every_rule_of_a_managed_flow(string flow)
    {
        var workflow = await BuildAsync(flow);

        var findings = new FlowRules(new FormContent()).Check(workflow);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Theory, MemberData(nameof(Flows))]
    public async Task Class_and_newest_file_are_equal(string flow)
    {
        using var scope = Services.CreateScope();

        var rendered = await scope.ServiceProvider.GetRequiredService<WorkflowRenderer>().RenderAsync(FlowCatalog.Find(flow)!);

        var shipped = FlowContent.Newest(flow);
        Assert.NotNull(shipped);
        Assert.Equal(rendered.Version, shipped.Version);
        Assert.Equal(rendered.Json, shipped.Json);
    }

    [Theory, MemberData(nameof(Flows))]
    public void Content_reads_back_as_it_was_written(string flow)
    {
        var shipped = FlowContent.Newest(flow)!;

        Assert.Equal(shipped.Json, Services.GetRequiredService<CanonicalWriter>().Rewrite(shipped.Json));
    }

    [Theory, MemberData(nameof(Flows))]
    public void Content_keeps_every_rule_when_it_is_read(string flow)
    {
        var model = Services.GetRequiredService<DefinitionJson>().Read(FlowContent.Newest(flow)!.Json);
        var workflow = Services.GetRequiredService<WorkflowDefinitionMapper>().Map(model);

        var findings = new FlowRules(new FormContent()).Check(workflow);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public void Published_files_are_those_of_the_lock()
    {
        Assert.Equal(
            FlowContent.Lock.OrderBy(x => x.Key).Select(x => $"{x.Key} {x.Value}"),
            FlowContent.All.Select(x => $"{x.FileName} {x.Hash}").Order());
    }

    private static async Task<Workflow> BuildAsync(string flow)
    {
        using var scope = Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowRenderer>().BuildAsync(FlowCatalog.Find(flow)!);
    }
}
