using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.Expressions.Models;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Workflows.Rules;

/// <summary>The rules a managed flow keeps (D7, conventions §8). Every shipped flow is held against them by a test, every other one when it is published.</summary>
/// <param name="forms">The forms of the task types.</param>
public sealed partial class FlowRules(IWorkItemForms forms)
{
    private static readonly HashSet<string> Roles = [.. Words.Shipped.Choices("Role").Select(role => role.Key)];

    /// <summary>What is wrong with a flow; empty when it may be published.</summary>
    public IReadOnlyList<FlowFinding> Check(Workflow workflow)
    {
        if (workflow.Root is not Flowchart chart)
            return [new("flow.no-flowchart", null, new("根节点应为流程图", "Expected the root to be one flowchart"))];

        var findings = new List<FlowFinding>();
        CheckFlow(workflow, chart, findings);
        if (chart.Activities.OfType<Start>().ToList() is not [var start])
        {
            findings.Add(new("flow.no-start", null, new("应有且仅有一个开始节点", "Expected one start")));
            return findings;
        }

        var shape = new FlowShape(chart, start);
        CheckGraph(chart, shape, findings);
        foreach (var step in chart.Activities)
        {
            CheckOutcomes(chart, step, findings);
            CheckTask(workflow, step, findings);
            CheckNumbers(step, findings);
        }

        CheckRoutes(chart, shape, findings);
        CheckEnds(chart, shape, findings);
        return findings;
    }

    /// <summary>The outcomes a step can end with.</summary>
    public IReadOnlyList<string> OutcomesOf(IActivity step) => step switch
    {
        HumanTask task => [.. Texts(task.Outcomes), .. TimedOut(task)],
        ApprovalTask task => [.. Texts(task.Decisions), .. TimedOut(task)],
        ParallelApproval task => [.. ApprovalOutcomes(task), .. TimedOut(task)],
        WaitForBusinessEvent wait => Text(wait.Within) is null ? ["Received"] : ["Received", TaskActivity.TimedOut],
        RunFlow run => [.. Texts(run.Outcomes), "Cancelled"],
        FlowFork fork => Texts(fork.Branches),
        FlowSwitch { Id: "hub" } hub => [.. hub.Cases.Select(way => way.Label)],
        FlowSwitch choice => [.. choice.Cases.Select(way => way.Label), "Default"],
        End or BranchEnd => [],
        _ => step.GetType().GetCustomAttributes(typeof(Elsa.Workflows.Activities.Flowchart.Attributes.FlowNodeAttribute), true)
            .Cast<Elsa.Workflows.Activities.Flowchart.Attributes.FlowNodeAttribute>().FirstOrDefault()?.Outcomes.ToList() ?? ["Done"],
    };

    private static void CheckFlow(Workflow workflow, Flowchart chart, List<FlowFinding> findings)
    {
        if (workflow.Options.IncidentStrategyType != typeof(ContinueWithIncidentsStrategy))
            findings.Add(new("flow.incident-strategy", null, new("故障策略应为 ContinueWithIncidents", "Expected the incident strategy ContinueWithIncidents")));
        foreach (var variable in workflow.Variables.Concat(chart.Variables).Where(x => x.StorageDriverType is null))
            findings.Add(new("variable.not-stored", null, new($"变量 {variable.Name} 未选择存储", $"Variable {variable.Name} has no storage and is lost at the first wait")));
        foreach (var step in chart.Activities.Where(x => x is Container or Composite))
            findings.Add(new("flow.not-flat", step.Id, new("流程应为单层", "Expected a flat flow; take the steps out of the container")));
    }

    private static void CheckGraph(Flowchart chart, FlowShape shape, List<FlowFinding> findings)
    {
        var reached = shape.Reached.ToHashSet();
        foreach (var step in chart.Activities.Where(x => !reached.Contains(x)))
            findings.Add(new("step.unreachable", step.Id, new("该步骤无法到达", "No way leads here")));
        foreach (var connection in chart.Connections.Where(x => string.IsNullOrEmpty(x.Source.Port))) // a target port, as designers write it, means nothing
            findings.Add(new("connection.port", connection.Source.Activity.Id, new("连线须命名出口", "Name the source port")));
        foreach (var back in shape.Backward)
        {
            var target = back.Target.Activity;
            if (!shape.Dominates(target, back.Source.Activity))
                findings.Add(new("connection.invalid-return", back.Source.Activity.Id, new($"返回 {target.Id} 的连线无效,请经由去向节点", $"The way back to {target.Id} is not valid; lead it through the hub")));
            else if (target.Id != "hub" && shape.From(target).FirstOrDefault(step => shape.SourcesOf(step).Count > 1) is { } join)
                findings.Add(new("connection.loop-before-join", back.Source.Activity.Id, new($"循环之后有汇合 {join.Id}", $"A join ({join.Id}) follows this loop and would wait for ever; go through the hub")));
        }
    }

