using System.Text.Json;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Definitions;

/// <summary>Definitions that are too large, and forms that have no one meaning, are refused in words.</summary>
public sealed class DefinitionLimitTests
{
    private static readonly DefinitionJson Json = ProductServices.Create().GetRequiredService<DefinitionJson>();

    public static TheoryData<string, string> Refused => new()
    {
        { "at most 20971520 characters", $$"""{"definitionId":"{{new string('x', 21_000_000)}}"}""" },
        { "at most 10000 activities", Root("Elsa.Sequence", 10_001, 0) },
        { "at most 30000 connections", Root("Elsa.Flowchart", 2, 30_001) },
        { "maximum configured depth of 64", $$"""{"root":{{string.Concat(Enumerable.Repeat("{\"type\":\"Elsa.If\",\"then\":", 70))}}null{{new string('}', 71)}}""" },
        { "Duplicate property 'id'", """{"root":{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","id":"a","id":"b"}]}}""" },
        { "'inputs' of the definition to list no nulls", """{"inputs":[null]}""" },
        { "between -1.7E308 and 1.7E308", """{"customProperties":{"n":1e999}}""" },
        { "member 'type'", """{"root":{"id":"a"}}""" },
        { "ids of a flowchart to be unique", """{"root":{"type":"Elsa.Flowchart","activities":[{"type":"Elsa.Start","id":"a"},{"type":"Elsa.End","id":"a"}]}}""" },
        { "'originalActivityJson' of activity 'x'", """{"root":{"id":"x","type":"Elsa.NotFoundActivity","originalActivityJson":"{"}}""" },
        { "got null", "null" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Is_refused(string words, string definition)
    {
        var error = Assert.ThrowsAny<JsonException>(() => Json.Read(definition));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_is_refused_too() => Assert.Throws<JsonException>(() => Json.Read(default(JsonElement)));

    private static string Root(string type, int activities, int connections) => $$"""
        {"root":{"type":"{{type}}",
          "activities":[{{string.Join(',', Enumerable.Range(0, activities).Select(x => $"{{\"type\":\"Elsa.End\",\"id\":\"a{x}\"}}"))}}],
          "connections":[{{string.Join(',', Enumerable.Repeat("{\"source\":{\"activity\":\"a0\"},\"target\":{\"activity\":\"a1\"}}", connections))}}] } }
        """;
}
