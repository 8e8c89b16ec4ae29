using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Asks the application for a task and waits until <see cref="ITaskReporter"/> tells its result.</summary>
[Activity("Elsa", "Primitives", "Requests a given task to be run.", Kind = ActivityKind.Action)]
public class RunTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity<object>(source, line)
{
    /// <summary>Asks for the task of that name.</summary>
    public RunTask(Input<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => TaskName = taskName;

    /// <summary>Name of the task.</summary>
    [Input(Description = "The name of the task being requested.")]
    public Input<string> TaskName { get; set; } = null!;

    /// <summary>Arguments of the task; null for none.</summary>
    [Input(Description = "Any additional parameters to send to the task.")]
    public Input<IDictionary<string, object>?> Payload { get; set; } = null!;

    /// <summary>Id under which the task is reported.</summary>
    [Output(Description = "The id of the task.")]
    public Output<string> TaskId { get; set; } = null!;

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = TaskName.Get(context);
        var id = context.GetRequiredService<IIdentityGenerator>().GenerateId();
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = RuntimeNames.RunTask, Stimulus = new RunTaskStimulus(id, name), Callback = OnReportedAsync });
        TaskId.Set(context, id, nameof(TaskId));

        var request = new RunTaskRequest(context.WorkflowExecutionContext.Id, context.Id, id, name, Payload.GetOrDefault(context));
        await context.GetRequiredService<ITaskDispatcher>().DispatchAsync(request, context.CancellationToken);
    }

    private async ValueTask OnReportedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.WorkflowInput.TryGetValue(RuntimeNames.TaskResult, out var result) ? result : null);
        await context.CompleteActivityAsync();
    }
}