    private void CheckOutcomes(Flowchart chart, IActivity step, List<FlowFinding> findings)
    {
        var offered = OutcomesOf(step);
        var connected = chart.Connections.Where(x => x.Source.Activity == step).Select(x => x.Source.Port!).ToHashSet();
        foreach (var outcome in offered.Where(x => !connected.Contains(x)))
            findings.Add(new("outcome.unconnected", step.Id, new($"结果 {outcome} 没有后续", $"Nothing follows the outcome {outcome}")));
        foreach (var outcome in connected.Where(x => !offered.Contains(x)))
            findings.Add(new("outcome.unknown", step.Id, new($"没有结果 {outcome}", $"The step has no outcome {outcome}")));
    }

    private void CheckTask(Workflow workflow, IActivity step, List<FlowFinding> findings)
    {
        if (step is not TaskActivity task)
            return;

        var roles = task switch
        {
            HumanTask human => human.Role is null ? [] : Texts(human.Role),
            ApprovalTask approval => approval.Role is null ? [] : Texts(approval.Role),
            ParallelApproval several => Texts(several.Roles),
            _ => [],
        };
        if (roles.Count == 0 && !HasExpression(task))
            findings.Add(new("task.no-role", step.Id, new("任务没有角色", "The task has no role")));
        foreach (var role in roles.Where(role => !Roles.Contains(role)))
            findings.Add(new("task.unknown-role", step.Id, new($"没有角色 {role}", $"There is no role {role}")));

        foreach (var name in Texts(task.Keep).Where(name => workflow.Variables.All(x => x.Name != name)))
            findings.Add(new("task.no-variable", step.Id, new($"没有变量 {name}", $"The flow has no variable {name} to keep the field in")));
        if (Text(task.TaskType) is not { } type)
            return;

        if (forms.Latest(type) is not { } form)
        {
            findings.Add(new("task.no-form", step.Id, new($"没有表单 {type}", $"There is no form {type}")));
            return;
        }

        var choices = task switch
        {
            HumanTask human => human.Outcomes is null ? [] : Texts(human.Outcomes),
            ApprovalTask approval => approval.Decisions is null ? [] : Texts(approval.Decisions),
            ParallelApproval several => several.Choices is null ? [] : Texts(several.Choices),
            _ => [],
        };
        if (choices.Count == 0 && task is HumanTask)
            findings.Add(new("task.no-outcome", step.Id, new("任务没有结果", "The task has no outcome")));
        foreach (var outcome in choices.Where(outcome => form.OutcomeOf(outcome) is null))
            findings.Add(new("task.outcome-not-in-form", step.Id, new($"表单 {type} 没有结果 {outcome}", $"Form {type} has no outcome {outcome}")));
        foreach (var name in Texts(task.Keep).Where(name => form.Fields.All(field => field.Key != name)))
            findings.Add(new("task.no-field", step.Id, new($"表单 {type} 没有字段 {name}", $"Form {type} has no field {name}")));
    }

    private static bool HasExpression(TaskActivity task) =>
        task is HumanTask { Role.Expression.Type: not "Literal" } or ApprovalTask { Role.Expression.Type: not "Literal" } or ParallelApproval { Roles.Expression.Type: not "Literal" };

    // Numbers of the service stand in the policy (R6): a flow may count its own rounds, and say which level it is for.
    private static void CheckNumbers(IActivity step, List<FlowFinding> findings)
    {
        foreach (var number in Scripts(step).SelectMany(script => Number().Matches(script).Select(match => match.Value)).Where(number => number is not ("1" or "2")))
            findings.Add(new("flow.number", step.Id, new($"流程中不应出现数字 {number}", $"The number {number} belongs to the policy, not into the flow")));
        if (step.GetType().GetProperties().Any(x => x.PropertyType == typeof(Input<TimeSpan>)))
            findings.Add(new("flow.number", step.Id, new("时长应来自时限策略", "Durations come from the policy: use a clock or timer of it")));
    }

