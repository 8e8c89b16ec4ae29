using System.Runtime.CompilerServices;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Runs the activities of the cases that match.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public class Switch([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : Activity(source, line), IHasChildren, IMovesChildren
{
    private const string ScheduledActivityIdsKey = "ScheduledActivityIds";

    /// <summary>The cases, tried in order.</summary>
    [Input(UIHint = InputUIHints.SwitchEditor, Description = "The cases to evaluate.")]
    public ICollection<SwitchCase> Cases { get; set => field = value is null ? [] : [.. value.OfType<SwitchCase>()]; } = []; // stored JSON may hold a case that is null

    /// <summary>Whether the first matching case runs, or every one.</summary>
    [Input(Description = "The switch mode determines whether the first match should be scheduled, or all matches.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    /// <summary>Runs when no case matches.</summary>
    [Port]
    public IActivity? Default { get; set; }

    /// <summary>Not set, as in Elsa.</summary>
    [Output]
    public Output<object>? Output { get; set; }

    IEnumerable<IActivity?> IHasChildren.GetChildren() => Cases.Select(x => x.Activity);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchesAsync(Cases, x => x.Condition, context, context.Get(Mode));
        var activities = (matches.Count > 0 ? matches.Select(x => x.Activity) : [Default]).OfType<IActivity>().ToList();
        if (activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(ScheduledActivityIdsKey, activities.ConvertAll(activity => activity.Id));
        await context.ScheduleActivities(activities, OnActivityCompletedAsync);
    }

    ValueTask IMovesChildren.MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration)
    {
        context.SetProperty(ScheduledActivityIdsKey, OpenChildren.Of(context).ConvertAll(activity => activity.Id));
        return default;
    }

    private static async ValueTask OnActivityCompletedAsync(ActivityCompletedContext context)
    {
        var remaining = context.TargetContext.UpdateProperty<List<string>>(ScheduledActivityIdsKey, ids =>
        {
            ids!.Remove(context.ChildContext.Activity.Id);
            return ids;
        });
        if (remaining.Count == 0)
            await context.TargetContext.CompleteActivityAsync();
    }
}

/// <summary>A case of <see cref="Switch"/>.</summary>
public class SwitchCase
{
    /// <summary>For readers of JSON.</summary>
    public SwitchCase()
    {
    }

    /// <summary>A case with an expression.</summary>
    public SwitchCase(string label, Expression condition, IActivity? activity) => (Label, Condition, Activity) = (label, condition, activity);

    /// <summary>A case with a delegate.</summary>
    public SwitchCase(string label, Func<ExpressionExecutionContext, bool> condition, IActivity? activity)
        : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    /// <summary>A case with a delegate.</summary>
    public SwitchCase(string label, Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity? activity)
        : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    /// <summary>A case with a delegate.</summary>
    public SwitchCase(string label, Func<bool> condition, IActivity? activity) : this(label, Expression.DelegateExpression(condition), activity)
    {
    }

    /// <summary>Name of the case.</summary>
    public string Label { get; set; } = null!;

    /// <summary>Whether the case matches; a Boolean, null does not match.</summary>
    public Expression Condition { get; set => field = value ?? Expression.LiteralExpression(false); } = Expression.LiteralExpression(false);

    /// <summary>What the case runs.</summary>
    public IActivity? Activity { get; set; }

    internal static async Task<List<TCase>> MatchesAsync<TCase>(
        IEnumerable<TCase> cases, Func<TCase, Expression> condition, ActivityExecutionContext context, SwitchMode mode)
    {
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        var matches = new List<TCase>();
        foreach (var item in cases)
        {
            if (await evaluator.EvaluateAsync<bool?>(condition(item), context.ExpressionExecutionContext) != true)
                continue;

            matches.Add(item);
            if (mode == SwitchMode.MatchFirst)
                break;
        }

        return matches;
    }
}
