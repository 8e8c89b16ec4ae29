using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Running;

/// <summary>Events and reports on tasks from outside. Nobody waiting is no error: the answer is the same.</summary>
internal static class Stimulate
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/events/{eventName}/trigger", async (string eventName, HttpContext http, IEventPublisher events, IActivitySerializer json) =>
        {
            if (!http.Request.HasJsonContentType())
                return Answer.Status(StatusCodes.Status415UnsupportedMediaType);

            var body = await RequestBody.ReadAsync<EventBody>(http);
            var isSynchronous = string.Equals(body.WorkflowExecutionMode, "Synchronous", StringComparison.OrdinalIgnoreCase);
            await events.PublishAsync(
                eventName, body.CorrelationId, body.WorkflowInstanceId, body.ActivityInstanceId,
                RequestBody.Values(body.Input, "input", json.GetOptions()), asynchronous: !isSynchronous, http.RequestAborted);
            return Answer.Status(StatusCodes.Status200OK);
        });

        api.MapPost("/tasks/{taskId}/complete", async (string taskId, HttpContext http, ITaskReporter tasks) =>
        {
            var body = await RequestBody.ReadAsync<TaskBody>(http);
            await tasks.ReportCompletionAsync(taskId, body.Result, http.RequestAborted);
            return Answer.Status(StatusCodes.Status200OK);
        });

        // Resume tokens are links for outside systems; this product gives none out.
        api.MapGet("/bookmarks/resume", () => Answer.Invalid(Errors.General, "Invalid token."));
        api.MapPost("/bookmarks/resume", () => Answer.Invalid(Errors.General, "Invalid token."));
    }

    private sealed class EventBody
    {
        public string? CorrelationId { get; set; }

        public string? WorkflowInstanceId { get; set; }

        public string? ActivityInstanceId { get; set; }

        public string? WorkflowExecutionMode { get; set; }

        public JsonElement? Input { get; set; }
    }

    private sealed class TaskBody
    {
        public object? Result { get; set; }
    }
}
