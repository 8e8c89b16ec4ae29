using System.Runtime.CompilerServices;
using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Starts one child per item, each in a transaction of its own, and, if asked to, waits for all of them.</summary>
/// <remarks>Outcomes: Completed and Done when all children have ended, else Done.</remarks>
[Activity("Elsa", "Composition", "Dispatches one workflow per item.", Kind = ActivityKind.Task)]
[FlowNode("Completed", "Canceled", "Done")]
public class BulkDispatchWorkflows([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    private const string DispatchedKey = "DispatchedInstancesCount";
    private const string CompletedKey = "CompletedInstancesCount";

    /// <summary>Definition id; its published version is started.</summary>
    [Input(DisplayName = "Workflow Definition", Description = "The ID of the workflow definition to dispatch.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    /// <summary>The items: any enumerable; dictionaries are merged into the child's input, others stand under <see cref="DefaultItemInputKey"/>.</summary>
    [Input(Description = "The data source to use for dispatching the workflows.")]
    public Input<object> Items { get; set; } = null!;

    /// <summary>Input key of an item.</summary>
    [Input(Description = "The default key to use for the item input.", DefaultValue = "Item")]
    public Input<string> DefaultItemInputKey { get; set; } = new("Item");

    /// <summary>Gives the correlation id of an item's child; evaluated per item with the item as argument.</summary>
    [Input(DisplayName = "Correlation ID Function", Description = "The function to compute the correlation ID for a given item.", AutoEvaluate = false)]
    public Input<string?>? CorrelationIdFunction { get; set; }

    /// <summary>Input of every child.</summary>
    [Input(Description = "The input to send to the workflows.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    /// <summary>True waits until all children have ended.</summary>
    [Input(DisplayName = "Wait for Completion", Description = "True to wait for the child workflows to complete before completing this activity.", DefaultValue = true)]
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    /// <summary>Kept for the designer; traces are the host's.</summary>
    [Input(Description = "True to start a new trace.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = null!;

    /// <summary>Kept for the designer; there is one channel.</summary>
    [Input(
        DisplayName = "Channel", Description = "The channel to dispatch the workflows to.", UIHint = InputUIHints.DropDown,
        UIHandler = typeof(DispatchChannels))]
    public Input<string?> ChannelName { get; set; } = null!;

    /// <summary>Runs each time a child has finished.</summary>
    [Port]
    public IActivity? ChildCompleted { get; set; }

    /// <summary>Runs each time a child has faulted.</summary>
    [Port]
    public IActivity? ChildFaulted { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var count = 0;
        foreach (var item in ItemsOf(context.Get(Items)))
        {
            await ChildStarter.StartAsync(context, WorkflowDefinitionId.Get(context), await CorrelationIdAsync(context, item), InputFor(context, item), waits);
            count++;
        }

        if (!waits || count == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
            return;
        }

        context.SetProperty(DispatchedKey, count);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new BulkDispatchWorkflowsStimulus(context.WorkflowExecutionContext.Id),
            Callback = OnChildEndedAsync,
            AutoBurn = false,
        });
    }

    private static IEnumerable<object> ItemsOf(object? items) => items switch
    {
        null => [],
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select(x => (object)x),
        string text when text.TrimStart().StartsWith('[') => JsonSerializer.Deserialize<List<JsonElement>>(text)!.Select(x => (object)x),
        string text => [text],
        IDictionary<string, object> single => [single],
        System.Collections.IEnumerable many => many.Cast<object>(),
        _ => [items],
    };

    private Dictionary<string, object> InputFor(ActivityExecutionContext context, object item)
    {
        var input = new Dictionary<string, object>(Input.GetOrDefault(context) ?? new Dictionary<string, object>());
        if (item is IDictionary<string, object> or JsonElement { ValueKind: JsonValueKind.Object })
        {
            foreach (var (key, value) in item.ConvertTo<Dictionary<string, object>>()!)
                input[key] = value;
        }
        else
        {
            input[DefaultItemInputKey.GetOrDefault(context) ?? "Item"] = item;
        }

        input[RuntimeNames.ParentInstanceId] = context.WorkflowExecutionContext.Id;
        return input;
    }

    private async Task<string?> CorrelationIdAsync(ActivityExecutionContext context, object item)
    {
        if (CorrelationIdFunction?.Expression is not { } expression)
            return null;

        var options = new ExpressionEvaluatorOptions { Arguments = { [DefaultItemInputKey.GetOrDefault(context) ?? "Item"] = item } };
        return await context.GetRequiredService<IExpressionEvaluator>().EvaluateAsync<string>(expression, context.ExpressionExecutionContext, options);
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        var input = context.WorkflowInput;
        var port = $"{input["WorkflowSubStatus"]}" == nameof(WorkflowSubStatus.Faulted) ? ChildFaulted : ChildCompleted;
        if (port is null)
        {
            await CountAsync(context);
            return;
        }

        await context.ScheduleActivityAsync(port, new ScheduleWorkOptions
        {
            CompletionCallback = OnPortCompletedAsync,
            Input = input,
            Variables = [new Variable<string>("ChildInstanceId", $"{input["WorkflowInstanceId"]}")],
        });
    }

    private ValueTask OnPortCompletedAsync(ActivityCompletedContext context) => CountAsync(context.TargetContext);

    private static async ValueTask CountAsync(ActivityExecutionContext context)
    {
        var completed = context.UpdateProperty<int>(CompletedKey, x => x + 1);
        if (completed >= context.GetProperty<int>(DispatchedKey))
            await context.CompleteActivityWithOutcomesAsync("Completed", "Done");
    }
}
