using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Definitions;

/// <summary>Out and in again, any number of times: the canonical text is the same byte for byte, and nothing is lost.</summary>
public sealed class RoundTripTests
{
    private const int Seed = 20261128;
    private static readonly IServiceProvider Services = ProductServices.Create();
    private static readonly DefinitionJson Json = Services.GetRequiredService<DefinitionJson>();
    private static readonly CanonicalWriter Canonical = Services.GetRequiredService<CanonicalWriter>();

    [Fact]
    public void Every_known_definition_comes_back_as_it_went()
    {
        var known = ProductServices.KnownDefinitions().ToList();
        Assert.True(known.Count > 60);
        foreach (var (name, definition) in known)
            AssertStable(name, definition);
    }

    [Fact]
    public void Random_definitions_come_back_as_they_went_with_everything_in_them()
    {
        var random = new Random(Seed);
        for (var number = 0; number < 300; number++)
        {
            var definitions = new RandomDefinitions(random, Services.GetRequiredService<IActivityRegistry>());
            var definition = definitions.Create().ToJsonString();

            var text = AssertStable($"random {number}", definition);

            foreach (var mark in definitions.Marks)
                Assert.True(text.Contains(mark, StringComparison.Ordinal), $"random {number} (seed {Seed}) lost {mark}\n{definition}\n{text}");
        }
    }

    [Fact]
    public void An_activity_of_unknown_type_keeps_its_json_through_any_number_of_hands()
    {
        const string Unknown = """
            {"id":"x","type":"Acme.Gone","version":3,"n":1.50,"big":12345678901234567890,"s":"中\u2028<","nested":{"id":"y","type":"Acme.Also","list":[null,{"a":[]}]},
             "customProperties":{"canStartWorkflow":true,"mine":{"a":1}},"metadata":{"designer":{"position":{"x":10,"y":20}}}}
            """;
        var definition = $$"""{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{{Unknown}}] } }""";

        for (var hand = 0; hand < 4; hand++)
            definition = hand % 2 == 0 ? Json.Write(Json.Read(definition)) : Json.WriteExport(Json.Read(definition));

        var kept = JsonNode.Parse(definition)!["root"]!["activities"]![0]!;
        Assert.Equal("Elsa.NotFoundActivity", (string?)kept["type"]);
        Assert.Equal("Acme.Gone", (string?)kept["missingTypeName"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Unknown), JsonNode.Parse((string)kept["originalActivityJson"]!)), (string?)kept["originalActivityJson"]);
        Assert.Contains("12345678901234567890", Canonical.Rewrite(definition), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_differ_in_case_only_are_two_members()
    {
        const string Definition = """
            {"definitionId":"d","customProperties":{"mine":[{"id":1,"ID":2}]},
             "root":{"id":"s","type":"Acme.Gone","activities":[{"id":"x","type":"Elsa.SetVariable","ID":{"id":"v","name":"S"}}]}}
            """;

        var kept = (JsonObject)Canonical.WriteTree(Json.Read(Definition))["customProperties"]!["mine"]![0]!;
        Assert.Equal(["id", "ID"], kept.Select(member => member.Key).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void A_connection_without_an_end_waits_aside_and_comes_back_with_it()
    {
        const string Connection = """{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[]}""";
        var lacking = Json.Write(Json.Read(Flowchart("", Connection)));

        var root = JsonNode.Parse(lacking)!["root"]!;
        Assert.Empty(root["connections"]!.AsArray());
        var aside = Assert.Single(root["customProperties"]!["notFoundConnections"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Connection), aside), aside!.ToJsonString());

        root["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"b","type":"Elsa.WriteLine"}"""));
        var whole = JsonNode.Parse(Json.Write(Json.Read(root.Root.ToJsonString())))!["root"]!;
        Assert.Single(whole["connections"]!.AsArray());
        Assert.Null(whole["customProperties"]!["notFoundConnections"]);
    }

    private static string Flowchart(string more, string connections) =>
        $$"""{"definitionId":"d","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine"}{{more}}],"connections":[{{connections}}] } }""";

    private static string AssertStable(string name, string definition)
    {
        var text = Canonical.Rewrite(definition);

        AssertSame(text, Canonical.Rewrite(text), $"{name}: canonical text is not stable");
        AssertSame(text, Canonical.Rewrite(Json.WriteExport(Json.Read(definition))), $"{name}: an export comes back as other content");
        AssertSame(text, Canonical.Rewrite(Json.Write(Json.Read(Json.Write(Json.Read(definition))))), $"{name}: what is stored comes back as other content");
        return text;
    }

    private static void AssertSame(string expected, string actual, string what)
    {
        var lines = expected.Split('\n').Zip(actual.Split('\n'));
        var different = lines.FirstOrDefault(x => x.First != x.Second);
        Assert.True(expected == actual, $"{what}\nexpected {different.First}\nactual   {different.Second}");
    }
}
