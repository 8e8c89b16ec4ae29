using System.Text.Json.Nodes;
using Elsa.ITR.Workflows;
using Xunit;

namespace Elsa.ITR.Tests.Shared.Edits;

/// <summary>A shipped flow in the hands of somebody who changes it, as the designer would: by its JSON.</summary>
public sealed class FlowEdit(string json)
{
    private readonly JsonObject _definition = JsonNode.Parse(json)!.AsObject();

    public static FlowEdit Of(string flow) => new(FlowContent.Newest(flow)!.Json);

    public JsonObject Definition => _definition;

    public JsonObject Root => _definition["root"]!.AsObject();

    public JsonArray Activities => Root["activities"]!.AsArray();

    public JsonArray Connections => Root["connections"]!.AsArray();

    public string Json => _definition.ToJsonString();

    public JsonObject Step(string id) => Activities.Select(x => x!.AsObject()).Single(x => (string?)x["id"] == id);

    public FlowEdit Literal(string id, string input, JsonNode? value) => Input(id, input, "Literal", value);

    public FlowEdit Script(string id, string input, string script) => Input(id, input, "JavaScript", script);

    public FlowEdit Without(string id, string member)
    {
        Assert.True(Step(id).Remove(member));
        return this;
    }

    public FlowEdit With(string id, string member, JsonNode? value)
    {
        Step(id)[member] = value;
        return this;
    }

    public FlowEdit Add(string activity)
    {
        Activities.Add(JsonNode.Parse(activity));
        return this;
    }

    /// <summary>Removes a step with its arrows.</summary>
    public FlowEdit Remove(string id)
    {
        Activities.Remove(Step(id));
        foreach (var arrow in Connections.Where(x => (string?)x!["source"]!["activity"] == id || (string?)x["target"]!["activity"] == id).ToList())
            Connections.Remove(arrow);
        return this;
    }

    /// <summary>Makes a step anew: everything but its id is as before.</summary>
    public FlowEdit Rename(string id, string newId)
    {
        Step(id)["id"] = newId;
        foreach (var end in Connections.SelectMany(x => new[] { x!["source"]!, x["target"]! }).Where(x => (string?)x["activity"] == id).ToList())
            end["activity"] = newId;
        return this;
    }

    public FlowEdit Connect(string from, string port, string to)
    {
        Connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to },
        });
        return this;
    }

    public FlowEdit Disconnect(string from, string port)
    {
        foreach (var arrow in Arrows(from, port).ToList())
            Connections.Remove(arrow);
        return this;
    }

    public FlowEdit Lead(string from, string port, string to)
    {
        Arrows(from, port).Single()["target"]!["activity"] = to;
        return this;
    }

    /// <summary>Puts a step between two that one arrow joins.</summary>
    public FlowEdit Insert(string from, string port, string activity, string outcome)
    {
        var arrow = Arrows(from, port).Single();
        var target = (string)arrow["target"]!["activity"]!;
        Add(activity);
        var id = (string)JsonNode.Parse(activity)!["id"]!;
        Lead(from, port, id);
        return Connect(id, outcome, target);
    }

    /// <summary>Every literal list becomes JSON text of the syntax Object.</summary>
    public FlowEdit ListsAsTheDesignerSavesThem()
    {
        foreach (var said in Activities.SelectMany(x => x!.AsObject()).Select(x => (x.Value as JsonObject)?["expression"]).OfType<JsonObject>())
        {
            if (said["value"] is JsonArray list)
                (said["type"], said["value"]) = ("Object", list.ToJsonString());
        }

        return this;
    }

    public IEnumerable<JsonObject> Arrows(string from, string port) =>
        Connections.Select(x => x!.AsObject()).Where(x => (string?)x["source"]!["activity"] == from && (string?)x["source"]!["port"] == port);

    public JsonArray List(string member) => _definition[member]!.AsArray();

    private FlowEdit Input(string id, string input, string type, JsonNode? value)
    {
        Step(id)[input] = new JsonObject
        {
            ["typeName"] = (string?)Step(id)[input]?["typeName"] ?? "String",
            ["expression"] = new JsonObject { ["type"] = type, ["value"] = value },
        };
        return this;
    }
}
