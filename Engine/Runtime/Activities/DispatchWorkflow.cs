using System.Runtime.CompilerServices;
using Elsa.Common.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Contracts;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Starts another workflow in a transaction of its own and, if asked to, waits for its end.</summary>
[Activity("Elsa", "Composition", "Dispatches a workflow; it starts when this burst is committed.", Kind = ActivityKind.Action)]
public class DispatchWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity<object>(source, line)
{
    /// <summary>Definition id; its published version is started.</summary>
    [Input(DisplayName = "Workflow Definition", Description = "The ID of the workflow definition to dispatch.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    /// <summary>Correlation id of the child.</summary>
    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    /// <summary>Input of the child.</summary>
    [Input(Description = "The input to send to the workflow.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    /// <summary>True waits until the child has ended; the result is then its output.</summary>
    [Input(DisplayName = "Wait for Completion", Description = "True to wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    /// <summary>Kept for the designer; traces are the host's.</summary>
    [Input(Description = "True to start a new trace.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = null!;

    /// <summary>Kept for the designer; there is one channel.</summary>
    [Input(
        DisplayName = "Channel", Description = "The channel to dispatch the workflow to.", UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DispatchChannels))]
    public Input<string?> ChannelName { get; set; } = null!;

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var input = Input.GetOrDefault(context) ?? new Dictionary<string, object>();
        input[RuntimeNames.ParentInstanceId] = context.WorkflowExecutionContext.Id;
        var childId = await ChildStarter.StartAsync(context, WorkflowDefinitionId.Get(context), CorrelationId.GetOrDefault(context), input, waits);

        if (waits)
            context.CreateBookmark(new DispatchWorkflowStimulus(childId), OnChildEndedAsync, includeActivityInstanceId: false);
        else
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.WorkflowInput);
        await context.CompleteActivityAsync();
    }
}

/// <summary>Dispatches a child of the running instance.</summary>
internal static class ChildStarter
{
    /// <summary>Returns the child's id; it starts when the burst is committed.</summary>
    public static async Task<string> StartAsync(
        ActivityExecutionContext context, string definitionId, string? correlationId, IDictionary<string, object> input, bool waits)
    {
        var parentId = context.WorkflowExecutionContext.Id;
        var properties = new Dictionary<string, object> { [RuntimeNames.ParentInstanceId] = parentId };
        if (waits)
            properties[RuntimeNames.WaitForCompletion] = true;

        var childId = context.GetRequiredService<IIdentityGenerator>().GenerateId();
        await context.GetRequiredService<IWorkflowDispatcher>().DispatchAsync(
            new DispatchWorkflowDefinitionRequest(await PublishedVersionAsync(context, definitionId))
            {
                InstanceId = childId,
                ParentWorkflowInstanceId = parentId,
                CorrelationId = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
                Input = input,
                Properties = properties,
            },
            context.CancellationToken);
        return childId;
    }

    private static async Task<string> PublishedVersionAsync(ActivityExecutionContext context, string definitionId)
    {
        var handle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published);
        var definition = await context.GetRequiredService<IWorkflowDefinitionService>().FindVersionAsync(handle, context.CancellationToken);
        return definition?.Id ?? throw new WorkflowGraphNotFoundException($"Expected a published version of workflow '{definitionId}', but there is none.", handle);
    }
}
