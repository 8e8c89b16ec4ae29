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

    /// <summary>Visits everything that leaves the activity, and what leaves the activities that are passed over for it. True when something was scheduled.</summary>
    /// <exception cref="InvalidOperationException">The activity cannot be reached from the start, or a backward connection is not valid.</exception>
    public async ValueTask<bool> PropagateAsync(IActivity activity, Outcomes outcomes, bool byBackwardConnection = false)
    {
        flowchart.Taint();
        var scheduledAny = false;
        var ways = new Stack<Departure>(); // a branch that is passed over may be longer than a thread's stack is deep
        ways.Push(Leave(activity, outcomes, byBackwardConnection));
        while (ways.TryPeek(out var way))
        {
            if (way.Next() is not { } arrow)
            {
                ways.Pop();
                continue;
            }

            var followed = way.Outcomes.Include(arrow.Port);
            _scope.Visit(arrow, followed);
            if (!arrow.IsForward)
            {
                scheduledAny |= followed && await GoBackAsync(arrow);
                continue;
            }

            switch (await ArriveAsync(arrow))
            {
                case MergeDecision.Run:
                    scheduledAny = true;
                    break;
                case MergeDecision.Skip:
                    ways.Push(Leave(arrow.Target, Outcomes.Empty, byBackwardConnection: false));
                    break;
            }
        }

        return scheduledAny;
    }

    private Departure Leave(IActivity activity, Outcomes outcomes, bool byBackwardConnection)
    {
        if (graph.IsDangling(activity))
        {
            throw new InvalidOperationException(
                $"Activity {activity.Id} is not reachable from the flowchart graph. Unable to schedule it's outbound activities.");
        }

        if (!byBackwardConnection)
            _scope.Visit(activity);
        return new Departure(graph.Outbound(activity), outcomes);
    }

    private async ValueTask<MergeDecision> ArriveAsync(FlowArrow arrow)
    {
        var target = arrow.Target;
        var mode = await JoinModeAsync(flowchart, target);
        var isUnderWay = mode == FlowJoinMode.WaitAny && IsUnderWay(target);
        var decision = MergeRules.Decide(mode, target, arrow, graph.ForwardInbound(target), _scope, isUnderWay);
        if (decision == MergeDecision.Run)
        {
            await flowchart.ScheduleActivityAsync(target, onChildCompleted);
            if (mode == FlowJoinMode.WaitAny)
                await CancelAncestorsAsync(flowchart, graph, target);
        }

        return decision;
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

    /// <summary>The arrows that leave an activity, one after the other.</summary>
    private sealed class Departure(FlowArrow[] arrows, Outcomes outcomes)
    {
        private int _next;

        public Outcomes Outcomes { get; } = outcomes;

        public FlowArrow? Next() => _next < arrows.Length ? arrows[_next++] : null;
    }
}
