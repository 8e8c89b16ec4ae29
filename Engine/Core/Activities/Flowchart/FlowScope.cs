namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>How often the activities and connections of one flowchart were visited. Stored with the flowchart's context.</summary>
public class FlowScope
{
    /// <summary>Visits by activity id; a skipped activity counts as visited.</summary>
    public IDictionary<string, long> ActivitiesVisitCount { get; set; } = new Dictionary<string, long>();

    /// <summary>Visits by connection key, followed or not.</summary>
    public IDictionary<string, long> ConnectionVisitCount { get; set; } = new Dictionary<string, long>();

    /// <summary>Whether the last visit followed the connection.</summary>
    public IDictionary<string, bool> ConnectionLastVisitFollowed { get; set; } = new Dictionary<string, bool>();

    internal void Visit(IActivity activity) => ActivitiesVisitCount[activity.Id] = VisitsOf(activity) + 1;

    internal void Visit(FlowArrow arrow, bool followed)
    {
        ConnectionVisitCount[arrow.Key] = VisitsOf(arrow) + 1;
        ConnectionLastVisitFollowed[arrow.Key] = followed;
    }

    internal long VisitsOf(IActivity activity) => ActivitiesVisitCount.TryGetValue(activity.Id, out var count) ? count : 0;

    internal long VisitsOf(FlowArrow arrow) => ConnectionVisitCount.TryGetValue(arrow.Key, out var count) ? count : 0;

    internal bool LastFollowed(FlowArrow arrow) => ConnectionLastVisitFollowed.TryGetValue(arrow.Key, out var followed) && followed;
}
