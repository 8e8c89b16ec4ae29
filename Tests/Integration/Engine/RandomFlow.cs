using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime.Activities;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>A flowchart made by chance: blocks in sequence, forks with joins of every mode, decisions, loops, events, delays and children. It always has a way to its end.</summary>
internal sealed class RandomFlow
{
    private readonly Random _random;
    private readonly Flowchart _chart = new() { Id = "root" };
    private int _count;

    private RandomFlow(int seed) => _random = new Random(seed);

    /// <summary>The flow of a seed; the same each time. It counts its loops in variables of its own.</summary>
    public static Flowchart Of(int seed)
    {
        var flow = new RandomFlow(seed);
        var start = flow.Add(new Elsa.Workflows.Activities.Start());
        flow.Connect(flow.Blocks(start, depth: 2), flow.Add(Flows.Note("end", "")));
        return flow._chart;
    }

    private IActivity Blocks(IActivity from, int depth)
    {
        for (var blocks = _random.Next(1, 4); blocks > 0; blocks--)
            from = Block(from, depth);
        return from;
    }

    private IActivity Block(IActivity from, int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 or 1 => Then(from, Flows.Note($"note {_count}", "")),
        2 => Then(from, Flows.Asks($"ask {_count}", "")),
        3 => Then(from, new Delay(TimeSpan.FromMinutes(_random.Next(1, 20)))),
        4 => Then(from, new DispatchWorkflow { WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) }),
        5 => Fork(from, depth - 1),
        6 => Decision(from, depth - 1),
        _ => Loop(from, depth - 1),
    };

    private IActivity Fork(IActivity from, int depth)
    {
        var names = Enumerable.Range(0, _random.Next(2, 4)).Select(i => $"b{i}").ToArray();
        var fork = Then(from, new FlowFork { Branches = new(names) });
        var join = Add(new FlowJoin { Mode = new((FlowJoinMode)_random.Next(3)) });
        foreach (var name in names)
            Connect(Blocks(Then(fork, Flows.Note($"{name} {_count}", ""), name), depth), join);
        return join;
    }

    private IActivity Decision(IActivity from, int depth)
    {
        var decision = Then(from, new FlowDecision { Condition = new(_random.Next(2) == 0) });
        var merge = Add(Flows.Note($"merge {_count}", ""));
        Connect(Blocks(Then(decision, Flows.Note($"yes {_count}", ""), "True"), depth), merge);
        Connect(decision, merge, "False");
        return merge;
    }

    /// <summary>Round and round a hub, to which the only way back leads.</summary>
    private IActivity Loop(IActivity from, int depth)
    {
        var variable = new Variable<int>($"Round{_count}", 0) { Id = $"round{_count}", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        _chart.Variables.Add(variable);
        var hub = Then(from, new Elsa.Workflows.Activities.SetVariable
        {
            Variable = variable,
            Value = new(Script($"getVariable('{variable.Name}') + 1")),
        });
        var again = Add(new FlowDecision { Condition = new(Script($"getVariable('{variable.Name}') < {_random.Next(2, 4)}")) });
        Connect(Blocks(hub, depth), again);
        Connect(again, hub, "True");
        return Then(again, Flows.Note($"out {_count}", ""), "False");
    }

    private static Elsa.Expressions.Models.Expression Script(string text) => Elsa.Expressions.JavaScript.Models.JavaScriptExpression.Create(text);

    private IActivity Then(IActivity from, IActivity next, string port = "Done")
    {
        Add(next);
        Connect(from, next, port);
        return next;
    }

    private IActivity Add(IActivity activity)
    {
        activity.Id = $"{activity.Type.Split('.')[^1].ToLowerInvariant()}-{_count++}";
        _chart.Activities.Add(activity);
        return activity;
    }

    private void Connect(IActivity from, IActivity to, string port = "Done") => _chart.Connections.Add(new(new Endpoint(from, port), new Endpoint(to)));
}
