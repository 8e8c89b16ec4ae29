using System.Text.Json.Nodes;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Shared.Edits;

/// <summary>What process owners do to a flow, each with the differences it makes and what the checks have to say about it.</summary>
public static partial class SeededEdits
{
    private const string Pause = FlowIds.ClockPause;
    private const string Fault = FlowIds.FaultLevel1;

    private const string Stored = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    /// <summary>A task whose form has exactly the outcomes used here.</summary>
    private const string SecondApproval = """
        { "type": "Elsa.ITR.ApprovalTask", "id": "second-approval", "name": "Second opinion",
          "role": { "typeName": "String", "expression": { "type": "Literal", "value": "ContractManager" } },
          "decisions": { "typeName": "List<String>", "expression": { "type": "Literal", "value": ["Approve", "Reject"] } },
          "taskType": { "typeName": "String", "expression": { "type": "Literal", "value": "clock-pause-approve" } },
          "metadata": { "displayText": "复核", "designer": { "position": { "x": 1000, "y": 260 } } } }
        """;

    /// <param name="Does">In the words of a process owner.</param>
    /// <param name="Diff">Lines of the diff, in any order.</param>
    /// <param name="Findings">Codes of what the checks find, each once.</param>
    public sealed record Edit(string Does, string Flow, Action<FlowEdit> Make, string[] Diff, string[] Findings);

    public static IReadOnlyList<Edit> All => [.. Looks, .. Texts, .. Inputs, .. Members, .. Arrows, .. Steps, .. Hubs];

    private static readonly Edit[] Looks =
    [
        new("nothing", Pause, _ => { }, [], []),
        new("move a step", Pause, x => x.Step("approve")["metadata"]!["designer"]!["position"]!["x"] = 500, [], []),
        new("bend an arrow", Pause, x => x.Arrows("start", "Done").Single()["vertices"] = new JsonArray(new JsonObject { ["x"] = 200, ["y"] = 90 }), [], []),
        new("bring steps into another order", Pause, x => Turn(x.Activities), [], []),
        new("bring arrows into another order", Pause, x => Turn(x.Connections), [], []),
        new("name a target port", Pause, x => x.Arrows("start", "Done").Single()["target"]!["port"] = "In", [], []),
        new("save a flow as the designer does", Fault, x => x.ListsAsTheDesignerSavesThem(), [], []),
        new("save approvals as the designer does", Pause, x => x.ListsAsTheDesignerSavesThem(), [], []),
        new("save it with another tool", Pause, x => x.Definition["toolVersion"] = "3.8.2.0", [], []),
    ];

    private static readonly Edit[] Texts =
    [
        new("rename the flow", Pause, x => x.Definition["name"] = "Pause a clock", ["~ definition name: Clock pause → Pause a clock"], []),
        new("describe the flow", Pause, x => x.Definition["description"] = "暂停时钟", ["~ definition description: 暂停计时 → 暂停时钟"], []),
        new("rename a step", Pause, x => x.Step("approve")["name"] = "Decide", ["~ approve.name: Decide on the pause → Decide"], []),
        new("rename a step in Chinese", Pause, x => x.Step("approve")["metadata"]!["displayText"] = "批准暂停", ["~ approve.displayText: 时钟暂停审批 → 批准暂停"], []),
        new("explain a step", Pause, x => x.Step("lapse")["metadata"]!["description"] = "Nobody answered", ["~ lapse.description: Nobody answered"], []),
    ];

