using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class JournalTests(EngineDatabase database)
{
    [Fact]
    public async Task Two_bursts_in_one_command_leave_one_record_per_activity_in_order_of_their_start()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "first"), Asks("r", "second"), Note("n", "last")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.RunAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(id);
            await AnswerAsync(client, (await client.ExportStateAsync()).Bookmarks.Single().Id);
            await AnswerAsync(client, (await client.ExportStateAsync()).Bookmarks.Single().Id);
        });

        var records = await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == id).OrderBy(x => x.StartSequence).ToListAsync());
        Assert.Equal(["Workflow1", "root", "first", "second", "last"], records.Select(x => x.ActivityId));
        Assert.All(records, x => Assert.Equal(ActivityStatus.Completed, x.Status));
        Assert.All(records, x => Assert.False(x.HasBookmarks));
        Assert.Equal(
            [
                "Workflow1 Started", "root Started", "first Started", "first Suspended", "first Resumed", "first Completed", "second Started", "second Suspended",
                "second Resumed", "second Completed", "last Started", "last Completed", "root Completed", "Workflow1 Completed",
            ],
            await host.JournalAsync(id));
    }

    [Fact]
    public async Task An_instance_that_its_own_command_deletes_leaves_no_journal()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.RunAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(id);
            await AnswerAsync(client, (await client.ExportStateAsync()).Bookmarks.Single().Id);
            await client.DeleteAsync();
        });

        Assert.Empty(await host.JournalAsync(id));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().CountAsync(x => x.WorkflowInstanceId == id)));
    }

    [Fact]
    public async Task A_cancelled_instance_counts_no_line_that_its_journal_has_not()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.CallAsync<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync(id));

        var journal = await host.JournalAsync(id);
        var state = await host.CallAsync<IWorkflowRuntime, WorkflowState?>(async runtime => await (await runtime.CreateClientAsync(id)).ExportStateAsync());
        Assert.Equal(journal.Count, state!.ExecutionLogSequence);
    }

    [Fact]
    public async Task A_failed_commit_leaves_neither_rows_nor_journal()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Note("n", "n"), Asks("q", "ask")));
        await host.RunAsync(services =>
        {
            services.GetRequiredService<EngineDbContext>().Add(new Note { Id = "taken" });
            return Task.CompletedTask;
        });

        await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync("doomed");
            await client.CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId("flow", VersionOptions.Published),
            });
            services.GetRequiredService<EngineDbContext>().Add(new Note { Id = "taken" });
        }));

        Assert.Empty(await host.JournalAsync("doomed"));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().CountAsync(x => x.WorkflowInstanceId == "doomed")));
        Assert.Equal([""], await host.NoteTextsAsync());
    }

    private static Task<RunWorkflowInstanceResponse> AnswerAsync(IWorkflowClient client, string bookmarkId) => client.RunInstanceAsync(new RunWorkflowInstanceRequest
    {
        BookmarkId = bookmarkId,
        Input = new Dictionary<string, object> { ["Answer"] = "yes" },
    });
}
