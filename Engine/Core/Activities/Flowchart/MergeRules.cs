using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.Workflows.Activities.Flowchart;

/// <summary>What is to happen with an activity when one of its connections was visited.</summary>
internal enum MergeDecision
{
    /// <summary>Others are still to come, or it is none of our business.</summary>
    Wait,

    /// <summary>It runs.</summary>
    Run,

    /// <summary>It is passed over, and what follows it learns so.</summary>
    Skip,
}

/// <summary>When a join may go on (counters). Every activity is a join: one that is no <c>FlowJoin</c> waits for all active branches.</summary>
internal static class MergeRules
{
    public static MergeDecision Decide(FlowJoinMode mode, IActivity target, FlowArrow arrived, FlowArrow[] inbound, FlowScope scope, bool isUnderWay)
    {
        var visits = scope.VisitsOf(target);
        var (min, max) = (long.MaxValue, 0L);
        foreach (var arrow in inbound)
        {
            var count = scope.VisitsOf(arrow);
            min = Math.Min(min, count);
            max = Math.Max(max, count);
        }

        var allVisited = min > visits;
        var anyFollowed = max > visits && inbound.Any(arrow => scope.VisitsOf(arrow) == max && scope.LastFollowed(arrow));
        switch (mode)
        {
            case FlowJoinMode.WaitAny:
                if (scope.VisitsOf(arrived) <= visits || isUnderWay)
                    return MergeDecision.Wait;
                return anyFollowed ? MergeDecision.Run : allVisited ? MergeDecision.Skip : MergeDecision.Wait;

            case FlowJoinMode.WaitAll:
                if (!allVisited)
                    return MergeDecision.Wait;
                return inbound.All(arrow => scope.VisitsOf(arrow) == max && scope.LastFollowed(arrow)) ? MergeDecision.Run : MergeDecision.Skip;

            default:
                if (!allVisited)
                    return MergeDecision.Wait;
                return anyFollowed ? MergeDecision.Run : MergeDecision.Skip;
        }
    }
}
