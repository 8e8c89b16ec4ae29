using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Data.Flows;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Integration.Cases;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>The domain starts, wakes and cancels real instances, on every database product.</summary>
public abstract class FlowGatewayCompliance(TestDatabase database)
{
    [Fact]
    public async Task A_flow_starts_with_its_record_once_the_command_is_committed()
    {
        await using var town = await OpenAsync();
        var record = await RegisterAsync(town);

        var instanceId = await StartAsync(town, EchoFlow.Id, record);

        var instance = await InstanceAsync(town, instanceId);
        Assert.Equal((record.No, EchoFlow.Id, WorkflowStatus.Running), (instance.CorrelationId, instance.DefinitionId, instance.Status));
    }

    [Fact]
    public async Task A_command_that_fails_starts_no_flow()
    {
        await using var town = await OpenAsync();
        var record = await RegisterAsync(town);

        await Assert.ThrowsAsync<RuleViolationException>(() => town.Host.RunAsync<bool>(async services =>
        {
            await services.GetRequiredService<IFlows>().StartAsync(EchoFlow.Id, record.Ref);
            throw new RuleViolationException("test.refused");
        }));

        Assert.False(await town.Host.ReadAsync(db => db.Set<WorkflowInstance>().AnyAsync(x => x.CorrelationId == record.No)));
    }

    [Fact]
    public async Task A_definition_nobody_published_is_refused()
    {
        await using var town = await OpenAsync();
        var record = await RegisterAsync(town);

        Assert.Equal("flow.not-published", (await Assert.ThrowsAsync<RuleViolationException>(() => StartAsync(town, "no-such-flow", record))).Code);
    }

    [Fact]
    public async Task An_event_wakes_the_flow_that_waits_for_it_and_no_other()
    {
        await using var town = await OpenAsync();
        var (one, other) = (await RegisterAsync(town), await RegisterAsync(town));
        var (first, second) = (await StartAsync(town, EchoFlow.Id, one), await StartAsync(town, EchoFlow.Id, other));

        await PublishAsync(town, one, "Test.Asked");

        Assert.Equal(WorkflowStatus.Finished, (await InstanceAsync(town, first)).Status);
        Assert.Equal(WorkflowStatus.Running, (await InstanceAsync(town, second)).Status);
        Assert.Equal(1, await CountAsync(town, one, "Test.Answered"));
    }

    [Fact]
    public async Task A_wake_up_that_was_lost_is_found_by_the_recovery()
    {
        await using var town = await OpenAsync();
        await ForgetCursorAsync(town);
        var record = await RegisterAsync(town);
        var instanceId = await StartAsync(town, EchoFlow.Id, record);

        // The process died between commit and delivery: the event is stored, nobody was told.
        await town.Host.StoreAsync(new BusinessEvent
        {
            Name = "Test.Asked",
            RecordType = record.Ref.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            At = town.Time.GetUtcNow(),
            OccurredAt = town.Time.GetUtcNow(),
        });
        await RecoverAsync(town);
        Assert.Equal(WorkflowStatus.Running, (await InstanceAsync(town, instanceId)).Status); // the commit is too fresh to call it lost
        town.Time.MoveTo(town.Time.GetUtcNow().AddMinutes(1));
        await RecoverAsync(town);

        Assert.Equal(WorkflowStatus.Finished, (await InstanceAsync(town, instanceId)).Status);
        Assert.Equal(1, await CountAsync(town, record, "Test.Answered"));
    }

    [Fact]
    public async Task The_recovery_looks_at_an_event_once()
    {
        await using var town = await OpenAsync();
        await ForgetCursorAsync(town);
        var record = await RegisterAsync(town);
        await StartAsync(town, EchoFlow.Id, record);
        await PublishAsync(town, record, "Test.Asked", filter: "other"); // the flow waits for it unfiltered, so it is taken at once
        await PublishAsync(town, record, "Test.Asked");
        town.Time.MoveTo(town.Time.GetUtcNow().AddMinutes(1));

        await RecoverAsync(town);
        await RecoverAsync(town);

        Assert.Equal(1, await CountAsync(town, record, "Test.Answered"));
    }

