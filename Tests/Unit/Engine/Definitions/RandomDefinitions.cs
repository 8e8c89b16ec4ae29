using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Tests.Unit.Engine.Definitions;

/// <summary>Definitions of random shape from all activities that are known, and from some that are not; every value in them is unique.</summary>
internal sealed class RandomDefinitions(Random random, IActivityRegistry registry)
{
    private readonly ActivityDescriptor[] _plain =
        [.. registry.ListAll().Where(x => x.IsBrowsable && x.Inputs.Count > 0 && x.TypeName != "Elsa.Workflow").OrderBy(x => x.TypeName, StringComparer.Ordinal)];

    private int _next;

    /// <summary>Texts that stand in the definition and must be found in whatever it is turned into.</summary>
    public List<string> Marks { get; } = [];

    public JsonObject Create() => new()
    {
        ["definitionId"] = Mark("definition"),
        ["name"] = Mark("name"),
        ["description"] = Mark("about"),
        ["variables"] = Variables(),
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = Mark("in"), ["type"] = "String" }),
        ["outputs"] = new JsonArray(new JsonObject { ["name"] = Mark("out"), ["type"] = "Int32" }),
        ["outcomes"] = new JsonArray(Mark("outcome")),
        ["customProperties"] = new JsonObject { ["note"] = Mark("custom"), ["deep"] = new JsonObject { ["list"] = new JsonArray(1, Mark("item"), 2.5) } },
        ["root"] = Container(0),
    };

    private JsonObject Container(int depth)
    {
        var activities = new JsonArray([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Any(depth + 1))]);
        var container = new JsonObject
        {
            ["id"] = Mark("container"),
            ["type"] = random.Next(2) == 0 ? "Elsa.Flowchart" : "Elsa.Sequence",
            ["variables"] = Variables(),
            ["activities"] = activities,
        };
        if ((string?)container["type"] == "Elsa.Flowchart")
            container["connections"] = new JsonArray([.. activities.Zip(activities.Skip(1), (x, y) => Connection((string)x!["id"]!, (string)y!["id"]!))]);
        return container;
    }

    private JsonObject Any(int depth) => random.Next(6) switch
    {
        0 when depth < 4 => Container(depth),
        1 => Unknown(depth),
        _ => Known(),
    };

    private JsonObject Known()
    {
        var descriptor = _plain[random.Next(_plain.Length)];
        var activity = new JsonObject
        {
            ["id"] = Mark("activity"),
            ["name"] = Mark("called"),
            ["type"] = descriptor.TypeName,
            ["customProperties"] = new JsonObject { ["memo"] = Mark("memo") },
            ["metadata"] = new JsonObject
            {
                ["displayText"] = Mark("shown"),
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = random.Next(100) * 10, ["y"] = random.Next(100) * 10 } },
            },
        };
        foreach (var input in descriptor.Inputs.Where(x => x.IsWrapped && random.Next(2) == 0))
            activity[Camel(input.Name)] = new JsonObject { ["typeName"] = TypeAliases.Default.GetAliasOrDefault(input.Type), ["expression"] = Expression() };
        return activity;
    }

    private JsonObject Unknown(int depth) => new()
    {
        ["id"] = Mark("unknown"),
        ["type"] = "Nowhere." + Mark("Type"),
        ["version"] = random.Next(2, 9),
        ["anything"] = new JsonArray(1, 2.5, true, null, Mark("lost?"), new JsonObject { ["Ünïcode"] = "中文 \"quoted\" </script> \u2028" }),
        ["body"] = depth < 4 ? Any(depth + 1) : null,
    };

    private JsonObject Expression() => random.Next(4) switch
    {
        0 => new JsonObject { ["type"] = "JavaScript", ["value"] = $"'{Mark("script")}' + \"<&>\" + 1" },
        1 => new JsonObject { ["type"] = "Object", ["value"] = $$"""{ "a": "{{Mark("object")}}" }""" },
        2 => new JsonObject { ["type"] = "Unknown." + Mark("kind"), ["value"] = Mark("value") },
        _ => new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { ["id"] = Mark("ref"), ["name"] = Mark("refname"), ["typeName"] = "String" } },
    };

    private JsonArray Variables() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => (JsonNode)new JsonObject
    {
        ["id"] = Mark("v"),
        ["name"] = Mark("variable"),
        ["typeName"] = ((string[])["String", "Int32", "Object", "Guid", "Boolean"])[random.Next(5)],
        ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
    })];

    private static JsonObject Connection(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private string Mark(string kind)
    {
        Marks.Add($"{kind}-{(_next++).ToString(CultureInfo.InvariantCulture)}-mark");
        return Marks[^1];
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
