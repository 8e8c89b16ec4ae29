using System.Text.Json.Nodes;

namespace Elsa.ITR.Tests.Shared.Edits;

public static partial class SeededEdits
{
    private static readonly Edit[] Members =
    [
        new("rename a variable", Pause, x => Find(x.List("variables"), "approverRole")["name"] = "approver", ["~ variable approver.name: approverRole → approver"], []),
        new("make a variable a number", Pause, x => Find(x.List("variables"), "pauseId")["typeName"] = "Int32", ["~ variable pauseId.typeName: String → Int32"], []),
        new("give a variable a first value", Pause, x => Find(x.List("variables"), "pauseId")["value"] = "none", ["~ variable pauseId.value: none"], []),
        new("add a variable", Pause, x => x.List("variables").Add(JsonNode.Parse($$"""{ "id": "v9", "name": "note", "typeName": "String", "storageDriverTypeName": "{{Stored}}" }""")), ["+ variable note"], []),
        new("add a variable that is forgotten", Pause, x => x.List("variables").Add(JsonNode.Parse("""{ "id": "v9", "name": "note", "typeName": "String" }""")), ["+ variable note"],
            ["variable.no-storage", "variable.not-stored"]),
        new("remove a variable", Pause, x => x.List("variables").RemoveAt(1), ["- variable approverRole"], ["variable.unknown"]),
        new("add an input", Pause, x => x.List("inputs").Add(JsonNode.Parse("""{ "name": "note", "type": "String" }""")), ["+ input note"], []),
        new("add an input twice", Pause, x => x.List("inputs").Add(JsonNode.Parse("""{ "name": "Reason", "type": "String" }""")), ["+ input Reason"], ["input.duplicate-name"]),
        new("remove an input", Pause, x => x.List("inputs").Remove(Find(x.List("inputs"), "expectedResume")), ["- input expectedResume"], ["input.unknown"]),
        new("explain an input", Pause, x => Find(x.List("inputs"), "reason")["description"] = "Why", ["~ input reason.description: Why"], []),
        new("make an input a number", Pause, x => Find(x.List("inputs"), "reason")["type"] = "Int32", ["~ input reason.type: String → Int32"], []),
        new("forget an input at the first wait", Pause, x => Find(x.List("inputs"), "reason").Remove("storageDriverType"), [$"~ input reason.storageDriverType: {Stored} →"], []),
        new("remove the output", Pause, x => x.Definition.Remove("outputs"), ["- output outcome"], []),
        new("stop at the first fault", Pause, x => x.Definition.Remove("options"),
            ["- option incidentStrategyType: Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"], ["flow.incident-strategy"]),
        new("offer the flow as an activity", Pause, x => x.Definition["options"]!["usableAsActivity"] = true, ["+ option usableAsActivity: true"], []),
        new("leave a remark for the host", Pause, x => x.Definition["customProperties"] = new JsonObject { ["owner"] = "support" }, ["+ customProperty owner: support"], []),
    ];

    private static readonly Edit[] Arrows =
    [
        new("lose an arrow", Pause, x => x.Disconnect("approve", "Reject"), ["- approve:Reject → refuse →"], ["activity.unreachable", "end.no-outcome", "outcome.unconnected", "step.unreachable"]),
        new("lead an arrow elsewhere", Pause, x => x.Lead("pause", "Void", "outcome-void"), ["~ pause:Void → outcome-toolate → outcome-void"], []),
        new("lead the last arrow away from a step", Pause, x => x.Lead("approve", "Reject", "lapse"), ["~ approve:Reject → refuse → lapse"], ["activity.unreachable", "end.no-outcome", "step.unreachable"]),
        new("go two ways at once", Pause, x => x.Connect("wait-resumed", "Received", "outcome-toolate"), ["+ wait-resumed:Received → outcome-toolate"], []),
        new("draw an arrow at no outcome", Pause, x => x.Connect("approve", "Maybe", "lapse"), ["+ approve:Maybe → lapse"], ["connection.unknown-port", "outcome.unknown"]),
        new("end without saying how", Pause, x => x.Lead("wait-resumed", "Received", "end-resumed"), ["~ wait-resumed:Received → outcome-resumed → end-resumed"],
            ["activity.unreachable", "end.no-outcome", "step.unreachable"]),
        new("go back past the hub", Fault, x => x.Lead("to-work", "Done", "is-corrected"), ["~ to-work:Done → hub → is-corrected"], ["route.not-to-hub", "route.shared-step"]),
        new("go round in a circle", Pause, x => x.Lead("refuse", "Void", "approve"), ["~ refuse:Void → outcome-rejected → approve"], []),
    ];

