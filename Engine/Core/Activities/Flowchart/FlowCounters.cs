using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Options;

namespace Elsa.Workflows.Activities.Flowchart;

/// <summary>Decides what runs next by counting visits. A branch that is not taken is visited too, so joins know not to wait for it.</summary>
internal sealed class FlowCounters(ActivityExecutionContext flowchart, FlowGraph graph, ActivityCompletionCallback onChildCompleted)
{
    internal const string ScopeKey = "FlowScope";
    private const string BackwardInputKey = "BackwardConnection";
    private readonly FlowScope _scope = flowchart.GetProperty(ScopeKey, () => new FlowScope());

    public static bool WasRunByBackwardConnection(ActivityExecutionContext child) =>
        child.ActivityInput.TryGetValue(BackwardInputKey, out var value) && value is true;

    /// <summary>Visits everything that leaves the activity. True when something was scheduled.</summary>
    /// <exception cref="InvalidOperationException">The activity cannot be reached from the start, or a backward connection is not valid.</exception>
    public async ValueTask<bool> PropagateAsync(IActivity activity, Outcomes outcomes, bool byBackwardConnection = false)
    {
        if (graph.IsDangling(activity))
        {
            throw new InvalidOperationException(
                $"Activity {activity.Id} is not reachable from the flowchart graph. Unable to schedule it's outbound activities.");
        }

        flowchart.Taint();
        if (!byBackwardConnection)
            _scope.Visit(activity);

        var scheduledAny = false;
        foreach (var arrow in graph.Outbound(activity))
        {
            var followed = outcomes.Include(arrow.Port);
            _scope.Visit(arrow, followed);
            scheduledAny |= arrow.IsForward ? await ArriveAsync(arrow) : followed && await GoBackAsync(arrow);
        }

        return scheduledAny;
    }

    private async ValueTask<bool> ArriveAsync(FlowArrow arrow)
    {
        var target = arrow.Target;
        var mode = await JoinModeAsync(flowchart, target);
        var isUnderWay = mode == FlowJoinMode.WaitAny && IsUnderWay(target);
        switch (MergeRules.Decide(mode, target, arrow, graph.ForwardInbound(target), _scope, isUnderWay))
        {
            case MergeDecision.Run:
                await flowchart.ScheduleActivityAsync(target, onChildCompleted);
                if (mode == FlowJoinMode.WaitAny)
                    await CancelAncestorsAsync(flowchart, graph, target);
                return true;
            case MergeDecision.Skip:
                return await PropagateAsync(target, Outcomes.Empty);
            default:
                return false;
        }
    }

    /// <summary>Queued, or running right now: a join that cancels its ancestors learns of their cancellation while it runs.</summary>
    private bool IsUnderWay(IActivity target) =>
        flowchart.WorkflowExecutionContext.Scheduler.Any(item => item.Owner == flowchart && item.Activity == target)
        || flowchart.Children.Any(child => child.Activity == target && child.Status == ActivityStatus.Running);

    private async ValueTask<bool> GoBackAsync(FlowArrow arrow)
    {
        if (!graph.IsValidBackward(arrow))
        {
            throw new InvalidOperationException(
                $"Invalid backward connection: Every path from the source ('{arrow.Source.Id}') must go through the target ('{arrow.Target.Id}') "
                + "when tracing back to the start.");
        }

        var input = new Dictionary<string, object> { [BackwardInputKey] = true };
        await flowchart.ScheduleActivityAsync(arrow.Target, new ScheduleWorkOptions(onChildCompleted, input: input));
        return true;
    }

    public static async ValueTask<FlowJoinMode> JoinModeAsync(ActivityExecutionContext flowchart, IActivity target) => target is FlowJoin join
        ? await InputEvaluation.EvaluateAsync(flowchart.ExpressionExecutionContext, join.Mode) is FlowJoinMode mode ? mode : FlowJoinMode.WaitAny
        : FlowJoinMode.WaitAllActive;

    /// <summary>Cancels what still runs on the ways to a join that no longer waits.</summary>
    public static async ValueTask CancelAncestorsAsync(ActivityExecutionContext flowchart, FlowGraph graph, IActivity join)
    {
        var ancestors = graph.AncestorsOf(join);
        foreach (var child in flowchart.Children.Where(child => ancestors.Contains(child.Activity)).ToList())
            await child.CancelActivityAsync();
    }
}
