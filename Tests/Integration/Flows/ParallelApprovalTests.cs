using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Integration.Cases;
using Elsa.ITR.Tests.Integration.Data;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Several roles are asked the same: who must agree, and when the answer is certain (R18).</summary>
public sealed class ParallelApprovalTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    private static readonly string[] Everybody = [RoleCodes.Tier1Engineer, RoleCodes.DutyManager, RoleCodes.InstituteApprover];
    private static readonly Dictionary<string, string> Holders = new()
    {
        [RoleCodes.Tier1Engineer] = "anna",
        [RoleCodes.DutyManager] = "duty",
        [RoleCodes.InstituteApprover] = "institute",
    };

    [Fact]
    public async Task All_asks_everybody_at_once_and_needs_everybody()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "All");
        Assert.Equal(Everybody.Order(), (await OpenAsync(town, record)).Select(x => x.Role).Order());

        await AnswerAsync(town, record, RoleCodes.InstituteApprover, "Approve");
        await AnswerAsync(town, record, RoleCodes.Tier1Engineer, "Approve");
        Assert.Null(await OutcomeAsync(town, record));
        await AnswerAsync(town, record, RoleCodes.DutyManager, "Approve");

        Assert.Equal("Approved", await OutcomeAsync(town, record));
    }

    [Fact]
    public async Task All_ends_with_the_first_refusal_and_takes_the_other_questions_back()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "All");

        await AnswerAsync(town, record, RoleCodes.DutyManager, "Return");

        Assert.Equal("Returned", await OutcomeAsync(town, record));
        Assert.Empty(await OpenAsync(town, record));
    }

    [Fact]
    public async Task Any_ends_with_the_first_agreement_though_somebody_refused_before()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "Any");

        await AnswerAsync(town, record, RoleCodes.DutyManager, "Return");
        Assert.Null(await OutcomeAsync(town, record));
        await AnswerAsync(town, record, RoleCodes.InstituteApprover, "Approve");

        Assert.Equal("Approved", await OutcomeAsync(town, record));
        Assert.Empty(await OpenAsync(town, record));
    }

    [Fact]
    public async Task Any_is_refused_when_nobody_is_left_who_could_agree()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "Any");

        foreach (var role in Everybody)
            await AnswerAsync(town, record, role, "Return");

        Assert.Equal("Returned", await OutcomeAsync(town, record));
    }

    [Fact]
    public async Task Sequential_asks_one_after_the_other_and_shows_what_the_one_before_entered()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "Sequential");

        foreach (var role in Everybody)
        {
            var item = Assert.Single(await OpenAsync(town, record));
            Assert.Equal(role, item.Role);
            if (role != Everybody[0])
                Assert.Contains("seen by the one before", item.InputData!, StringComparison.Ordinal);
            await AnswerAsync(town, record, role, "Approve", ("opinion", "seen by the one before"));
        }

        Assert.Equal("Approved", await OutcomeAsync(town, record));
    }

    [Fact]
    public async Task Sequential_asks_nobody_any_more_after_a_refusal()
    {
        await using var town = await OpenAsync();
        var record = await StartAsync(town, "Sequential");

        await AnswerAsync(town, record, Everybody[0], "Return");

        Assert.Equal("Returned", await OutcomeAsync(town, record));
        Assert.Empty(await OpenAsync(town, record));
    }

    private async Task<CaseTown> OpenAsync()
    {
        var town = await CaseTown.OpenAsync(database, services: services => services
            .AddActivitiesFrom(typeof(ParallelApproval).Assembly).AddWorkflow<AllFlow>().AddWorkflow<AnyFlow>().AddWorkflow<SequentialFlow>());
        await using var scope = town.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        await scope.ServiceProvider.GetRequiredService<IRegistriesPopulator>().PopulateAsync();
        return town;
    }

    private static async Task<Case> StartAsync(CaseTown town, string mode)
    {
        var record = await town.DeskAsync((desk, _) => desk.RegisterAsync(town.Fault()));
        await town.Host.RunAsync(services => services.GetRequiredService<IFlows>().StartAsync($"test-approval-{mode}", record.Ref));
        return record;
    }

    private static Task<List<WorkItem>> OpenAsync(CaseTown town, Case record) => town.Host.ReadAsync(db => db.Set<WorkItem>()
        .Where(x => x.RecordId == record.Id && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)).ToListAsync());

    private static async Task AnswerAsync(CaseTown town, Case record, string role, string outcome, params (string Key, string? Value)[] fields)
    {
        var item = Assert.Single(await OpenAsync(town, record), x => x.Role == role);
        var person = await World.SignInAsync(town.Host, town.People[Holders[role]]);
        await town.Host.RunAsync(async services =>
        {
            var mine = (await services.GetRequiredService<IWorkItems>().FindAsync(item.Id))!;
            var values = fields.Append(("comment", outcome)).ToDictionary(x => x.Item1, x => x.Item2);
            await services.GetRequiredService<InboxDesk>().CompleteAsync(mine, outcome, values, null);
            await services.GetRequiredService<IFlows>().ResumeAsync(mine);
            return true;
        }, person);
    }

    // The flow tells its way out by an event; null while it waits.
    private static async Task<string?> OutcomeAsync(CaseTown town, Case record) =>
        (await town.Host.ReadAsync(db => db.Set<BusinessEvent>().Where(x => x.RecordId == record.Id && x.Name.StartsWith("Test.")).Select(x => x.Name).ToListAsync()))
            .SingleOrDefault()?["Test.".Length..];

    public abstract class ApprovalFlow(string mode) : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            builder.DefinitionId = $"test-approval-{mode}";
            var ask = new ParallelApproval { TaskType = new("retro-approve"), Roles = new(Everybody), Mode = new(mode) };
            var chart = new Flowchart { Activities = { ask } };
            foreach (var outcome in (string[])["Approved", "Rejected", "Returned"])
            {
                var tell = new PublishBusinessEvent { EventName = new($"Test.{outcome}") };
                chart.Activities.Add(tell);
                chart.Connections.Add(new Connection(new Endpoint(ask, outcome), new Endpoint(tell)));
            }

            builder.Root = chart;
        }
    }

    public sealed class AllFlow() : ApprovalFlow("All");

    public sealed class AnyFlow() : ApprovalFlow("Any");

    public sealed class SequentialFlow() : ApprovalFlow("Sequential");
}
