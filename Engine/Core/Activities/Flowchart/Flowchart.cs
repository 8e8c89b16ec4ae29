using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Activities.Flowchart.Options;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Options;
using Elsa.Workflows.Signals;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Activities and arrows: what runs next follows from the outcome of what has completed.</summary>
[Activity("Elsa", "Flow", "A flowchart is a collection of activities and connections between them."), Browsable(false)]
public class Flowchart : Container, IMovesChildren
{
    /// <summary>Property of the run that chooses the mode; a <see cref="FlowchartExecutionMode"/>, its name or number.</summary>
    public const string ExecutionModePropertyKey = "Flowchart:ExecutionMode";

    private const string StartActivityKey = "StartActivityId";

    /// <inheritdoc/>
    public Flowchart([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
        OnSignalReceived<CancelSignal>(OnActivityCanceledAsync);
        OnSignalReceived<ScheduleChildActivity>(OnScheduleChildActivityAsync);
    }

    /// <summary>Mode of hosts whose <see cref="FlowchartOptions"/> say <see cref="FlowchartExecutionMode.Default"/>: true means tokens.</summary>
    public static bool UseTokenFlow { get; set; }

    /// <summary>Where it starts. Not stored: a stored flowchart starts at its <c>Start</c> activity.</summary>
    [Port, Browsable(false)]
    public IActivity? Start { get; set; }

    /// <summary>The arrows; their order is the order of execution.</summary>
    public ICollection<Connection> Connections { get; set; } = [];

    /// <inheritdoc/>
    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (ChooseStart(context.WorkflowExecutionContext.TriggerActivityId) is not { } start)
        {
            await context.CompleteActivityAsync();
            return;
        }

        // Kept, so that arrows lead the same way after a resume, when the trigger is no longer known.
        context.SetProperty(StartActivityKey, start.Id);
        await context.ScheduleActivityAsync(start, OnChildCompletedAsync);
    }

    internal static FlowGraph GraphOf(ActivityExecutionContext context)
    {
        var flowchart = (Flowchart)context.Activity;
        var startId = context.GetProperty<string>(StartActivityKey);
        var start = flowchart.Activities.FirstOrDefault(activity => activity.Id == startId) ?? flowchart.ChooseStart(context.WorkflowExecutionContext.TriggerActivityId)!;
        return (FlowGraph)context.ActivityNode.Compiled.GetOrAdd(start, _ => new FlowGraph(flowchart.Connections, start));
    }

    internal static bool UsesTokens(ActivityExecutionContext context)
    {
        var mode = FlowchartExecutionMode.Default;
        if (context.WorkflowExecutionContext.Properties.TryGetValue(ExecutionModePropertyKey, out var value))
        {
            var text = value is FlowchartExecutionMode set ? set.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture);
            if (!Enum.TryParse(text, ignoreCase: true, out mode) || !Enum.IsDefined(mode))
                mode = FlowchartExecutionMode.Default;
        }

