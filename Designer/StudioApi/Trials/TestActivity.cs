using Elsa.Common.Models;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Trials;

/// <summary>Tries one step on its own, as Studio's tab "Test" asks. It runs in a command that is never committed: whatever it does leaves nothing behind.</summary>
internal static class TestActivity
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/tests/activities", async (HttpContext http, AmbientCommand command) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var handle = body.WorkflowDefinitionHandle.DefinitionVersionId is { Length: > 0 } versionId
                ? WorkflowDefinitionHandle.ByDefinitionVersionId(versionId)
                : WorkflowDefinitionHandle.ByDefinitionId(
                    body.WorkflowDefinitionHandle.DefinitionId ?? "", Versions.Parse(body.WorkflowDefinitionHandle.VersionOptions) ?? VersionOptions.Latest);
            try
            {
                return await command.RunAsync<IResult>("tests/activity", async (services, token) => throw new TrialOver(await TryAsync(services, handle, body.ActivityHandle, token)), http.RequestAborted);
            }
            catch (TrialOver trial)
            {
                return trial.Found is { } found ? Answer.Of(found) : Answer.Nothing();
            }
        });

    private static async Task<object?> TryAsync(IServiceProvider services, WorkflowDefinitionHandle handle, ActivityHandle which, CancellationToken cancellationToken)
    {
        var graph = await services.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowGraphAsync(handle, cancellationToken);
        if (graph?.Nodes.FirstOrDefault(x => x.Activity.Id == which.ActivityId || x.NodeId == which.ActivityNodeId) is not { } node)
            return null;

        // A copy: an activity belongs to one graph.
        var json = services.GetRequiredService<IActivitySerializer>();
        var workflow = new Workflow(json.Deserialize(json.Serialize(node.Activity)));
        foreach (var variable in graph.Workflow.Variables)
            workflow.Variables.Add(variable);
        var run = (await services.GetRequiredService<IWorkflowRunner>().RunAsync(workflow, cancellationToken: cancellationToken)).WorkflowExecutionContext;
        var step = run.ActivityExecutionContexts.First(x => x.Activity.Id == node.Activity.Id);
        return new
        {
            activityState = step.ActivityState,
            outputs = step.GetOutputs(),
            payload = step.JournalData,
            exception = ExceptionState.FromException(step.Exception),
            status = step.Status,
        };
    }

    private sealed class TrialOver(object? found) : Exception
    {
        public object? Found { get; } = found;
    }

    private sealed class Body
    {
        public HandleBody WorkflowDefinitionHandle { get; set; } = new();

        public ActivityHandle ActivityHandle { get; set; } = new();
    }

    private sealed class HandleBody
    {
        public string? DefinitionId { get; set; }

        public string? DefinitionVersionId { get; set; }

        public string? VersionOptions { get; set; }
    }
}
