using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palettes "Events", "Flows", "Notifications" and "Tasks", one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class FlowActivityTests(ActivityBench bench)
{
    [Fact]
    public async Task PublishBusinessEvent_raises_it_on_the_record_and_refuses_a_time_it_cannot_read()
    {
        var found = await bench.FaultAsync();

        await PublishAsync("");
        await Assert.ThrowsAsync<ActivityException>(() => PublishAsync("noon"));

        var raised = Assert.Single(await bench.RowsAsync<BusinessEvent>(x => x.RecordId == found.Id && x.Name == "Test.Happened"));
        Assert.Equal(("what", bench.Now), (raised.Filter, raised.OccurredAt));

        Task<Ran> PublishAsync(string at) => bench.RunAsync(found.Ref, new PublishBusinessEvent
        {
            EventName = new("Test.Happened"),
            Filter = new("what"),
            OccurredAt = new(at),
            Data = new(new Dictionary<string, object> { ["who"] = "me" }),
            On = new(""),
        });
    }

    [Fact]
    public async Task WaitForBusinessEvent_waits_for_one_that_is_still_to_come()
    {
        var found = await bench.AcceptedAsync();

        var open = await bench.RunAsync(found.Ref, Waiting(""));
        var limited = await bench.RunAsync(found.Ref, Waiting("TMR-OBSERVE-MAX"));

        Assert.Single(open.Waits);
        Assert.Equal(2, limited.Waits.Count);

        static WaitForBusinessEvent Waiting(string within) => new WaitForBusinessEvent { EventName = new("Fault.LevelChanged"), Filter = new(""), Within = new(within), Listener = new(true) };
    }

    [Fact]
    public async Task RunFlow_waits_for_the_other_flow_and_StartFlow_does_not()
    {
        var found = await bench.AcceptedAsync();

        var run = await bench.RunAsync(found.Ref, new RunFlow { DefinitionId = new(FlowIds.RemoteService), FlowInput = new((IDictionary<string, object>?)null), Outcomes = new(["Succeeded"]), OtherRecord = new(""), Keep = new((ICollection<string>?)null) });
        var started = await bench.RunAsync(found.Ref, new StartFlow { DefinitionId = new(FlowIds.RemoteService), FlowInput = new((IDictionary<string, object>?)null), OtherRecord = new("") });

        Assert.Single(run.Waits);
        Assert.Empty(started.Waits);
        Assert.NotNull(started.Output("InstanceId"));
        var unknown = await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new StartFlow { DefinitionId = new("itr-nope"), FlowInput = new((IDictionary<string, object>?)null), OtherRecord = new("") }));
        Assert.Contains("'itr-nope'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelChildFlows_without_children_and_BranchEnd_do_nothing()
    {
        var found = await bench.FaultAsync();

        Assert.Empty((await bench.RunAsync(found.Ref, new CancelChildFlows { DefinitionId = new("") })).Waits);
        Assert.Empty((await bench.RunAsync(found.Ref, new BranchEnd())).Waits);
    }

    [Fact]
    public async Task SendNotification_reaches_who_is_meant_once()
    {
        var found = await bench.AcceptedAsync();

        for (var i = 0; i < 2; i++)
            await SendAsync("CASE_ACCEPTED");
        await Assert.ThrowsAsync<ActivityException>(() => SendAsync("nope"));

        var sent = await bench.RowsAsync<Notification>(x => x.RecordId == found.Id && x.TemplateCode == "CASE_ACCEPTED" && x.Channel == NotificationChannel.InApp);
        Assert.Equal(sent.Select(x => x.RecipientId).Distinct().Count(), sent.Count);
        Assert.NotEmpty(sent);

        Task<Ran> SendAsync(string template) => bench.RunAsync(found.Ref, new SendNotification { Template = new(template), Recipients = new([RoleCodes.DutyManager]), Values = new((IDictionary<string, object>?)null) });
    }

    [Fact]
    public async Task HumanTask_asks_the_role_and_refuses_an_assignee_it_does_not_know()
    {
        var found = await bench.AcceptedAsync();

        var ran = await bench.RunAsync(found.Ref, Asking(""));

        Assert.Single(ran.Waits);
        var item = Assert.Single(await bench.RowsAsync<WorkItem>(x => x.RecordId == found.Id));
        Assert.Equal(("fault-accept", RoleCodes.Tier1Engineer, WorkItemState.Created), (item.TaskType, item.Role, item.State));
        Assert.Contains("'somebody'", (await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, Asking("somebody")))).Message, StringComparison.Ordinal);

        static HumanTask Asking(string assignee) => Blank(new HumanTask { TaskType = new("fault-accept"), Role = new(RoleCodes.Tier1Engineer), Assignee = new(assignee), Outcomes = new([]) });
    }

    [Fact]
    public async Task ApprovalTask_offers_the_decisions_and_waits_no_longer_than_its_limit()
    {
        var found = await bench.AcceptedAsync();
        var ask = Blank(new ApprovalTask { TaskType = new("retro-approve"), Role = new(RoleCodes.DutyManager), Decisions = new(["Approve", "Return"]) });
        ask.Within = new("TMR-OBSERVE-MAX");

        var ran = await bench.RunAsync(found.Ref, ask);

        Assert.Equal(2, ran.Waits.Count); // the answer, and the limit
        Assert.Equal(["Approve", "Return"], Assert.Single(await bench.RowsAsync<WorkItem>(x => x.RecordId == found.Id)).Outcomes);
    }

    [Fact]
    public async Task OpenTask_asks_and_goes_on()
    {
        var found = await bench.AcceptedAsync();

        var ran = await bench.RunAsync(found.Ref, new OpenTask
        {
            TaskType = new("esc-action"),
            Role = new(RoleCodes.DutyManager),
            Outcomes = new((ICollection<string>?)null),
            Clocks = new((ICollection<string>?)null),
            TitleZh = new("跟进"),
            TitleEn = new("Follow up"),
            Prefill = new((IDictionary<string, object>?)null),
            DueIn = new("TMR-OBSERVE-MAX"),
        });

        Assert.Empty(ran.Waits);
        var item = Assert.Single(await bench.RowsAsync<WorkItem>(x => x.RecordId == found.Id));
        Assert.Equal((ran.Output("TaskNo"), false), (item.No, item.BlocksFlow));
        Assert.NotNull(item.DueAt);
    }

    [Fact]
    public async Task CancelTasks_leaves_steps_alone_that_do_not_wait()
    {
        var found = await bench.FaultAsync();

        Assert.Empty((await bench.RunAsync(found.Ref, new CancelTasks { Steps = new(["nothing"]) })).Waits);
    }

    private static T Blank<T>(T task)
        where T : TaskActivity
    {
        task.Scope = new("");
        task.Clocks = new((ICollection<string>?)null);
        task.TitleZh = new("");
        task.TitleEn = new("");
        task.Prefill = new((IDictionary<string, object>?)null);
        task.Keep = new((ICollection<string>?)null);
        task.Within = new("");
        task.WithinFrom = new("");
        task.ClaimEvent = new("");
        task.NotBy = new("");
        task.DueAt = new("");
        return task;
    }
}
