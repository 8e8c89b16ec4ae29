using Elsa.Common.Models;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>Random flows with random histories: crashes, reloads and a migration after every burst change nothing of what happens.</summary>
/// <remarks>ITR_TEST_SCALE sizes it; the seed of a flow stands in the message of a failure.</remarks>
public sealed class RandomHistoryTests
{
    private static readonly int Flows = (int)Math.Max(1, 12 * TestScale.Factor);

    [Fact]
    public async Task A_process_that_dies_in_every_burst_does_what_one_that_lives_does()
    {
        foreach (var seed in Enumerable.Range(1, Flows))
        {
            var calm = await LiveAsync(seed, Weathering.Calm);
            var stormy = await LiveAsync(seed, Weathering.DiesInEveryBurst);

            Assert.True(calm.SequenceEqual(stormy), Tell(seed, calm, stormy));
        }
    }

    [Fact]
    public async Task A_migration_to_an_equal_version_after_every_burst_changes_nothing()
    {
        foreach (var seed in Enumerable.Range(1, Flows))
        {
            var calm = await LiveAsync(seed, Weathering.Calm);
            var moved = await LiveAsync(seed, Weathering.MigratesAfterEveryBurst);

            Assert.True(calm.SequenceEqual(moved.Where(line => line != "Workflow1 Migrated")), Tell(seed, calm, moved));
        }
    }

    private enum Weathering
    {
        Calm,
        DiesInEveryBurst,
        MigratesAfterEveryBurst,
    }

    private static string Tell(int seed, List<string> expected, List<string> actual) =>
        $"seed {seed}\nexpected {string.Join(", ", expected)}\nactual   {string.Join(", ", actual)}";

    /// <summary>The journal of a flow that is answered and waited for in an order made by chance, until it ends.</summary>
    private static async Task<List<string>> LiveAsync(int seed, Weathering weathering)
    {
        var crash = new Crash();
        await using var host = await EngineDatabase.Sqlite.StartAsync(services =>
        {
            if (weathering == Weathering.DiesInEveryBurst)
                services.AddSingleton(crash).AddScoped<ICommitObserver, CrashBeforeCommit>();
        });
        await host.PublishAsync("child", Engine.Flows.Of(Engine.Flows.Asks("child?", "ask")));
        await host.PublishAsync("flow", RandomFlow.Of(seed));
        var random = new Random(seed);
        var id = "one";

        await DoAsync(host, crash, weathering, x => StartAsync(x, id));
        for (var steps = 0; (await host.InstanceAsync(id)).Status == WorkflowStatus.Running; steps++)
        {
            Assert.True(steps < 300, $"seed {seed} does not end");
            if (weathering == Weathering.MigratesAfterEveryBurst)
                await MigrateAsync(host, seed, id, steps);
            var waits = await WaitsAsync(host);
            Assert.True(waits.Count > 0, $"seed {seed} runs and waits for nothing");

            var wait = waits[random.Next(waits.Count)];
            if (wait.Name == "Tests.Ask")
            {
                await DoAsync(host, crash, weathering, x => ResumeAsync(x, wait));
                Assert.DoesNotContain(await WaitsAsync(host), other => other.Id == wait.Id); // used up
            }
            else if (wait.Name == "Elsa.Delay")
            {
                await host.PassAsync(TimeSpan.FromMinutes(20));
            }
        }

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
        Assert.Empty(await host.ReadAsync(db => db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == id).ToListAsync()));
        var journal = await host.JournalAsync(id);
        Assert.Equal(journal.Count(line => line.EndsWith(" Resumed", StringComparison.Ordinal)), journal.Count(line => line.EndsWith(" Suspended", StringComparison.Ordinal))
            - journal.Count(line => line.EndsWith(" Canceled", StringComparison.Ordinal) && IsWait(line)));
        return journal;
    }

    private static bool IsWait(string line) => line.StartsWith("ask-", StringComparison.Ordinal) || line.StartsWith("delay-", StringComparison.Ordinal)
        || line.StartsWith("dispatchworkflow-", StringComparison.Ordinal);

    /// <summary>Does it once; in bad weather the process dies before the first commit of it, and a new process does it.</summary>
    private static async Task DoAsync(EngineHost host, Crash crash, Weathering weathering, Func<EngineHost, Task> work)
    {
        if (weathering != Weathering.DiesInEveryBurst)
        {
            await work(host);
            return;
        }

        crash.IsNear = true;
        await Assert.ThrowsAsync<ProcessDied>(() => work(host));
        await using var next = host.Neighbour();
        await work(next);
    }

    /// <summary>Bookmarks of all instances, in an order that does not depend on ids: those of a child where the activity stands that waits for it.</summary>
    private static async Task<List<StoredBookmark>> WaitsAsync(EngineHost host)
    {
        var waits = await host.ReadAsync(db => db.Set<StoredBookmark>().ToListAsync());
        var callers = waits.Where(x => x.Name == "Elsa.DispatchWorkflow").ToList();
        return [.. waits.OrderBy(x => x.Name, StringComparer.Ordinal).ThenBy(
            x => callers.Find(caller => caller.Payload!.Contains(x.WorkflowInstanceId, StringComparison.Ordinal))?.ActivityId ?? x.ActivityId, StringComparer.Ordinal)];
    }

    private static Task StartAsync(EngineHost host, string id) => host.CallAsync<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
        await (await runtime.CreateClientAsync(id)).CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId("flow", VersionOptions.Published),
        }));

    private static Task ResumeAsync(EngineHost host, StoredBookmark wait) => host.CallAsync<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
        await (await runtime.CreateClientAsync(wait.WorkflowInstanceId)).RunInstanceAsync(new RunWorkflowInstanceRequest
        {
            BookmarkId = wait.Id,
            Input = new Dictionary<string, object> { ["Answer"] = "yes" },
        }));

    private static async Task MigrateAsync(EngineHost host, int seed, string id, int round)
    {
        await host.PublishAsync("flow", RandomFlow.Of(seed), x => x.Description = $"round {round}");
        var version = await host.CallAsync<IWorkflowDefinitionService, WorkflowDefinitionHead?>(
            x => x.FindVersionAsync(WorkflowDefinitionHandle.ByDefinitionId("flow", VersionOptions.Published)));
        var outcome = await host.CallAsync<InstanceMigrator, MigrationOutcome>(x => x.MigrateAsync(id, new MigrationTarget(version!.Id)));
        Assert.True(outcome.Succeeded, $"seed {seed}: {string.Join(' ', outcome.Problems.Select(x => x.Message))}");
    }

    /// <summary>Whether the process is about to die.</summary>
    private sealed class Crash
    {
        public bool IsNear { get; set; }
    }

    private sealed class ProcessDied() : Exception("the process has died");

    /// <summary>Everything is done but the commit.</summary>
    private sealed class CrashBeforeCommit(Crash crash) : ICommitObserver
    {
        public Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken)
        {
            if (!crash.IsNear)
                return Task.CompletedTask;

            crash.IsNear = false;
            throw new ProcessDied();
        }
    }
}
