using System.Text.Json.Nodes;
using Elsa.ITR.Tests.Shared.ElsaCases;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Does the steps of a recorded case as a program over the API, and shows what the API shows after each.</summary>
internal sealed class ElsaCaseProgram(StudioHost studio, HttpClient owner, HttpClient admin, ElsaCase recorded)
{
    private readonly Dictionary<string, int> _seen = [];
    private string? _instanceId;

    /// <summary>Publishes the definitions of the case, its own last.</summary>
    public async Task PublishAsync()
    {
        foreach (var definition in recorded.Others.Append(recorded.Main))
            await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Body(new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = true })));
    }

    public async Task<JsonObject> StepAsync(JsonNode step)
    {
        var seen = new JsonObject { ["do"] = (string?)step["do"] };
        using (var answer = await DoAsync(step))
        {
            if (answer is not null)
                seen["httpStatus"] = (int)answer.StatusCode;
            if ((string?)step["do"] == "alter")
                seen["results"] = await ResultsAsync(answer!);
        }

        await studio.Host.WorkOffAsync();
        await ShowAsync(seen);
        return seen;
    }

    private async Task<HttpResponseMessage?> DoAsync(JsonNode step)
    {
        switch ((string)step["do"]!)
        {
            case "start":
                return await owner.PostAsync($"{Api}/workflow-definitions/{recorded.DefinitionId}/execute", Body(Of(step, "input", "correlationId", "name", "triggerActivityId")));
            case "startOther":
                return await owner.PostAsync($"{Api}/workflow-definitions/{step["definitionId"]}/execute", Body(Of(step, "input", "correlationId", "name", "triggerActivityId")));
            case "event":
                return await owner.PostAsync($"{Api}/events/{step["name"]}/trigger", Body(Event(step)));
            case "completeTask":
                var taskId = (await InstanceAsync(_instanceId!))["bookmarks"]!.AsArray().Single(x => (string)x!["activity"]! == (string)step["activity"]!)!["payload"]!["taskId"];
                return await owner.PostAsync($"{Api}/tasks/{taskId}/complete", Body(Of(step, "result")));
            case "advance":
                studio.Host.Time.MoveTo(studio.Host.Time.GetUtcNow().AddSeconds((double)step["seconds"]!));
                return null;
            case "cancel":
                return await admin.PostAsync($"{Api}/cancel/workflow-instances/{_instanceId}", Body([]));
            case "alter":
                var alterations = Of(step, "alterations");
                alterations["workflowInstanceIds"] = new JsonArray(_instanceId);
                return await admin.PostAsync($"{Api}/alterations/run", Body(alterations));
            case var other:
                throw new InvalidOperationException($"Expected a step of a known kind, but found '{other}'.");
        }
    }

    private JsonObject Event(JsonNode step)
    {
        var body = Of(step, "input");
        body["workflowExecutionMode"] = "Synchronous";
        if ((string?)step["target"] is null or "instance")
            body["workflowInstanceId"] = _instanceId;
        else if ((string?)step["target"] == "correlation")
            body["correlationId"] = (string?)step["correlationId"];
        return body;
    }

    private static async Task<JsonArray> ResultsAsync(HttpResponseMessage answer) => new([.. (await ReadAsync(answer))["results"]!.AsArray().Select(x =>
        new JsonObject { ["isSuccessful"] = (bool)x!["isSuccessful"]!, ["workflowHasScheduledWork"] = (bool)x["workflowHasScheduledWork"]! })]);

    private async Task ShowAsync(JsonObject seen)
    {
        var mine = await InstanceIdsAsync(recorded.DefinitionId);
        _instanceId ??= mine.FirstOrDefault();
        if (mine.Count != 1)
            seen["mainInstanceCount"] = mine.Count;
        if (_instanceId is not null)
            seen["instance"] = await NewsAsync(_instanceId, recorded.Main);

        var others = new JsonArray();
        foreach (var definition in recorded.Others)
            foreach (var id in await InstanceIdsAsync((string)definition["definitionId"]!))
            {
                var shown = await NewsAsync(id, definition);
                shown["definitionId"] = (string)definition["definitionId"]!;
                others.Add(shown);
            }

        if (others.Count > 0)
            seen["otherInstances"] = others;
    }

    private async Task<List<string>> InstanceIdsAsync(string definitionId) =>
        [.. (await GetAsync($"workflow-instances?definitionId={definitionId}&page=0&pageSize=100&orderBy=Created&orderDirection=Ascending"))["items"]!.AsArray().Select(x => (string)x!["id"]!)];

    /// <summary>The instance with the journal lines that are new since it was shown last.</summary>
    private async Task<JsonObject> NewsAsync(string instanceId, JsonNode definition)
    {
        var shown = await InstanceAsync(instanceId);
        var variables = shown["variables"]!.AsObject();
        shown["variables"] = new JsonObject(definition["variables"]!.AsArray().Select(x => KeyValuePair.Create((string)x!["name"]!, variables[(string)x["id"]!]?.DeepClone())));
        var lines = (await GetAsync($"workflow-instances/{instanceId}/journal?page=0&pageSize=1000"))["items"]!.AsArray();
        shown["journal"] = new JsonArray([.. lines.Skip(_seen.GetValueOrDefault(instanceId)).Select(x => new JsonArray((string?)x!["activityId"], (string?)x["eventName"]))]);
        _seen[instanceId] = lines.Count;
        return shown;
    }

    private async Task<JsonObject> InstanceAsync(string instanceId)
    {
        var instance = await GetAsync($"workflow-instances/{instanceId}");
        var state = instance["workflowState"]!;
        var records = (await GetAsync($"activity-executions/list?workflowInstanceId={instanceId}"))["items"]!.AsArray();
        var root = state["activityExecutionContexts"]!.AsArray().FirstOrDefault(x => x!["parentContextId"] is null);
        var shown = new JsonObject { ["status"] = (string?)instance["status"], ["subStatus"] = (string?)instance["subStatus"] };
        foreach (var name in (string[])["name", "correlationId"])
            if (instance[name] is { } value)
                shown[name] = (string?)value;
        shown["executed"] = new JsonArray([.. records.Select(x => Executed(x!))]);
        shown["variables"] = root?["properties"]?["Variables"]?.DeepClone() ?? new JsonObject();
        shown["output"] = state["output"]!.DeepClone();
        shown["bookmarks"] = new JsonArray([.. state["bookmarks"]!.AsArray().OrderBy(x => (string)x!["activityId"]!, StringComparer.Ordinal)
            .Select(x => new JsonObject { ["activity"] = (string?)x!["activityId"], ["name"] = (string?)x["name"], ["payload"] = x["payload"]?.DeepClone() })]);
        shown["incidents"] = new JsonArray([.. state["incidents"]!.AsArray().Select(x => new JsonObject
        {
            ["activity"] = (string?)x!["activityId"], ["message"] = (string?)x["message"], ["exceptionType"] = (string?)x["exception"]?["type"],
        })]);
        return shown;
    }

    private static JsonObject Executed(JsonNode record)
    {
        var shown = new JsonObject { ["activity"] = (string?)record["activityId"], ["status"] = (string?)record["status"] };
        if (record["payload"]?["Outcomes"] is { } outcomes)
            shown["outcomes"] = outcomes.DeepClone();
        foreach (var (name, member) in ((string, string)[])[("inputs", "activityState"), ("outputs", "outputs")])
            if (record[member] is JsonObject { Count: > 0 } values)
                shown[name] = values.DeepClone();
        if ((int)record["aggregateFaultCount"]! is var faults and > 0)
            shown["faultCount"] = faults;
        if (record["exception"] is { } exception)
            shown["exception"] = new JsonObject { ["type"] = exception["type"]?.DeepClone(), ["message"] = exception["message"]?.DeepClone() };
        return shown;
    }

    private async Task<JsonNode> GetAsync(string path) => await ReadAsync(await owner.GetAsync($"{Api}/{path}"));

    private static JsonObject Of(JsonNode step, params string[] names) =>
        new(names.Where(name => step[name] is not null).Select(name => KeyValuePair.Create(name, step[name]?.DeepClone())));

    private static StringContent Body(JsonObject body) => Json(body.ToJsonString());
}
