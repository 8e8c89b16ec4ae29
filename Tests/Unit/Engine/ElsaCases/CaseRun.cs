using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Alterations;
using Elsa.Alterations.Core.Contracts;
using Elsa.ITR.Tests.Shared.ElsaCases;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Tests.Unit.Engine.ElsaCases;

/// <summary>Does the steps of one case and shows the instances after each.</summary>
internal sealed class CaseRun(CaseHost host, CaseObserver observer, ElsaCase recorded)
{
    private string? _instanceId;

    public async Task<JsonObject> StepAsync(JsonNode step)
    {
        var seen = new JsonObject { ["do"] = (string?)step["do"] };
        await DoAsync(step, seen);
        await host.SettleAsync();
        await ShowAsync(seen);
        return seen;
    }

    private Task DoAsync(JsonNode step, JsonObject seen) => (string)step["do"]! switch
    {
        "start" => host.StartAsync(recorded.DefinitionId, step),
        "startOther" => host.StartAsync((string)step["definitionId"]!, step),
        "event" => PublishAsync(step),
        "completeTask" => CompleteTaskAsync(step),
        "advance" => host.SettleAsync(TimeSpan.FromSeconds((double)step["seconds"]!)),
        "cancel" => host.CallAsync<IWorkflowCancellationService>(service => service.CancelWorkflowAsync(_instanceId!)),
        "alter" => AlterAsync(step, seen),
        var other => throw new InvalidOperationException($"Expected a step of a known kind, but found '{other}'."),
    };

    private Task PublishAsync(JsonNode step) => host.CallAsync<IEventPublisher>(publisher => publisher.PublishAsync(
        (string)step["name"]!,
        correlationId: (string?)step["target"] == "correlation" ? (string?)step["correlationId"] : null,
        workflowInstanceId: (string?)step["target"] is null or "instance" ? _instanceId : null,
        payload: CaseHost.Values(step["input"])));

    private async Task CompleteTaskAsync(JsonNode step)
    {
        var activityId = (string)step["activity"]!;
        var payload = (await observer.ShowAsync(_instanceId!, recorded.Main))["bookmarks"]!.AsArray()
            .Single(bookmark => (string)bookmark!["activity"]! == activityId)!["payload"]!;
        await host.CallAsync<ITaskReporter>(reporter => reporter.ReportCompletionAsync((string)payload["taskId"]!, CaseHost.Value(step["result"])));
    }

    private async Task AlterAsync(JsonNode step, JsonObject seen)
    {
        var alterations = AlterationJson.Read(JsonSerializer.SerializeToElement(step["alterations"]));
        var result = await host.CallAsync<IAlterationRunner, RunAlterationsResult>(runner => runner.RunAsync(_instanceId!, alterations));
        await host.CallAsync<IAlteredWorkflowDispatcher>(dispatcher => dispatcher.DispatchAsync(result));
        seen["results"] = new JsonArray(
            new JsonObject { ["isSuccessful"] = result.IsSuccessful, ["workflowHasScheduledWork"] = result.WorkflowHasScheduledWork });
    }

    private async Task ShowAsync(JsonObject seen)
    {
        var mine = await observer.InstanceIdsAsync(recorded.DefinitionId);
        _instanceId ??= mine.FirstOrDefault();
        if (mine.Count != 1)
            seen["mainInstanceCount"] = mine.Count;
        if (_instanceId is not null)
            seen["instance"] = await observer.ShowAsync(_instanceId, recorded.Main);

        var others = new JsonArray();
        foreach (var definition in recorded.Others)
            foreach (var id in await observer.InstanceIdsAsync((string)definition["definitionId"]!))
            {
                var shown = await observer.ShowAsync(id, definition);
                shown["definitionId"] = (string)definition["definitionId"]!;
                others.Add(shown);
            }

        if (others.Count > 0)
            seen["otherInstances"] = others;
    }
}
