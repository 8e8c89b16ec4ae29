using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Workflows.CodeFirst;

/// <summary>Writes a flow down as its table has it: first the steps, then the arrows.</summary>
/// <remarks>
/// All shipped flows have one shape (D7): one flat flowchart; a hub (a switch on the variable <c>route</c>) that everything after it
/// passes; from the hub trees of steps whose last one sets the route and leads back to the hub, or ends a branch, or the flow.
/// So every way back is valid and no step waits for a way that is not taken.
/// </remarks>
internal sealed class FlowPlan
{
    private readonly IWorkflowBuilder _builder;
    private readonly Flowchart _chart = new() { Id = "flow" };

    public FlowPlan(IWorkflowBuilder builder, string definitionId, int version, string nameZh, string nameEn)
    {
        _builder = builder;
        builder.DefinitionId = definitionId;
        builder.Id = $"{definitionId}:v{version}";
        builder.Version = version;
        builder.Name = nameEn;
        builder.Description = nameZh;
        builder.WorkflowOptions.IncidentStrategyType = typeof(ContinueWithIncidentsStrategy); // D3: faults wait for repair
        builder.Root = _chart;
        foreach (var input in (string[])["recordType", "recordId", "recordNo"])
            Input(input);
        builder.WithOutput<string>("outcome", "How the flow ended.");
        Start = Step("start", "开始", "Start", new Start());
    }

    /// <summary>Where the hub leads next.</summary>
    public Variable<string> Route => field ??= Text("route");

    public Start Start { get; }

    /// <summary>An input that stays readable for the whole run.</summary>
    public void Input(string name) => _builder.WithInput(name, typeof(string), input => input.StorageDriverType = typeof(WorkflowInstanceStorageDriver));

    /// <summary>A stored text.</summary>
    public Variable<string> Text(string name, string value = "") => Stored(new Variable<string>(name, value));

    /// <summary>A stored yes or no.</summary>
    public Variable<bool> Flag(string name) => Stored(new Variable<bool>(name, false));

    /// <summary>A stored number.</summary>
    public Variable<int> Number(string name) => Stored(new Variable<int>(name, 0));

    /// <summary>Adds a step. Its id is kept for ever, its name is what drawings show.</summary>
    public T Step<T>(string id, string nameZh, string nameEn, T activity)
        where T : IActivity
    {
        activity.Id = id;
        activity.Name = nameEn;
        activity.Metadata["displayText"] = nameZh;
        _chart.Activities.Add(activity);
        return activity;
    }

    /// <summary>The hub: one way out per route.</summary>
    public FlowSwitch Hub(params string[] routes) => Step("hub", "去向", "Next", new FlowSwitch
    {
        Cases = [.. routes.Select(route => new FlowSwitchCase(route, Script($"variables.route == '{route}'")))],
    });

    /// <summary>A way back to the hub, to be followed by the steps of a route.</summary>
    public SetVariable To(FlowSwitch hub, string route, string? id = null)
    {
        var way = Step(id ?? $"to-{route}", $"转:{route}", $"Go to {route}", new SetVariable { Variable = Route, Value = new((object?)route) });
        Arrow(way, hub);
        return way;
    }

    /// <summary>Sets a variable.</summary>
    public SetVariable Set(string id, string nameZh, string nameEn, Variable variable, string script) =>
        Step(id, nameZh, nameEn, new SetVariable { Variable = variable, Value = new(Script(script)) });

    /// <summary>Goes one of two ways.</summary>
    public FlowDecision Ask(string id, string nameZh, string nameEn, string script) =>
        Step(id, nameZh, nameEn, new FlowDecision { Condition = new(Script(script)) });

    /// <summary>Ends the flow with an outcome.</summary>
    public SetOutput Ends(string outcome, string nameZh)
    {
        var output = Step($"outcome-{outcome.ToLowerInvariant()}", $"结果:{nameZh}", $"Outcome {outcome}", new SetOutput { OutputName = new("outcome"), OutputValue = new((object?)outcome) });
        Arrow(output, Step($"end-{outcome.ToLowerInvariant()}", nameZh, outcome, new End()));
        return output;
    }

    /// <summary>Gives a value to the flow that runs this one.</summary>
    public SetOutput Give(string id, string nameZh, string nameEn, string output, string script)
    {
        _builder.WithOutput<string>(output, nameEn);
        return Step(id, nameZh, nameEn, new SetOutput { OutputName = new(output), OutputValue = Js<object?>(script) });
    }

    public void Arrow(IActivity from, IActivity to) => Arrow(from, "Done", to);

    public void Arrow(IActivity from, string outcome, IActivity to) =>
        _chart.Connections.Add(new Connection(new Endpoint(from, outcome), new Endpoint(to)));

    /// <summary>Several outcomes of one step lead to the same next one.</summary>
    public void Arrows(IActivity from, IActivity to, params string[] outcomes)
    {
        foreach (var outcome in outcomes)
            Arrow(from, outcome, to);
    }

    /// <summary>One step after the other, each at its only outcome.</summary>
    public void Chain(params IActivity[] steps)
    {
        foreach (var (from, to) in steps.Zip(steps.Skip(1)))
            Arrow(from, to);
    }

    public static Expression Script(string script) => new("JavaScript", script);

    public static Input<T> Js<T>(string script) => new(Script(script));

    private Variable<T> Stored<T>(Variable<T> variable)
    {
        _builder.WithVariable(variable.WithStorageDriver<WorkflowInstanceStorageDriver>());
        return variable;
    }
}
