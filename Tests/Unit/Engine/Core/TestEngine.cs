using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Runs workflows in memory; between two bursts the state goes through its JSON and a new scope, as on a server.</summary>
public sealed class TestEngine : IDisposable
{
    private readonly ServiceProvider _services;

    public TestEngine(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection().AddElsaCore().AddActivitiesFrom(typeof(TestEngine).Assembly);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public async Task<TestRun> StartAsync(IActivity root, RunWorkflowOptions? options = null, Action<Workflow>? configure = null)
    {
        var workflow = Workflow.FromActivity(root);
        configure?.Invoke(workflow);
        using var scope = _services.CreateScope();
        var graph = await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        var run = new TestRun(this, graph);
        await run.BurstAsync(runner => runner.RunAsync(graph, options));
        return run;
    }

    /// <summary>A flowchart of the given arrows: <c>A→B</c>, or with a port <c>D:True→B</c>.</summary>
    public static Flowchart Chart(string arrows, params IActivity[] activities)
    {
        var byId = activities.ToDictionary(activity => activity.Id);
        IActivity Activity(string id)
        {
            if (!byId.TryGetValue(id, out var activity))
                byId[id] = activity = new Step { Id = id };
            return activity;
        }

        var connections = arrows.Split(',', StringSplitOptions.TrimEntries).Select(arrow =>
        {
            var (source, target) = (arrow.Split('→')[0].Split(':'), arrow.Split('→')[1]);
            return new Connection(new Endpoint(Activity(source[0]), source.ElementAtOrDefault(1) ?? "Done"), new Endpoint(Activity(target)));
        }).ToList();
        return new Flowchart { Id = "FC", Start = connections[0].Source.Activity, Activities = [.. byId.Values], Connections = connections };
    }

    public void Dispose() => _services.Dispose();
}

/// <summary>A run and what was seen of it.</summary>
public sealed class TestRun(TestEngine engine, WorkflowGraph graph)
{
    public WorkflowGraph Graph { get; private set; } = graph;

    public RunWorkflowResult Last { get; private set; } = null!;

    public WorkflowState State { get; private set; } = null!;

    /// <summary>Every journal line so far, e.g. <c>A Started</c>.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>Ids of the leaves in the order they were started.</summary>
    public string Ran => string.Join(' ', Journal.Where(line => line.EndsWith(" Started", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])
        .Where(id => Graph.FindByActivityId(id) is { Children.Count: 0 }));

    public WorkflowSubStatus SubStatus => State.SubStatus;

    public ActivityStatus StatusOf(string activityId) =>
        Last.WorkflowExecutionContext.ActivityExecutionContexts.Last(context => context.Activity.Id == activityId).Status;

    public async Task BurstAsync(Func<IWorkflowRunner, Task<RunWorkflowResult>> burst)
    {
        using var scope = engine.Services.CreateScope();
        Last = await burst(scope.ServiceProvider.GetRequiredService<IWorkflowRunner>());
        Journal.AddRange(Last.WorkflowExecutionContext.ExecutionLog.Select(entry => $"{entry.ActivityId} {entry.EventName}"));
        var serializer = scope.ServiceProvider.GetRequiredService<IWorkflowStateSerializer>();
        State = serializer.Deserialize(serializer.Serialize(Last.WorkflowState));
    }

    /// <summary>Resumes the first bookmark of the activity.</summary>
    public Task ResumeAsync(string activityId, IDictionary<string, object>? input = null)
    {
        var bookmark = State.Bookmarks.First(bookmark => bookmark.ActivityId == activityId);
        return BurstAsync(runner => runner.RunAsync(Graph, State, new RunWorkflowOptions { BookmarkId = bookmark.Id, Input = input }));
    }

    /// <summary>Lets the run go on with another root, if nothing speaks against it; the reasons otherwise.</summary>
    public async Task<IReadOnlyList<MigrationFinding>> MigrateAsync(IActivity root, params (string From, string To)[] activities)
    {
        using var scope = engine.Services.CreateScope();
        var runner = scope.ServiceProvider.GetRequiredService<IWorkflowRunner>();
        var target = await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(Workflow.FromActivity(root));
        var migration = new StateMigration(Graph, target, activities.ToDictionary(pair => pair.From, pair => pair.To));
        if (!migration.Rewrite(State))
            return migration.Problems;

        var run = await runner.CreateContextAsync(target, State);
        await migration.AdaptAsync(run);
        var serializer = scope.ServiceProvider.GetRequiredService<IWorkflowStateSerializer>();
        State = serializer.Deserialize(serializer.Serialize(await runner.ExtractAsync(run)));
        Graph = target;
        return migration.Problems;
    }

    public Task RetryAsync(string activityId)
    {
        var context = State.ActivityExecutionContexts.Last(context => context.ScheduledActivityNodeId.EndsWith(":" + activityId, StringComparison.Ordinal));
        return BurstAsync(runner => runner.RunAsync(
            Graph, State, new RunWorkflowOptions { ActivityHandle = ActivityHandle.FromActivityInstanceId(context.Id) }));
    }
}
