using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Benchmarks;

/// <summary>The definitions that are measured, as Elsa JSON: the same for the engine in this process and for a server.</summary>
public static class Flows
{
    public const string EventName = "bench-go";

    /// <summary>Five activities to their end, two of them with JavaScript.</summary>
    public static JsonObject Five(string id) => Five(id, Script("getN() > 3", "Boolean"), Script("getN() + 1"));

    /// <summary>The same five with literals only.</summary>
    public static JsonObject Literals(string id) => Five(id, Literal("true", "Boolean"), Literal("6"));

    /// <summary>An assignment, a wait for an event, an assignment.</summary>
    public static JsonObject Waiting(string id, string eventName) => Chain(id, [Assign("s1", "5"), Event("e", eventName), Assign("s2", "6")]);

    /// <summary>Assignments one after another.</summary>
    public static JsonObject Steps(string id, int count) => Chain(id, [.. Enumerable.Range(1, count).Select(i => Assign($"s{i}", "5"))]);

    /// <summary>Ten steps, three of which wait.</summary>
    public static JsonObject TenWithWaits(string id) => Chain(
        id, [.. Enumerable.Range(1, 10).Select(i => i % 3 == 0 ? Event($"s{i}", EventName) : Assign($"s{i}", "5"))]);

    /// <summary>Back to the decision until the counter is at <paramref name="iterations"/>.</summary>
    public static JsonObject Loop(string id, int iterations)
    {
        var flow = Model(id, [Decision("hub", Script($"getN() <= {iterations}", "Boolean")), Set("s", Script("getN() + 1")), Assign("end", "0")]);
        Connect(flow, "hub", "s", "True");
        Connect(flow, "s", "hub");
        Connect(flow, "hub", "end", "False");
        return flow;
    }

    private static JsonObject Five(string id, JsonObject condition, JsonObject value)
    {
        var flow = Model(id, [Assign("s1", "5"), Decision("d", condition), Set("s2", value), Assign("s3", "7"), Output("o")]);
        flow["outputs"] = new JsonArray(new JsonObject { ["name"] = "Total", ["displayName"] = "Total", ["type"] = "String", ["category"] = "Primitives" });
        Connect(flow, "s1", "d");
        Connect(flow, "d", "s2", "True");
        Connect(flow, "s2", "s3");
        Connect(flow, "s3", "o");
        return flow;
    }

    private static JsonObject Chain(string id, JsonObject[] activities)
    {
        var flow = Model(id, activities);
        for (var i = 1; i < activities.Length; i++)
            Connect(flow, (string)activities[i - 1]["id"]!, (string)activities[i]["id"]!);
        return flow;
    }

    private static JsonObject Model(string id, JsonObject[] activities)
    {
        var root = Activity("Flowchart", "root");
        root["activities"] = new JsonArray([.. activities]);
        root["connections"] = new JsonArray();
        var variable = Variable();
        variable["isArray"] = false;
        variable["value"] = "1";
        variable["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";
        return new JsonObject { ["definitionId"] = id, ["name"] = id, ["variables"] = new JsonArray(variable), ["root"] = root };
    }

    private static void Connect(JsonObject flow, string from, string to, string port = "Done") => flow["root"]!["connections"]!.AsArray().Add((JsonNode)new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    });

    private static JsonObject Variable() => new() { ["id"] = "v-n", ["name"] = "N", ["typeName"] = "Int32" };

    private static JsonObject Assign(string id, string value) => Set(id, Literal(value));

    private static JsonObject Set(string id, JsonObject value) => Activity("SetVariable", id, ("variable", Variable()), ("value", value));

    private static JsonObject Decision(string id, JsonObject condition) => Activity("FlowDecision", id, ("condition", condition));

    private static JsonObject Event(string id, string eventName) => Activity("Event", id, ("eventName", Literal(eventName)));

    private static JsonObject Output(string id) => Activity("SetOutput", id, ("outputName", Literal("Total")), ("outputValue", Literal("done")));

    private static JsonObject Activity(string type, string id, params (string Name, JsonNode Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = "Elsa." + type, ["version"] = 1, ["name"] = id };
        foreach (var (name, value) in members)
            activity[name] = value;
        return activity;
    }

    private static JsonObject Literal(string value, string type = "String") => Input("Literal", value, type);

    private static JsonObject Script(string text, string type = "Object") => Input("JavaScript", text, type);

    private static JsonObject Input(string expression, string value, string type) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value },
    };
}
