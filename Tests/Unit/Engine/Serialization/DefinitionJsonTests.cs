using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class DefinitionJsonTests
{
    private readonly IServiceProvider _services = EngineServices.Create();

    private DefinitionJson Json => _services.GetRequiredService<DefinitionJson>();

    [Fact]
    public void Reads_and_writes_every_recorded_definition_without_loss()
    {
        foreach (var (name, json) in CaseDefinitions.All())
        {
            var written = Json.WriteNode(Json.Read(json));

            if (!written.ToJsonString().Contains("NotFoundActivity", StringComparison.Ordinal))
                AssertContains(JsonNode.Parse(json)!, written, name);
        }
    }

    [Fact]
    public void Writes_the_same_text_again()
    {
        foreach (var (name, json) in CaseDefinitions.All())
        {
            var first = Json.Write(Json.Read(json));

            Assert.True(first == Json.Write(Json.Read(first)), name);
        }
    }

    [Fact]
    public void An_unknown_activity_keeps_its_json_and_comes_back()
    {
        const string Node = """{"id":"x","type":"Acme.Gone","version":3,"text":{"typeName":"String","expression":{"type":"Literal","value":"t"}}}""";
        var serializer = _services.GetRequiredService<IActivitySerializer>();

        var missing = Assert.IsType<NotFoundActivity>(serializer.Deserialize(Node));
        Assert.Equal("Acme.Gone", missing.MissingTypeName);
        Assert.Equal("x", missing.Id);

        var stored = serializer.Serialize(missing);
        var registry = _services.GetRequiredService<IActivityRegistry>();
        var known = registry.Find("Elsa.WriteLine")!;
        registry.Register(new ActivityDescriptor
        {
            TypeName = "Acme.Gone",
            Version = 3,
            ClrType = known.ClrType,
            Inputs = known.Inputs,
            Constructor = known.Constructor,
        });
        var revived = Assert.IsType<WriteLine>(serializer.Deserialize(stored));
        Assert.Equal("t", revived.Text.Expression!.Value);
    }

    [Theory]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","text":"plain"}""", "plain")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","Text":{"typeName":"String","expression":{"type":"Literal","value":7}}}""", "7")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","text":{"typeName":null,"memoryReference":null,"expression":{"type":"Literal","value":"x"}}}""", "x")]
    public void Reads_older_and_looser_inputs(string node, string text)
    {
        var activity = Assert.IsType<WriteLine>(_services.GetRequiredService<IActivitySerializer>().Deserialize(node));

        Assert.Equal(text, Convert.ToString(activity.Text.Expression!.Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Reads_the_older_shape_of_connections_and_leaves_out_those_without_ends()
    {
        var flowchart = Assert.IsType<Flowchart>(_services.GetRequiredService<IActivitySerializer>().Deserialize("""
            {"id":"f","type":"Elsa.Flowchart",
             "activities":{"_type":"List","items":[{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.WriteLine"}]},
             "connections":{"$values":[{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"},{"source":"a","target":"nowhere"}]}}
            """));

        Assert.Equal("a:Done->b:In", Assert.Single(flowchart.Connections).ToString());
    }

    [Fact]
    public void Names_the_activity_and_member_that_cannot_be_read()
    {
        var error = Assert.Throws<JsonException>(() => Json.Read("""{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"w","type":"Elsa.FlowSwitch","cases":7}]}}"""));

        Assert.Contains("'cases' of activity 'w'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_keeps_type_default_and_driver()
    {
        var mapper = _services.GetRequiredService<WorkflowDefinitionMapper>();
        var workflow = new Workflow(new Sequence())
        {
            Variables =
            {
                new Variable<int>("Count", 3) { StorageDriverType = typeof(WorkflowInstanceStorageDriver) },
                new Variable<string[]>("Names", ["a", "b"]),
                new Variable<DateTimeOffset>("When", new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8))),
            },
        };

        var read = mapper.Map(Json.Read(Json.Write(mapper.Map(workflow)))).Variables.ToList();

        Assert.Equal(3, Assert.IsType<Variable<int>>(read[0]).Value);
        Assert.Equal("countVariable", read[0].Id);
        Assert.Equal(typeof(WorkflowInstanceStorageDriver), read[0].StorageDriverType);
        Assert.Equal<string[]>(["a", "b"], (string[])Assert.IsType<Variable<string[]>>(read[1]).Value!);
        Assert.Equal(workflow.Variables.Last().Value, read[2].Value);
    }

    [Fact]
    public void A_delegate_is_written_without_expression()
    {
        var json = _services.GetRequiredService<IActivitySerializer>().Serialize(new WriteLine(_ => "x") { Id = "w" });

        Assert.Equal("""{"typeName":"String"}""", JsonNode.Parse(json)!["text"]!.ToJsonString());
    }

    [Fact]
    public void An_expression_of_unknown_type_is_kept()
    {
        var activity = (WriteLine)_services.GetRequiredService<IActivitySerializer>().Deserialize(
            """{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Esperanto","value":"saluton"}}}""");

        Assert.Equal(("Esperanto", "saluton"), (activity.Text.Expression!.Type, activity.Text.Expression.Value));
        Assert.IsType<Expression>(activity.Text.Expression);
    }

    /// <summary>Everything in the original stands in what was written; nulls and empty lists may be absent.</summary>
    private static void AssertContains(JsonNode? original, JsonNode? written, string place)
    {
        switch (original)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    if (value is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) && !IsAnnotation(name, members))
                        AssertContains(value, (written as JsonObject)?[name], $"{place}.{name}");
                break;
            case JsonArray items:
                Assert.True(items.Count == (written as JsonArray)?.Count, $"{place} has another number of items");
                for (var index = 0; index < items.Count; index++)
                    AssertContains(items[index], written![index], $"{place}[{index}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(original, written), $"{place}: expected {original?.ToJsonString()}, got {written?.ToJsonString()}");
                break;
        }
    }

    // The type of an input is the activity's affair, whatever the file says; `isArray` is written only when true.
    private static bool IsAnnotation(string name, JsonObject owner) =>
        (name == "typeName" && (owner.ContainsKey("expression") || owner.ContainsKey("memoryReference")))
        || (name == "isArray" && owner[name]!.GetValueKind() == JsonValueKind.False);
}