    private static readonly Edit[] Steps =
    [
        new("add a task between two steps", Pause, x => x.Insert("approve", "Approve", SecondApproval, "Approve").Connect("second-approval", "Reject", "refuse"),
            ["+ second-approval (Elsa.ITR.ApprovalTask)", "~ approve:Approve → pause → second-approval", "+ second-approval:Approve → pause", "+ second-approval:Reject → refuse"], []),
        new("add a task and forget its role and form", Pause, x => x.Insert("approve", "Approve", """{ "type": "Elsa.ITR.HumanTask", "id": "HumanTask1" }""", "Done"),
            ["+ HumanTask1 (Elsa.ITR.HumanTask)", "~ approve:Approve → pause → HumanTask1", "+ HumanTask1:Done → pause"], ["input.required", "outcome.unknown", "task.no-role"]),
        new("add a step nothing leads to", Pause, x => x.Add(SecondApproval), ["+ second-approval (Elsa.ITR.ApprovalTask)"],
            ["activity.unreachable", "outcome.unconnected", "step.unreachable"]),
        new("remove an end", Pause, x => x.Remove("end-void"), ["- end-void (Elsa.End)", "- outcome-void:Done → end-void →"], ["outcome.unconnected"]),
        new("remove the task everything waits at", Pause, x => x.Remove("approve"),
            ["- approve (Elsa.ITR.ApprovalTask)", "- read-approver:Done → approve →", "- approve:Approve → pause →", "- approve:Reject → refuse →", "- approve:TimedOut → lapse →"],
            ["activity.unreachable", "end.no-outcome", "outcome.unconnected", "step.unreachable"]),
        new("remove a step and close the gap", Pause, x => x.Remove("read-approver").Connect("read-pause", "Done", "approve"),
            ["- read-approver (Elsa.SetVariable)", "~ read-pause:Done → read-approver → approve", "- read-approver:Done → approve →"], []),
        new("make a task anew under another id", Pause, x => x.Rename("approve", "ApprovalTask1"),
            ["+ ApprovalTask1 (Elsa.ITR.ApprovalTask)", "- approve (Elsa.ITR.ApprovalTask)", "~ read-approver:Done → approve → ApprovalTask1", "+ ApprovalTask1:Approve → pause",
             "+ ApprovalTask1:Reject → refuse", "+ ApprovalTask1:TimedOut → lapse", "- approve:Approve → pause →", "- approve:Reject → refuse →", "- approve:TimedOut → lapse →"], []),
        new("make another kind of step of it", Pause, x => x.With("wait-resumed", "type", "Elsa.ITR.BranchEnd").Without("wait-resumed", "eventName").Disconnect("wait-resumed", "Received"),
            ["~ wait-resumed.type: Elsa.ITR.WaitForBusinessEvent → Elsa.ITR.BranchEnd", "~ wait-resumed.eventName: Clock.Resumed →", "- wait-resumed:Received → outcome-resumed →"],
            ["activity.unreachable", "end.no-outcome", "step.unreachable"]),
        new("use an activity that is not there", Pause, x => x.With("lapse", "type", "Acme.Lapse"), ["~ lapse.type: Elsa.ITR.DecidePause → Acme.Lapse"], ["activity.unknown-type", "outcome.unconnected", "outcome.unknown"]),
        new("remove the start", Pause, x => x.Remove("start"), ["- start (Elsa.Start)", "- start:Done → read-pause →"], ["flow.no-start"]),
        new("start twice", Pause, x => x.Add("""{ "type": "Elsa.Start", "id": "start-2" }""").Connect("start-2", "Done", "refuse"), ["+ start-2 (Elsa.Start)", "+ start-2:Done → refuse"], ["flow.no-start"]),
        new("put a container into the flow", Pause, x => x.Insert("start", "Done", """{ "type": "Elsa.Sequence", "id": "both", "activities": [{ "type": "Elsa.WriteLine", "id": "say", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "hello" } } }] }""", "Done"),
            ["+ both (Elsa.Sequence)", "+ say (Elsa.WriteLine)", "~ start:Done → read-pause → both", "+ both:Done → read-pause"], ["flow.not-flat"]),
        new("draw it as a sequence", Pause, x => x.Definition["root"] = JsonNode.Parse("""{ "type": "Elsa.Sequence", "id": "flow" }"""), ["~ flow.type: Elsa.Flowchart → Elsa.Sequence", .. Everything(Pause)], ["flow.no-flowchart"]),
    ];

