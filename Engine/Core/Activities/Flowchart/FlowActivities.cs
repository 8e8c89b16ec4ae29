using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Activities.Flowchart.Contracts;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Goes one of two ways.</summary>
/// <remarks>Outcomes: True, False.</remarks>
[FlowNode("True", "False")]
[Activity("Elsa", "Branching", "Evaluate a Boolean condition to determine which path to execute next.", DisplayName = "Decision")]
public class FlowDecision : Activity
{
    /// <inheritdoc/>
    public FlowDecision([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>With a condition computed by a delegate.</summary>
    public FlowDecision(
        Func<ExpressionExecutionContext, bool> condition, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => Condition = new(condition);

    /// <summary>With a condition computed by a delegate.</summary>
    public FlowDecision(
        Func<ExpressionExecutionContext, ValueTask<bool>> condition, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => Condition = new(condition);

    /// <summary>Chooses the outcome.</summary>
    [Input(UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(false);

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(context.Get(Condition) ? "True" : "False");
}

/// <summary>Goes the ways of the cases that match.</summary>
/// <remarks>Outcomes: the labels of the cases, Default.</remarks>
[FlowNode("Default")]
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.", DisplayName = "Switch (flow)")]
public class FlowSwitch([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line)
{
    /// <summary>The cases, tried in order.</summary>
    [Input(UIHint = InputUIHints.FlowSwitchEditor)]
    public ICollection<FlowSwitchCase> Cases { get; set => field = value is null ? [] : [.. value.OfType<FlowSwitchCase>()]; } = []; // as Switch.Cases

    /// <summary>Whether the first matching case is an outcome, or every one.</summary>
    [Input(Description = "The switch mode determines whether the first match should be scheduled, or all matches.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchesAsync(Cases, x => x.Condition, context, context.Get(Mode));
        await context.CompleteActivityWithOutcomesAsync(matches.Count > 0 ? [.. matches.Select(x => x.Label)] : ["Default"]);
    }
}

/// <summary>Goes several ways at once.</summary>
/// <remarks>Outcomes: the names in <see cref="Branches"/>, or Done.</remarks>
[Activity("Elsa", "Branching", "Branch execution into multiple branches.", DisplayName = "Fork (flow)")]
public class FlowFork([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line)
{
    /// <summary>Names of the outcomes.</summary>
    [Input(UIHint = InputUIHints.DynamicOutcomes, Description = "A list of expected branches.")]
    public Input<ICollection<string>> Branches { get; set; } = null!;

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync([.. context.Get(Branches) ?? ["Done"]]);
}

/// <summary>Joins branches.</summary>
[Activity("Elsa", "Branching", "Merge multiple branches into a single branch of execution.", DisplayName = "Join")]
public class FlowJoin([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line), IJoinNode
{
    /// <summary>What it waits for.</summary>
    [Input(Description = "The join mode determines whether this activity should continue as soon as one inbound path comes in (Wait Any), "
        + "or once all inbound paths have executed (Wait All).", DefaultValue = FlowJoinMode.WaitAny, UIHint = InputUIHints.DropDown)]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It is not in a flowchart.</exception>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.ParentActivityExecutionContext is not { Activity: Flowchart } flowchart)
            throw new InvalidOperationException($"Expected join '{context.Activity.Id}' to be in a flowchart, but its parent is none. Move it.");

        if (!Flowchart.UsesTokens(flowchart))
            await FlowCounters.CancelAncestorsAsync(flowchart, Flowchart.GraphOf(flowchart), this);
        await context.CompleteActivityAsync();
    }
}

/// <summary>Runs one activity inside a flowchart.</summary>
[Activity("Elsa", "Flow", "Wraps an activity.", DisplayName = "Container")]
public class FlowNode([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line)
{
    /// <summary>What runs.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