    private static readonly Edit[] Inputs =
    [
        new("give a task to a fixed role", Pause, x => x.Literal("approve", "role", "DutyManager"), ["~ approve.role: Variable approverRole → DutyManager"], []),
        new("misspell a role", Pause, x => x.Literal("approve", "role", "DutyManger"), ["~ approve.role: Variable approverRole → DutyManger"], ["task.unknown-role"]),
        new("forget the role", Pause, x => x.Without("approve", "role"), ["~ approve.role: Variable approverRole →"], ["input.required", "task.no-role"]),
        new("take a decision away", Pause, x => x.Literal("approve", "decisions", new JsonArray("Approve")), ["~ approve.decisions: Approve, Reject → Approve"], ["outcome.unknown"]),
        new("offer a decision without a way on", Pause, x => x.Literal("approve", "decisions", new JsonArray("Approve", "Reject", "Return")),
            ["~ approve.decisions: Approve, Reject →"], ["outcome.unconnected", "task.outcome-not-in-form"]),
        new("take another form", Pause, x => x.Literal("approve", "taskType", "pause-approve"), ["~ approve.taskType: clock-pause-approve → pause-approve"], ["task.no-form"]),
        new("let a task wait for ever", Pause, x => x.Without("approve", "within"), ["~ approve.within: TMR-PAUSE-VOID →"], ["outcome.unknown"]),
        new("take another timer", Pause, x => x.Literal("approve", "within", "TMR-CONSENT-ACCEPT"), ["~ approve.within: TMR-PAUSE-VOID → TMR-CONSENT-ACCEPT"], []),
        new("count from now", Pause, x => x.Without("approve", "withinFrom"), ["~ approve.withinFrom: JavaScript getInput('from') || '' →"], []),
        new("fill in less", Pause, x => x.Script("approve", "prefill", "({ from: getInput('from') })"),
            ["~ approve.prefill: JavaScript ({ reason: getInput('reason') || '', from: getInput('from') || '', expectedResume: getInput('expectedResume') || '' }) → JavaScript ({ from: getInput('from') })"], []),
        new("mistype a script", Pause, x => x.Script("read-pause", "value", "getInput('pauseId'"), ["~ read-pause.value: JavaScript getInput('pauseId') → JavaScript getInput('pauseId'"], ["expression.syntax"]),
        new("write a script where a text was", Pause, x => x.Script("pause", "decision", "'Approve'"), ["~ pause.decision: Approve → JavaScript 'Approve'"], []),
        new("read another input", Pause, x => x.Script("read-pause", "value", "getInput('pause')"), ["~ read-pause.value: JavaScript getInput('pauseId') → JavaScript getInput('pause')"], ["input.unknown"]),
        new("set another variable", Pause, x => x.With("read-approver", "variable", JsonNode.Parse("""{ "id": "pauseIdVariable", "name": "pauseId", "typeName": "String" }""")),
            ["~ read-approver.variable: Variable approverRole → Variable pauseId"], []),
        new("wait for another event", Pause, x => x.Literal("wait-resumed", "eventName", "Clock.Stopped"), ["~ wait-resumed.eventName: Clock.Resumed → Clock.Stopped"], []),
        new("limit a wait", Pause, x => x.Literal("wait-resumed", "within", "TMR-PAUSE-VOID"), ["~ wait-resumed.within: TMR-PAUSE-VOID"], ["outcome.unconnected"]),
        new("keep a field nobody stores", Fault, x => x.Literal("assign", "keep", new JsonArray("engineerId", "shift")), ["~ assign.keep: engineerId → engineerId, shift"], ["task.no-field", "task.no-variable"]),
        new("bind a task to another clock", Fault, x => x.Literal("accept", "clocks", new JsonArray("GD-L1-RESPONSE")), ["~ accept.clocks: OLA-ACCEPT → GD-L1-RESPONSE"], []),
        new("tell more people", Fault, x => x.Literal("notify-accepted", "recipients", new JsonArray("Reporter", "InstituteApprover", "DutyManager")),
            ["~ notify-accepted.recipients: Reporter, InstituteApprover → Reporter, InstituteApprover, DutyManager"], []),
        new("send another message", Fault, x => x.Literal("notify-accepted", "template", "CASE_CLOSED"), ["~ notify-accepted.template: CASE_ACCEPTED → CASE_CLOSED"], []),
        new("wait longer for consent", Fault, x => x.Literal("consent-time", "timer", "TMR-PAUSE-VOID"), ["~ consent-time.timer: TMR-CONSENT-ACCEPT → TMR-PAUSE-VOID"], []),
        new("write a number of the contract into a flow", Fault, x => x.Script("is-corrected", "condition", "variables.acceptedAt > 24"),
            ["~ is-corrected.condition: JavaScript variables.acceptedAt != variables.acceptedAtProposed → JavaScript variables.acceptedAt > 24"], ["flow.number"]),
        new("let a step start the flow", Pause, x => x.With("wait-resumed", "customProperties", new JsonObject { ["canStartWorkflow"] = true }), ["~ wait-resumed.customProperties.canStartWorkflow: true"], []),
        new("take a newer activity", Pause, x => x.With("pause", "version", 2), ["~ pause.version: 2"], []),
    ];

    private static void Turn(JsonArray items)
    {
        var turned = items.Reverse().ToList();
        items.Clear();
        foreach (var item in turned)
            items.Add(item);
    }

    private static JsonObject Find(JsonArray items, string name) => items.Select(x => x!.AsObject()).Single(x => (string?)x["name"] == name);
}
