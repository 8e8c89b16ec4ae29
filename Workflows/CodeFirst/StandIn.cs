using Elsa.ITR.Activities.Tasks;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst;

/// <summary>Stands where a flow of its own will be (rulings, last table).</summary>
internal static class StandIn
{
    public static HumanTask Of(
        string flowId, string role, string[] outcomes, string titleZh, string titleEn, string[]? keep = null, bool blocking = false, string[]? clocks = null) => new()
        {
            TaskType = new("subflow-manual"),
            Role = new(role),
            Outcomes = new(outcomes),
            TitleZh = new(titleZh),
            TitleEn = new(titleEn),
            Prefill = Js<IDictionary<string, object>?>($"({{ flowId: '{flowId}' }})"),
            Keep = new(keep ?? []),
            Blocking = new(blocking),
            Clocks = new(clocks ?? []),
        };
}