    [Fact]
    public async Task A_completed_task_lets_its_flow_go_on_in_the_same_transaction_though_the_person_may_not_read_everything()
    {
        await using var town = await OpenAsync();
        var record = await RegisterAsync(town);
        var instanceId = await StartAsync(town, AskFlow.Id, record);
        var item = await town.Host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.RecordId == record.Id && x.InstanceId == instanceId));
        var customer = await World.SignInAsync(town.Host, town.People["custgz"]);

        await town.Host.RunAsync(async services =>
        {
            var mine = (await services.GetRequiredService<IWorkItems>().FindAsync(item.Id))!;
            await services.GetRequiredService<InboxDesk>().CompleteAsync(mine, "Resolved", Answers(town), null);
            await services.GetRequiredService<IFlows>().ResumeAsync(mine);
            return true;
        }, customer);

        Assert.Equal(WorkflowStatus.Finished, (await InstanceAsync(town, instanceId)).Status);
        Assert.Equal(1, await CountAsync(town, record, "Test.Answered"));
        Assert.Equal(WorkItemState.Completed, await town.Host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.Id == item.Id).Select(x => x.State).SingleAsync()));
    }

    [Fact]
    public async Task Cancelling_a_record_cancels_its_flows_and_withdraws_their_tasks()
    {
        await using var town = await OpenAsync();
        var record = await RegisterAsync(town);
        var instanceId = await StartAsync(town, AskFlow.Id, record);

        await town.Host.RunAsync(async services =>
        {
            await services.GetRequiredService<IFlows>().CancelAsync(record.Ref, "withdrawn");
            return true;
        });

        var instance = await InstanceAsync(town, instanceId);
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), (instance.Status, instance.SubStatus));
        Assert.Equal(WorkItemState.Cancelled, await town.Host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordId == record.Id).Select(x => x.State).SingleAsync()));
    }

    // The tests share one database and all begin at the same instant; the cursor of the one before is ahead of this one.
    private static Task ForgetCursorAsync(CaseTown town) => town.Host.ReadAsync(db => db.Set<EventCursor>().ExecuteDeleteAsync());

    private async Task<CaseTown> OpenAsync()
    {
        var town = await CaseTown.OpenAsync(database, services: services => services
            .AddActivitiesFrom(typeof(WaitForBusinessEvent).Assembly).AddWorkflow<EchoFlow>().AddWorkflow<AskFlow>());
        await using var scope = town.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        await scope.ServiceProvider.GetRequiredService<IRegistriesPopulator>().PopulateAsync();
        return town;
    }

    private static Task<Case> RegisterAsync(CaseTown town) => town.DeskAsync((desk, _) => desk.RegisterAsync(town.Fault()));

    private static Task<string> StartAsync(CaseTown town, string definitionId, Case record) =>
        town.Host.RunAsync(services => services.GetRequiredService<IFlows>().StartAsync(definitionId, record.Ref));

    private static Task<WorkflowInstance> InstanceAsync(CaseTown town, string id) =>
        town.Host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == id));

    private static Task PublishAsync(CaseTown town, Case record, string name, string? filter = null) =>
        town.Host.RunAsync(services => services.GetRequiredService<EventDesk>().PublishAsync(name, record.Ref, filter: filter));

    private static Task<int> CountAsync(CaseTown town, Case record, string name) =>
        town.Host.ReadAsync(db => db.Set<BusinessEvent>().CountAsync(x => x.RecordId == record.Id && x.Name == name));

    private static Task RecoverAsync(CaseTown town) => town.Host.Services.GetRequiredService<RecoverySweep>().RunOnceAsync();

    private static Dictionary<string, string?> Answers(CaseTown town) => new()
    {
        ["startedAt"] = town.Time.GetUtcNow().ToString("O"),
        ["endedAt"] = town.Time.GetUtcNow().ToString("O"),
        ["notes"] = "done",
    };

    /// <summary>Waits to be asked and answers.</summary>
    public sealed class EchoFlow : WorkflowBase
    {
        public const string Id = "test-echo";

        protected override void Build(IWorkflowBuilder builder)
        {
            builder.DefinitionId = Id;
            builder.Root = new Sequence
            {
                Activities = { new WaitForBusinessEvent { EventName = new("Test.Asked") }, new PublishBusinessEvent { EventName = new("Test.Answered") } },
            };
        }
    }

    /// <summary>Asks the customer for a task and tells when it is done.</summary>
    public sealed class AskFlow : WorkflowBase
    {
        public const string Id = "test-ask";

        protected override void Build(IWorkflowBuilder builder)
        {
            builder.DefinitionId = Id;
            builder.Root = new Sequence
            {
                Activities =
                {
                    new HumanTask { TaskType = new("subflow-manual"), Role = new(RoleCodes.CustomerUser), Outcomes = new(["Resolved"]) },
                    new PublishBusinessEvent { EventName = new("Test.Answered") },
                },
            };
        }
    }
}

public sealed class FlowsOnSqlite(SqliteTestDatabase database) : FlowGatewayCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class FlowsOnPostgreSql(PostgreSqlTestDatabase database) : FlowGatewayCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class FlowsOnSqlServer(SqlServerTestDatabase database) : FlowGatewayCompliance(database), IClassFixture<SqlServerTestDatabase>;
