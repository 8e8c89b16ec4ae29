using System.Dynamic;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Elsa.Workflows.State;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class WorkflowStateSerializerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);
    private readonly WorkflowStateSerializer _serializer = new();

    public WorkflowStateSerializerTests() => TypeAliases.Default.Admit(typeof(Stimulus));

    [Fact]
    public void A_state_comes_back_as_it_was()
    {
        dynamic loose = new ExpandoObject();
        loose.amount = 12.5;
        var state = new WorkflowState
        {
            Id = "i",
            DefinitionId = "d",
            DefinitionVersionId = "d:v1",
            DefinitionVersion = 1,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Suspended,
            CreatedAt = Now,
            UpdatedAt = Now,
            ExecutionIndex = 9,
            ExecutionLogSequence = 12,
            Bookmarks = [new Bookmark("b", "Acme.Wait", "ABC", new Stimulus("k", Now, new Stimulus("inner", Now, null)), "w", "Workflow1:w", "c", Now, true, "OnResume")],
            CompletionCallbacks = [new CompletionCallbackState("c0", "Workflow1:w", "OnChildCompleted", "tag")],
            Properties = { ["Mode"] = 1L, ["List"] = new List<object> { "a", 2L }, ["Loose"] = loose },
            Output = { ["Total"] = 51L },
            ActivityExecutionContexts =
            [
                new ActivityExecutionContextState
                {
                    Id = "c0", ScheduledActivityNodeId = "Workflow1", Status = ActivityStatus.Running, StartedAt = Now,
                    Properties = { ["Variables"] = new VariablesDictionary { ["v"] = JsonSerializer.SerializeToElement(12.345678901234567890m) } },
                    ActivityState = { ["Text"] = "x", ["Nothing"] = null },
                    DynamicVariables = [new Variable<object>("CurrentValue", loose), new Variable<int>("CurrentIndex", 2)],
                },
            ],
        };

        var read = _serializer.Deserialize(_serializer.Serialize(state));

        Assert.Equal(_serializer.Serialize(state), _serializer.Serialize(read));
        Assert.Equal(new Stimulus("k", Now, new Stimulus("inner", Now, null)), Assert.Single(read.Bookmarks).Payload);
        var context = Assert.Single(read.ActivityExecutionContexts);
        Assert.Equal("12.345678901234567890", Assert.IsType<JsonElement>(Assert.IsType<VariablesDictionary>(context.Properties["Variables"])["v"]).GetRawText());
        Assert.Equal(12.5, ((dynamic)context.DynamicVariables.First().Value!).amount);
        Assert.Equal(2, Assert.IsType<Variable<int>>(context.DynamicVariables.Last()).Value);
        Assert.Equal(51L, read.Output["Total"]);
        Assert.Equal(new List<object> { "a", 2L }, read.Properties["List"]);
    }

    [Fact]
    public void What_is_empty_takes_no_room() =>
        Assert.Equal(
            """{"id":"i","definitionId":"d","definitionVersionId":"d:v1","definitionVersion":1,"status":"Running","subStatus":"Pending","executionLogSequence":0,"executionIndex":0,"createdAt":"2026-11-23T08:30:00+00:00","updatedAt":"2026-11-23T08:30:00+00:00"}""",
            _serializer.Serialize(new WorkflowState
            {
                Id = "i",
                DefinitionId = "d",
                DefinitionVersionId = "d:v1",
                DefinitionVersion = 1,
                CreatedAt = Now,
                UpdatedAt = Now,
                SubStatus = WorkflowSubStatus.Pending,
            }));

    [Fact]
    public void An_input_that_cannot_be_written_does_not_fail_the_commit()
    {
        var context = new ActivityExecutionContextState
        {
            Id = "c",
            ScheduledActivityNodeId = "n",
            ActivityState = { ["Body"] = (Func<int>)(() => 1), ["Text"] = "x" },
        };

        var read = _serializer.Deserialize(_serializer.Serialize(new WorkflowState { Id = "i", ActivityExecutionContexts = [context] }));

        var state = Assert.Single(read.ActivityExecutionContexts).ActivityState;
        Assert.Equal("x", state["Text"]);
        Assert.StartsWith("System.Func", (string)((dynamic)state["Body"]!).TypeName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_gone_comes_back_as_its_members()
    {
        var value = new PayloadSerializer().Deserialize("""{"key":"k","_type":"Acme.Gone, Acme"}""");

        Assert.Equal("k", ((dynamic)value).key);
    }

    [Fact]
    public void Payloads_keep_their_type_by_name()
    {
        var text = new PayloadSerializer().Serialize(new Stimulus("k", Now, null));

        Assert.Contains("\"_type\":\"Elsa.ITR.Tests.Unit.Engine.Serialization.WorkflowStateSerializerTests+Stimulus", text, StringComparison.Ordinal);
        Assert.Equal(new Stimulus("k", Now, null), new PayloadSerializer().Deserialize(text));
    }

    public sealed record Stimulus(string Key, DateTimeOffset At, object? More);
}