    private static readonly Edit[] Hubs =
    [
        new("add a route nothing takes", Fault, x => Cases(x, "hub").Add(JsonNode.Parse("""{ "label": "later", "condition": { "type": "JavaScript", "value": "variables.route == 'later'" } }""")),
            ["~ hub.cases: accept, confirmed, work, onsite, raise, lead, propose → accept, confirmed, work, onsite, raise, lead, propose, later", "~ hub.cases[later]: JavaScript variables.route == 'later'"],
            ["outcome.unconnected", "route.unused"]),
        new("remove a route that is taken", Fault, x => Cases(x, "hub").RemoveAt(3),
            ["~ hub.cases: accept, confirmed, work, onsite, raise, lead, propose → accept, confirmed, work, raise, lead, propose", "~ hub.cases[onsite]: JavaScript variables.route == 'onsite' →"],
            ["connection.unknown-port", "outcome.unknown", "route.unknown"]),
        new("ask for another route", Fault, x => Cases(x, "hub")[1]!["condition"]!["value"] = "variables.route == 'ok'",
            ["~ hub.cases[confirmed]: JavaScript variables.route == 'confirmed' → JavaScript variables.route == 'ok'"], []),
        new("look at routes in another order", Fault, x => Turn(Cases(x, "hub")),
            ["~ hub.cases: accept, confirmed, work, onsite, raise, lead, propose → propose, lead, raise, onsite, work, confirmed, accept"], []),
        new("set a route that is not there", Fault, x => x.Literal("to-work", "value", "wrok"), ["~ to-work.value: work → wrok"], ["route.unknown"]),
        new("run one branch more", Fault, x => x.Literal("accepted-fork", "branches", new JsonArray("Work", "Confirm", "Phone", "Mail")), ["~ accepted-fork.branches: Work, Confirm, Phone → Work, Confirm, Phone, Mail"],
            ["outcome.unconnected"]),
        new("run one branch less", Fault, x => x.Literal("accepted-fork", "branches", new JsonArray("Work", "Confirm")), ["~ accepted-fork.branches: Work, Confirm, Phone → Work, Confirm"], ["outcome.unknown"]),
    ];

    private static IEnumerable<string> Everything(string flow)
    {
        var whole = FlowEdit.Of(flow);
        return whole.Activities.Select(x => $"- {x!["id"]} ({x["type"]})")
            .Concat(whole.Connections.Select(x => $"- {x!["source"]!["activity"]}:{x["source"]!["port"]} → {x["target"]!["activity"]} →"));
    }

    private static JsonArray Cases(FlowEdit edit, string id) => edit.Step(id)["cases"]!.AsArray();
}