        if (mode == FlowchartExecutionMode.Default)
            mode = context.GetService<IOptions<FlowchartOptions>>()?.Value.DefaultExecutionMode ?? FlowchartExecutionMode.CounterBased;
        return mode == FlowchartExecutionMode.Default ? UseTokenFlow : mode == FlowchartExecutionMode.TokenBased;
    }

    private IActivity? ChooseStart(string? triggerId)
    {
        var targets = Connections.Select(connection => connection.Target.Activity).ToHashSet();
        return (triggerId == null ? null : Activities.FirstOrDefault(activity => activity.Id == triggerId))
            ?? Start
            ?? Activities.FirstOrDefault(activity => activity is Start)
            ?? Activities.FirstOrDefault(activity => activity.GetCanStartWorkflow())
            ?? Activities.FirstOrDefault(activity => !targets.Contains(activity))
            ?? Activities.FirstOrDefault();
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var flowchart = context.TargetContext;
        if (UsesTokens(flowchart))
        {
            await OnChildCompletedTokenBasedLogicAsync(context);
            return;
        }

        var child = context.ChildContext;
        if (child.Status != ActivityStatus.Completed || flowchart.Status != ActivityStatus.Running)
            return;

        if (child.Activity is ITerminalNode)
        {
            await flowchart.CompleteActivityAsync();
            return;
        }

        var scheduledAny = await new FlowCounters(flowchart, GraphOf(flowchart), OnChildCompletedAsync).PropagateAsync(
            child.Activity, context.Result as Outcomes ?? Outcomes.Default, FlowCounters.WasRunByBackwardConnection(child));
        if (!scheduledAny)
            await CompleteIfNoPendingWorkAsync(flowchart);
    }

    private async ValueTask OnChildCompletedTokenBasedLogicAsync(ActivityCompletedContext context)
    {
        var flowchart = context.TargetContext;
        var child = context.ChildContext.Activity;
        var tokens = new FlowTokens(flowchart, GraphOf(flowchart), OnChildCompletedTokenBasedLogicAsync);
        if (child is ITerminalNode)
        {
            tokens.Clear();
            await flowchart.CompleteActivityAsync();
            return;
        }

        await tokens.PropagateAsync(child, context.Result as Outcomes ?? Outcomes.Default);
        if (!tokens.HasPending && !HasPendingWork(flowchart))
        {
            tokens.Clear();
            await flowchart.CompleteActivityAsync();
        }

        tokens.Sweep(child);
    }

    /// <summary>Only a direct child concerns the flowchart: what was cancelled deeper is the business of the container around it.</summary>
    private async ValueTask OnActivityCanceledAsync(CancelSignal signal, SignalContext context)
    {
        var flowchart = context.ReceiverActivityExecutionContext;
        var child = context.SenderActivityExecutionContext;
        if (child.ParentActivityExecutionContext != flowchart || flowchart.Status != ActivityStatus.Running)
            return;

        if (UsesTokens(flowchart))
        {
            new FlowTokens(flowchart, GraphOf(flowchart), OnChildCompletedTokenBasedLogicAsync).Forget(child.Activity);
            await CompleteIfNoPendingWorkAsync(flowchart);
            return;
        }

        await CompleteIfNoPendingWorkAsync(flowchart);
        if (flowchart.Status == ActivityStatus.Running && !flowchart.IsCompleting)
            await new FlowCounters(flowchart, GraphOf(flowchart), OnChildCompletedAsync).PropagateAsync(child.Activity, Outcomes.Empty);
    }

    private async ValueTask OnScheduleChildActivityAsync(ScheduleChildActivity signal, SignalContext context)
    {
        var flowchart = context.ReceiverActivityExecutionContext;
        if (context.IsSelf && signal.ActivityExecutionContext == flowchart)
            return;

        await flowchart.ScheduleActivityAsync(signal.Activity, new ScheduleWorkOptions(
            OnChildCompletedAsync, existingActivityExecutionContext: signal.ActivityExecutionContext, input: signal.Input));
        context.StopPropagation();
    }

    async ValueTask IMovesChildren.MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration)
    {
        if (Activities.Count == 0)
            return;

        // A run that started where its version starts is seen from where the new one starts; one that a trigger started, from that trigger.
        var before = (Flowchart)migration.OldNodeOf(context).Activity;
        var startedAt = context.GetProperty<string>(StartActivityKey);
        context.SetProperty(
            StartActivityKey, startedAt == null || startedAt == before.ChooseStart(null)?.Id ? ChooseStart(null)!.Id : migration.NewIdOf(startedAt));
        var move = new FlowMigration(context, GraphOf(context), migration);
        if (UsesTokens(context))
            await move.MoveTokensAsync(context.GetProperty(FlowTokens.TokensKey, () => new List<FlowToken>()));
        else
            await move.MoveCountersAsync(context.GetProperty(FlowCounters.ScopeKey, () => new FlowScope()), before.Connections);
    }

    private static ValueTask CompleteIfNoPendingWorkAsync(ActivityExecutionContext flowchart) =>
        HasPendingWork(flowchart) ? default : flowchart.CompleteActivityAsync();

    private static bool HasPendingWork(ActivityExecutionContext flowchart)
    {
        foreach (var child in flowchart.Children)
        {
            if (child.Status is ActivityStatus.Running or ActivityStatus.Faulted)
                return true;
        }

        return flowchart.WorkflowExecutionContext.Scheduler.Any(item => IsWithin(item.Owner, flowchart));
    }

    private static bool IsWithin(ActivityExecutionContext? context, ActivityExecutionContext container)
    {
        while (context != null && context != container)
            context = context.ParentActivityExecutionContext;
        return context != null;
    }
}
