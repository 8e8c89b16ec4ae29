using Elsa.Expressions.JavaScript.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class CanonicalWriterTests
{
    private readonly IServiceProvider _services = EngineServices.Create();

    private CanonicalWriter Writer => _services.GetRequiredService<CanonicalWriter>();

    [Fact]
    public void Writes_the_profile()
    {
        var total = new Variable<int>("Total", 0).WithWorkflowStorage();
        var start = new Start { Id = "start" };
        var ask = new FlowDecision { Id = "ask", Condition = new(JavaScriptExpression.Create("getTotal() > 3")) };
        var say = new WriteLine("enough") { Id = "say" };
        var add = new Elsa.Workflows.Activities.SetVariable { Id = "add", Variable = total, Value = new(JavaScriptExpression.Create("getTotal() + 1")) };
        var flowchart = new Flowchart
        {
            Id = "flow",
            Activities = { start, ask, say, add },
            Connections =
            {
                new(start, ask), new(new Endpoint(ask, "True"), new Endpoint(say)), new(new Endpoint(ask, "False"), new Endpoint(add, "In")),
                new(add, ask),
            },
        };
        AutoLayout.Arrange(flowchart);
        var workflow = new Workflow(flowchart)
        {
            Identity = new WorkflowIdentity("itr-count", 2, "row-7"),
            WorkflowMetadata = new WorkflowMetadata("Count"),
            Options = new WorkflowOptions { IncidentStrategyType = typeof(Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy) },
            Variables = { total },
        };

        var text = Writer.Write(_services.GetRequiredService<WorkflowDefinitionMapper>().Map(workflow));

        Assert.Equal("""
            {
              "definitionId": "itr-count", "version": 2, "name": "Count",
              "options": { "incidentStrategyType": "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" },
              "variables": [
                { "id": "totalVariable", "name": "Total", "typeName": "Int32", "value": "0", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }
              ],
              "root": {
                "type": "Elsa.Flowchart", "id": "flow",
                "activities": [
                  { "type": "Elsa.Start", "id": "start",
                    "metadata": { "designer": { "position": { "x": 40, "y": 100 } } } },
                  { "type": "Elsa.FlowDecision", "id": "ask",
                    "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "getTotal() > 3" } },
                    "metadata": { "designer": { "position": { "x": 320, "y": 100 } } } },
                  { "type": "Elsa.WriteLine", "id": "say",
                    "text": { "typeName": "String", "expression": { "type": "Literal", "value": "enough" } },
                    "metadata": { "designer": { "position": { "x": 600, "y": 40 } } } },
                  { "type": "Elsa.SetVariable", "id": "add",
                    "variable": { "id": "totalVariable", "name": "Total", "typeName": "Int32" },
                    "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "getTotal() + 1" } },
                    "metadata": { "designer": { "position": { "x": 600, "y": 150 } } } }
                ],
                "connections": [
                  { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "ask" } },
                  { "source": { "activity": "ask", "port": "True" }, "target": { "activity": "say" } },
                  { "source": { "activity": "ask", "port": "False" }, "target": { "activity": "add" } },
                  { "source": { "activity": "add", "port": "Done" }, "target": { "activity": "ask" } }
                ]
              }
            }

            """, text);
    }

    [Fact]
    public void Its_own_text_stays_as_it_is()
    {
        foreach (var (name, json) in CaseDefinitions.All())
        {
            var text = Writer.Rewrite(json);

            Assert.True(text == Writer.Rewrite(text), $"{name}:\n{text}\n{Writer.Rewrite(text)}");
        }
    }

    [Fact]
    public void Draft_marks_ids_and_dates_do_not_count()
    {
        var one = Writer.Rewrite("""
            {"id":"1","definitionId":"d","version":1,"createdAt":"2026-01-01T00:00:00Z","isLatest":true,"customProperties":{"revision":"7"},
             "root":{"id":"s","type":"Elsa.Sequence","nodeId":"Workflow1:s","customProperties":{"source":"Flow.cs:3","canStartWorkflow":false}}}
            """);

        Assert.Equal(one, Writer.Rewrite("""{"definitionId":"d","version":1,"root":{"type":"Elsa.Sequence","id":"s"}}"""));
    }

    [Fact]
    public void An_activity_of_unknown_type_is_written_as_it_was()
    {
        var text = Writer.Rewrite("""{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"x","type":"Acme.Gone","how":{"a":1}}]}}""");

        Assert.Contains("""{ "type": "Acme.Gone", "id": "x",""", text, StringComparison.Ordinal);
        Assert.Contains(""""how": { "a": 1 } }"""", text, StringComparison.Ordinal);
        Assert.Equal(text, Writer.Rewrite(text));
    }

    [Fact]
    public void Activities_within_cases_and_ports_are_canonical_too()
    {
        var text = Writer.Rewrite("""
            {"definitionId":"d","root":{"id":"sw","type":"Elsa.Switch","nodeId":"n",
             "cases":[{"label":"A","condition":{"type":"Literal","value":"true"},"activity":{"id":"w","nodeId":"n","version":1,"type":"Elsa.WriteLine","text":"x"}}],
             "default":{"id":"v","nodeId":"n","version":1,"type":"Elsa.WriteLine"}}}
            """);

        Assert.DoesNotContain("nodeId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"version\": 1,\n    ", text, StringComparison.Ordinal);
        Assert.Equal(text, Writer.Rewrite(text));
    }
}
