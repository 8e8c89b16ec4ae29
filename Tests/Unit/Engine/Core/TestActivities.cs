using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Completes at once.</summary>
public sealed class Step : CodeActivity;

/// <summary>Completes with the outcomes of its rounds, the last one over and over.</summary>
public sealed class Choose : Activity
{
    public string[] Rounds { get; set; } = [];

    private int _round;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(Rounds[Math.Min(_round++, Rounds.Length - 1)].Split('+'));
}

/// <summary>Waits for its own id.</summary>
public sealed class Wait : Activity<object>
{
    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(new WaitStimulus(context.Activity.Id), OnResumeAsync, includeActivityInstanceId: false);

    private async ValueTask OnResumeAsync(ActivityExecutionContext context)
    {
        context.TryGetWorkflowInput<object>("Answer", out var answer);
        context.Set(Result, answer);
        await context.CompleteActivityAsync();
    }
}

public sealed record WaitStimulus(string Key);

/// <summary>Throws as long as the switch of the test is on.</summary>
public sealed class Boom : CodeActivity
{
    public Func<bool> Fails { get; set; } = () => true;

    protected override void Execute(ActivityExecutionContext context)
    {
        if (Fails())
            throw new InvalidOperationException("boom");
    }
}

/// <summary>Waits; its callback throws as long as the switch of the test is on and then completes with the answer as outcome.</summary>
public sealed class WaitThenBoom : Activity
{
    public Func<bool> Fails { get; set; } = () => true;

    protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(new WaitStimulus(context.Activity.Id), OnResumeAsync);

    private async ValueTask OnResumeAsync(ActivityExecutionContext context)
    {
        if (Fails())
            throw new InvalidOperationException("boom");
        await context.CompleteActivityAsync(new Outcomes(context.GetWorkflowInput<string>("Answer")));
    }
}

/// <summary>Never completes and makes no bookmark.</summary>
public sealed class Forgetful : Activity;

/// <summary>Runs its body twice; its callback throws as long as the switch of the test is on.</summary>
public sealed class Twice : Activity
{
    [Elsa.Workflows.Attributes.Port]
    public IActivity? Body { get; set; }

    public Func<bool> Fails { get; set; } = () => false;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);

    private async ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
    {
        if (Fails())
            throw new InvalidOperationException("boom");
        if (context.TargetContext.UpdateProperty<int>("n", n => n + 1) == 2)
            await context.CompleteActivityAsync();
        else
            await context.TargetContext.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }
}
