using Elsa.ITR.Web.Localization;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Names of the steps of a version in the language of the request; shipped flows carry the Chinese one as display text.</summary>
public sealed class FlowStepNames(WorkflowGraph graph)
{
    /// <returns>The step's name; its id where nobody named it.</returns>
    public string Of(string stepId) => graph.FindByActivityId(stepId) is { } node ? Of(node.Activity) : stepId;

    private static string Of(IActivity activity)
    {
        var zh = activity.Metadata.TryGetValue("displayText", out var text) ? text?.ToString() : null;
        return (Languages.IsChinese ? zh ?? activity.Name : activity.Name ?? zh) ?? activity.Id;
    }
}