    private static void CheckRoutes(Flowchart chart, FlowShape shape, List<FlowFinding> findings)
    {
        if (chart.Activities.OfType<FlowSwitch>().FirstOrDefault(x => x.Id == "hub") is not { } hub)
            return;

        var ways = chart.Activities.OfType<SetVariable>().Where(x => x.Variable?.Name == "route").ToList();
        var routes = hub.Cases.Select(x => x.Label).ToHashSet();
        var named = ways.SelectMany(way => way.Value.Expression is { Type: "Literal", Value: { } value }
            ? [Convert.ToString(value, CultureInfo.InvariantCulture)!]
            : Quoted().Matches(Script(way.Value.Expression)).Select(match => match.Groups[1].Value).Where(routes.Contains)).ToHashSet();
        foreach (var route in named.Where(route => !routes.Contains(route)))
            findings.Add(new("route.unknown", "hub", new($"去向 {route} 没有分支", $"The hub has no way {route}")));
        foreach (var route in routes.Where(route => !named.Contains(route)))
            findings.Add(new("route.unused", "hub", new($"没有步骤转到 {route}", $"Nothing leads to {route}")));
        foreach (var way in ways.Where(way => chart.Connections.Where(x => x.Source.Activity == way).Any(x => x.Target.Activity != hub)))
            findings.Add(new("route.not-to-hub", way.Id, new("设置去向后应直接到去向节点", "A step that sets the route leads straight to the hub")));

        // Two branches that set the route in the same burst would overwrite each other.
        foreach (var step in shape.Reached.Where(x => x is FlowFork || chart.Connections.Where(c => c.Source.Activity == x).GroupBy(c => c.Source.Port).Any(g => g.Count() > 1)))
        {
            var atOnce = chart.Connections.Where(x => x.Source.Activity == step).Select(x => x.Target.Activity).Distinct().Count(x => ReachesAtOnce(x, hub, chart));
            if (step is FlowFork && atOnce > 1)
                findings.Add(new("route.race", step.Id, new("多个分支会同时设置去向", "More than one branch would set the route at once")));
        }

        foreach (var join in shape.Reached.Where(x => x != hub && shape.SourcesOf(x).Count > 1))
        {
            var segments = hub.Cases.Count(way => chart.Connections.Where(x => x.Source.Activity == hub && x.Source.Port == way.Label).Any(x => shape.From(x.Target.Activity).Contains(join)));
            if (segments > 1)
                findings.Add(new("route.shared-step", join.Id, new("多个去向共用该步骤,请经由去向节点", "Several routes share this step; go through the hub")));
        }
    }

    private static bool ReachesAtOnce(IActivity step, IActivity hub, Flowchart chart)
    {
        if (step == hub)
            return true;

        return step is not (TaskActivity or WaitForBusinessEvent or WaitFor or WaitUntil or RunFlow or End or BranchEnd)
            && chart.Connections.Where(x => x.Source.Activity == step).Any(x => ReachesAtOnce(x.Target.Activity, hub, chart));
    }

    private static void CheckEnds(Flowchart chart, FlowShape shape, List<FlowFinding> findings)
    {
        var ends = chart.Activities.OfType<End>().ToList();
        if (ends.Count == 0)
            findings.Add(new("flow.no-end", null, new("流程没有结束", "The flow has no end")));
        foreach (var end in ends.Where(end => shape.SourcesOf(end) is not [SetOutput output] || Text(output.OutputName) != "outcome"))
            findings.Add(new("end.no-outcome", end.Id, new("结束前须设置输出 outcome", "Set the output outcome right before the end")));
    }

    private static IEnumerable<string> TimedOut(TaskActivity task) => Text(task.Within) is null ? [] : [TaskActivity.TimedOut];

    private IEnumerable<string> ApprovalOutcomes(ParallelApproval task)
    {
        var form = Text(task.TaskType) is { } type ? forms.Latest(type) : null;
        var choices = Texts(task.Choices) is { Count: > 0 } own ? own : form?.Outcomes.Select(x => x.Name).ToList() ?? [];
        yield return "Approved";
        if (choices.Any(choice => choice != "Return" && form?.OutcomeOf(choice)?.Negative == true))
            yield return "Rejected";
        if (choices.Contains("Return"))
            yield return "Returned";
    }

    private static string? Text(Input? input) => Texts(input) is [{ Length: > 0 } text, ..] ? text : null;

    // A list is a literal in a file; the designer saves it as JSON text of the syntax Object.
    private static IReadOnlyList<string> Texts(Input? input) => input?.Expression is { Type: "Literal" or "Object" } said ? Flatten(said.Value) : [];

    private static IReadOnlyList<string> Flatten(object? value) => value switch
    {
        null => [],
        string text => text.StartsWith('[') ? Items(text) : text.Length == 0 ? [] : [text],
        MemoryBlockReference reference => Flatten((reference as Literal)?.Value),
        System.Collections.IEnumerable many => [.. many.Cast<object?>().SelectMany(Flatten)],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
    };

    private static IReadOnlyList<string> Items(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json) ?? [];
        }
        catch (JsonException)
        {
            return []; // the engine's own checks say what is wrong with it
        }
    }

    private static string Script(Expression? expression) => expression is { Type: "JavaScript", Value: { } value } ? value.ToString()! : "";

    private static IEnumerable<string> Scripts(IActivity step)
    {
        foreach (var property in step.GetType().GetProperties().Where(x => typeof(Input).IsAssignableFrom(x.PropertyType)))
            yield return Script((property.GetValue(step) as Input)?.Expression);
        if (step is FlowSwitch choice)
        {
            foreach (var way in choice.Cases)
                yield return Script(way.Condition);
        }
    }

    // A number that stands by itself, not part of a word such as 'Tier2' or 'GD-L1-RESTORE'.
    [GeneratedRegex(@"(?<![\w'-])\d+(?![\w'-])")]
    private static partial Regex Number();

    [GeneratedRegex("""['"]([^'"]+)['"]""")]
    private static partial Regex Quoted();
}
