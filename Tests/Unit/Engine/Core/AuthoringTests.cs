using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Activities and workflows written as the pages show them compile and run.</summary>
public sealed class AuthoringTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly TestEngine _engine;

    public AuthoringTests() =>
        _engine = new(services => services.AddSingleton<IStandardOutStreamProvider>(new StandardOutStreamProvider(_output)));

    [Fact]
    public async Task A_workflow_class_waits_for_a_decision_and_writes_its_total()
    {
        using var scope = _engine.Services.CreateScope();
        var workflow = await scope.ServiceProvider.GetRequiredService<IWorkflowBuilderFactory>().CreateBuilder().BuildWorkflowAsync(new OrderFlow());

        var run = await _engine.StartAsync(workflow);
        var bookmark = Assert.Single(run.State.Bookmarks);
        await run.ResumeAsync(bookmark.ActivityId, new Dictionary<string, object> { ["Approved"] = true, ["Comment"] = "fine" });

        Assert.Equal(("OrderFlow", "OrderFlow:v1", "OrderFlow"), (workflow.Identity.DefinitionId, workflow.Identity.Id, workflow.WorkflowMetadata.Name));
        Assert.Equal(new ApprovalStimulus("boss"), bookmark.Payload);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal("total 12.5" + Environment.NewLine, _output.ToString());
    }

    [Fact]
    public async Task Activity_ids_count_per_type_and_node_ids_tell_the_way()
    {
        var run = await _engine.StartAsync(new Sequence { Activities = { new WriteLine("a"), new WriteLine("b") { Id = "WriteLine1" }, new WriteLine("c") } });

        Assert.Equal(
            ["Workflow1", "Workflow1:Sequence1", "Workflow1:Sequence1:WriteLine2", "Workflow1:Sequence1:WriteLine1", "Workflow1:Sequence1:WriteLine3"],
            run.Graph.Nodes.Select(node => node.NodeId));
    }

    [Fact]
    public async Task Variables_and_arguments_get_names_and_ids_once_when_the_graph_is_built()
    {
        var variable = new Elsa.Workflows.Memory.Variable<int>();
        var line = new WriteLine("a") { Id = "W" };

        await _engine.StartAsync(new Sequence { Id = "S", Variables = { variable }, Activities = { line } });

        Assert.Equal(("Variable1", "S:variable-0", "W:input-text"), (variable.Name, variable.Id, line.Text.MemoryBlockReference().Id));
        Assert.Equal("orderTotalVariable", new Elsa.Workflows.Memory.Variable("Order Total").Id);
    }

    [Fact]
    public async Task A_composite_loop_keeps_its_state_in_properties()
    {
        var run = await _engine.StartAsync(new Retry { Body = new Step { Id = "S" } });

        Assert.Equal("S S S", run.Ran);
    }

    [Fact]
    public void Type_names_come_from_the_attribute_or_the_class()
    {
        Assert.Equal("Acme.Approval", ActivityTypeNames.Of<Approval>());
        Assert.Equal("Elsa.ITR.Tests.Unit.Engine.Core.Step", ActivityTypeNames.Of<Step>());
        Assert.Equal("Elsa.SetVariable<Int32>", ActivityTypeNames.Of<SetVariable<int>>());
        Assert.Equal("Elsa.Workflows.Activities.ForEach<String>", ActivityTypeNames.Of<ForEach<string>>());
    }

    [Fact]
    public void An_activity_knows_where_it_was_written() => Assert.StartsWith("AuthoringTests.cs:", new Finish().GetSource());

    public void Dispose()
    {
        _engine.Dispose();
        _output.Dispose();
    }

    [Activity("Acme", "Approvals", "Waits for a decision.", DisplayName = "Approval", Kind = ActivityKind.Action)]
    [FlowNode("Approved", "Rejected")]
    public class Approval([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
    {
        [Input(Description = "Who decides.", UIHint = InputUIHints.SingleLine)]
        public Input<string> Approver { get; set; } = default!;

        [Output]
        public Output<string?> Comment { get; set; } = default!;

        protected override void Execute(ActivityExecutionContext context) =>
            context.CreateBookmark(new ApprovalStimulus(Approver.Get(context)), OnDecided, includeActivityInstanceId: false);

        private async ValueTask OnDecided(ActivityExecutionContext context)
        {
            var ok = context.GetWorkflowInput<bool>("Approved");
            Comment.Set(context, context.TryGetWorkflowInput<string>("Comment", out var comment) ? comment : null);
            context.JournalData["Approved"] = ok;
            await context.CompleteActivityWithOutcomesAsync(ok ? "Approved" : "Rejected");
        }
    }

    public record ApprovalStimulus(string Approver);

    public class Retry : Activity
    {
        [Port]
        public IActivity? Body { get; set; }

        [Input(DefaultValue = 3)]
        public Input<int> Times { get; set; } = new(3);

        protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => Next(context);

        private async ValueTask Next(ActivityExecutionContext context)
        {
            var n = context.UpdateProperty<int>("n", x => x + 1);
            if (n > context.Get(Times))
                await context.CompleteActivityAsync();
            else
                await context.ScheduleActivityAsync(Body, OnBodyDone);
        }

        private ValueTask OnBodyDone(ActivityCompletedContext context) => Next(context.TargetContext);
    }

    public class OrderFlow : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            var total = builder.WithVariable("Total", 12.5m).WithWorkflowStorage();
            builder.WithInput<string>("OrderId");
            var ask = new Approval { Approver = new("boss") };
            var done = new WriteLine(ctx => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"total {total.Get(ctx)}"));
            builder.Root = new Flowchart
            {
                Start = ask,
                Activities = { ask, done },
                Connections = { new Connection(new Endpoint(ask, "Approved"), new Endpoint(done)) },
            };
        }
    }
}
