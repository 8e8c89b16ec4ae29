using Elsa.Workflows.Runtime.Entities;

namespace Elsa.ITR.Designer.StudioApi.Journal;

/// <summary>What stands around an activity instance, outermost first.</summary>
internal static class CallStack
{
    /// <summary>Of each node around it, the execution that was begun last before it.</summary>
    public static IReadOnlyList<ActivityExecutionRecord> Of(ActivityExecutionRecord record, IReadOnlyList<ActivityExecutionRecord> all)
    {
        var chain = new List<ActivityExecutionRecord> { record };
        for (var nodeId = Parent(record.ActivityNodeId); nodeId is not null; nodeId = Parent(nodeId))
        {
            if (all.LastOrDefault(x => x.ActivityNodeId == nodeId && x.StartSequence <= record.StartSequence) is { } around)
                chain.Insert(0, around);
        }

        return chain;
    }

    private static string? Parent(string nodeId) => nodeId.LastIndexOf(':') is > 0 and var end ? nodeId[..end] : null;
}
