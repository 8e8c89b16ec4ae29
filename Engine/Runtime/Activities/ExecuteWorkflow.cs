using System.Runtime.CompilerServices;
using Elsa.Common.Models;
using Elsa.Expressions.Helpers;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Runs another workflow at once, in the same transaction (D4), and, if asked to, waits for its end.</summary>
[Activity("Elsa", "Composition", "Executes a workflow in place.", Kind = ActivityKind.Task)]
public class ExecuteWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity<ExecuteWorkflowResult>(source, line)
{
    /// <summary>Definition id; its published version is run.</summary>
    [Input(DisplayName = "Workflow Definition", Description = "The ID of the workflow definition to execute.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    /// <summary>Correlation id of the child.</summary>
    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    /// <summary>Input of the child.</summary>
    [Input(Description = "The input to send to the workflow.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    /// <summary>True waits until a child that did not finish at once has ended.</summary>
    [Input(DisplayName = "Wait for Completion", Description = "True to wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var result = await RunChildAsync(context, waits);
        if (!waits || result.Status == WorkflowStatus.Finished)
        {
            context.SetResult(result);
            await context.CompleteActivityAsync();
            return;
        }

        context.CreateBookmark(new ExecuteWorkflowStimulus(result.WorkflowInstanceId), OnChildEndedAsync, includeActivityInstanceId: false);
    }

    private async Task<ExecuteWorkflowResult> RunChildAsync(ActivityExecutionContext context, bool waits)
    {
        var parentId = context.WorkflowExecutionContext.Id;
        var input = Input.GetOrDefault(context) ?? new Dictionary<string, object>();
        input[RuntimeNames.ParentInstanceId] = parentId;
        var properties = new Dictionary<string, object> { [RuntimeNames.ParentInstanceId] = parentId };
        if (waits)
            properties[RuntimeNames.WaitForCompletion] = true;

        var client = await context.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(context.CancellationToken);
        var correlationId = CorrelationId.GetOrDefault(context);
        var response = await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(WorkflowDefinitionId.Get(context), VersionOptions.Published),
                CorrelationId = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
                ParentId = parentId,
                Input = input,
                Properties = properties,
                IncludeWorkflowOutput = true,
            },
            context.CancellationToken);
        return new ExecuteWorkflowResult
        {
            WorkflowInstanceId = response.WorkflowInstanceId,
            Status = response.Status,
            SubStatus = response.SubStatus,
            Output = response.Output,
        };
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.WorkflowInput.ConvertTo<ExecuteWorkflowResult>());
        await context.CompleteActivityAsync();
    }
}
