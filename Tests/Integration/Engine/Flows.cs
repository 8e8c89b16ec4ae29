using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Runtime.Activities;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>Small workflows for tests.</summary>
internal static class Flows
{
    /// <summary>One after another; the sequence has the id <c>root</c>.</summary>
    public static Sequence Of(params IActivity[] activities)
    {
        var flow = new Sequence { Id = "root" };
        foreach (var activity in activities)
            flow.Activities.Add(activity);
        return flow;
    }

    public static LeaveNote Note(string text, string id) => new() { Id = id, Text = new(text) };

    public static Ask Asks(string question, string id) => new() { Id = id, Question = new(question) };

    public static Event Waits(string eventName, string id, bool starts = false) => new(eventName) { Id = id, CanStartWorkflow = starts };
}
