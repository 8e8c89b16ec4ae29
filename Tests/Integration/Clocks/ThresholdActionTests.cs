using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Shared.ManualTime;

namespace Elsa.ITR.Tests.Integration.Clocks;

/// <summary>What thresholds do to tasks and people, and what people answer.</summary>
public sealed class ThresholdActionTests
{
    [Fact]
    public async Task An_unaccepted_case_reminds_and_then_goes_to_the_duty_manager()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 09:00");
        await host.PublishAsync("Case.Dispatched");
        var due = (await host.ClocksAsync())["OLA-ACCEPT"].DueAt;
        await host.RunAsync(services => services.GetRequiredService<InboxDesk>().AskAsync(
            new WorkItemRequest("fault-accept", host.Case, RoleCodes.Tier1Engineer) { ClockIds = ["OLA-ACCEPT"], DueAt = due }));

        await host.AtAsync("2026-11-23 09:20");
        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.TaskType == "fault-accept"));
        var told = (await host.ReadAsync(db => db.Set<Notification>().Where(x => x.Channel == NotificationChannel.InApp).ToListAsync()))
            .OrderBy(x => x.SentAt).Select(x => (Time(x.SentAt), x.TemplateCode, host.NameOf(x.RecipientId))).ToList();

        Assert.Equal(RoleCodes.DutyManager, item.Role);
        Assert.Contains(("09:12", "CLOCK_REMIND", "engineer"), told);
        Assert.Contains(("09:15", "TASK_UNCLAIMED", "duty"), told);
    }

    [Fact]
    public async Task A_warning_of_one_clock_does_not_hide_that_of_another_in_the_same_minute()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 09:00");
        Task WarnAsync(string clockId) => host.RunAsync(services => services.GetRequiredService<NotificationDesk>().SendAsync(
            "CLOCK_WARN", host.Case, [RoleCodes.DutyManager], new Dictionary<string, object?> { ["clockName"] = clockId, ["remaining"] = "1 h" }, clockId));

        await WarnAsync("OLA-TIER1-MAX");
        await WarnAsync("GD-L1-RESTORE-REMOTE");
        await WarnAsync("GD-L1-RESTORE-REMOTE");

        var told = await host.ReadAsync(db => db.Set<Notification>().Where(x => x.Channel == NotificationChannel.InApp).Select(x => x.Thing!).ToListAsync());
        Assert.Equal(["GD-L1-RESTORE-REMOTE", "OLA-TIER1-MAX"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_second_task_of_a_record_is_announced_although_the_first_just_was()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 09:00");
        var work = new List<WorkItem>();
        foreach (var type in (string[])["fault-accept", "fault-lead"])
            await host.RunAsync(async services => work.Add(await services.GetRequiredService<InboxDesk>().AskAsync(new WorkItemRequest(type, host.Case, RoleCodes.Tier1Engineer))));

        await host.RunAsync(async services => await services.GetRequiredService<InboxDesk>().ReassignAsync((await services.GetRequiredService<IWorkItems>().FindAsync(work[0].Id))!, host.Person("engineer"), null));

        var told = await host.ReadAsync(db => db.Set<Notification>().Where(x => x.TemplateCode == "TASK_ASSIGNED" && x.Channel == NotificationChannel.InApp).ToListAsync());
        Assert.Equal(work.Select(x => x.No).Order(), told.Where(x => x.RecipientId == host.Person("engineer")).Select(x => x.Thing!).Order()); // each once: the first is the same task still
    }

    [Fact]
    public async Task Work_that_nobody_can_do_goes_to_the_duty_manager_who_is_told()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 09:00");

        await host.RunAsync(services => services.GetRequiredService<InboxDesk>().AskAsync(new WorkItemRequest("fault-lead", host.Case, RoleCodes.RnDEngineer)));

        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync());
        Assert.Equal((RoleCodes.DutyManager, true), (item.Role, item.NoCandidate));
        var told = await host.ReadAsync(db => db.Set<Notification>().SingleAsync(x => x.TemplateCode == "TASK_NO_CANDIDATE" && x.Channel == NotificationChannel.InApp));
        Assert.Equal(("duty", $"No candidate for task {item.No}"), (host.NameOf(told.RecipientId), told.TextEn));
    }

    [Theory]
    [InlineData(2, "2026-11-30 18:00")]
    [InlineData(3, "2026-12-02 18:00")]
    public async Task The_callback_is_due_by_working_days(int level, string due) // 01.5
    {
        await using var host = await ClockHost.StartAsync("2026-11-27 16:00", record => record.LevelProvisional = level);

        await host.PublishAsync("Case.Resolved");

        Assert.Equal(Local(due), (await host.ClocksAsync())["OLA-CALLBACK"].DueAt);
    }

    [Fact]
    public async Task Warranty_clocks_start_back_dated_when_the_entitlement_is_known() // R1, R5
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 09:00", record => record.PolicyCode = null);
        await host.PublishAsync("Case.Received");
        await host.AtAsync("2026-11-23 09:20");

        await host.ChangeAsync(record => record.Entitlement = Elsa.ITR.Domain.Contracts.EntitlementResult.Warranty);

        Assert.Equal(Local("2026-11-23 11:00"), (await host.ClocksAsync())["CM-WARRANTY-RESPONSE"].DueAt);
    }

    [Fact]
    public async Task Starting_what_an_event_has_started_returns_it() // R1
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 02:15");

        SlaClock? again = null, none = null;
        await host.RunAsync(async services =>
        {
            again = await services.GetRequiredService<ClockDesk>().StartAsync("GD-L1-RESTORE-REMOTE", host.Case);
            none = await services.GetRequiredService<ClockDesk>().StartAsync("GD-L2-RESOLVE", host.Case);
        });

        Assert.Equal((1, Local("2026-11-23 05:10")), (again!.Sequence, again.DueAt));
        Assert.Null(none);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<SlaClock>().CountAsync(x => x.ClockId == "GD-L1-RESTORE-REMOTE")));
    }

    [Fact]
    public async Task The_owner_of_the_level_acknowledges()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:30");

        var open = Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));
        Assert.Contains((EscalationDesk.LeadingFlow, open.Self), host.Flows.Started);
        await host.RunAsync(services => services.GetRequiredService<EscalationDesk>().AcknowledgeAsync(open.Id, Local("2026-11-23 04:28")), "office");
        var escalation = Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));

        Assert.Equal((EscalationState.Acknowledged, Local("2026-11-23 04:28"), Local("2026-11-23 04:40")), (escalation.State, escalation.AckAt!.Value, escalation.AckDueAt!.Value));
        Assert.Contains(host.Flows.Delivered, x => x.Name == EventNames.EscalationAcknowledged && x.RecordId == host.Case.Id);
    }

    [Fact]
    public async Task A_lower_trigger_only_adds_a_line_to_the_history() // 12.6
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.RunAsync(services => services.GetRequiredService<EscalationDesk>().RaiseAsync(
            host.Case, ManagementLevel.M3, EscalationUrgency.High, new Bilingual("投诉", "Complaint"), "complaint"));
        host.OwnersAnswer = true;
        await host.PublishAsync("Fault.Accepted");

        await host.AtAsync("2026-11-23 04:30");
        var escalation = Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));

        Assert.Equal((ManagementLevel.M3, EscalationUrgency.Critical), (escalation.Level, escalation.Urgency));
        Assert.Equal([EscalationStepKind.Opened, EscalationStepKind.Repeated], escalation.History.Where(x => x.Kind is not (EscalationStepKind.Acknowledged or EscalationStepKind.Planned)).OrderBy(x => x.Sequence).Select(x => x.Kind));
        Assert.Single(host.Flows.Started, x => x.Definition == EscalationDesk.LeadingFlow);
    }

    [Fact]
    public async Task Closing_the_case_closes_its_escalation_and_tells_its_flow()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:30");

        await host.PublishAsync("Case.Closed");

        Assert.Equal(EscalationState.Closed, Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync())).State);
        Assert.Contains(host.Flows.Delivered, x => x.Name == EventNames.EscalationSettled);
        Assert.All(await host.ReadAsync(db => db.Set<SlaClock>().Where(x => x.ClockId == EscalationDesk.AckClock).ToListAsync()), clock => Assert.False(clock.IsOpen));
    }

    [Fact]
    public async Task A_penalty_is_verified_and_agreed_with_a_clock_for_each_step() // R20
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 05:10");
        var penalty = await host.ReadAsync(db => db.Set<Penalty>().SingleAsync());
        await host.AtAsync("2026-11-24 10:00");

        await host.RunAsync(services => services.GetRequiredService<PenaltyDesk>().VerifyAsync(penalty.Id, true), "institute");
        await host.RunAsync(services => services.GetRequiredService<PenaltyDesk>().AnswerAsync(penalty.Id, true), "contract");
        var decided = await host.ReadAsync(db => db.Set<Penalty>().SingleAsync());
        var clocks = await host.ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == penalty.Id).OrderBy(x => x.Sequence).ToListAsync());

        Assert.Equal((PenaltyState.Confirmed, "institute", "contract"), (decided.State, decided.VerifiedBy, decided.DecidedBy));
        Assert.Equal([Local("2026-11-30 18:00"), Local("2026-12-01 18:00")], clocks.Select(x => x.DueAt));
        Assert.All(clocks, clock => Assert.Equal(ClockState.Met, clock.State));
    }

    [Fact]
    public async Task The_contract_manager_cannot_answer_before_the_institute()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        var id = Guid.Empty;
        await host.RunAsync(async services => id = (await services.GetRequiredService<PenaltyDesk>().ProposeAsync("PEN-L1-COMPLAINT", host.Case, null, "written", "CMP-1")).Id, "institute");

        var error = await Assert.ThrowsAsync<RuleViolationException>(() => host.RunAsync(services => services.GetRequiredService<PenaltyDesk>().AnswerAsync(id, true), "contract"));

        Assert.Equal("penalty.not-verified", error.Code);
    }

    [Fact]
    public async Task Reminders_wait_for_the_end_of_quiet_hours_and_may_be_muted_warnings_never()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 22:30", record => record.LevelProvisional = 3);
        await host.RunAsync(services =>
        {
            services.GetRequiredService<ItrDbContext>().Add(new NotificationPreference { PersonId = host.Person("duty"), MuteReminders = true });
            return Task.CompletedTask;
        });

        foreach (var template in new[] { "CLOCK_REMIND", "CLOCK_WARN" })
        {
            await host.RunAsync(services => services.GetRequiredService<NotificationDesk>().SendAsync(
                template, host.Case, [RoleCodes.DutyManager, AudienceTokens.Owner, host.Person("engineer").ToString()]));
        }

        var messages = await host.ReadAsync(db => db.Set<Notification>().ToListAsync());
        var reminder = Assert.Single(messages, x => x.Kind == NotificationKind.Remind);
        Assert.Equal((host.Person("engineer"), Local("2026-11-24 07:00")), (reminder.RecipientId, reminder.VisibleAt));
        Assert.Equal(2, messages.Count(x => x.Kind == NotificationKind.Warn && x.VisibleAt == Local("2026-11-23 22:30")));
    }

    [Fact]
    public async Task The_same_message_is_not_repeated_within_ten_minutes()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 10:00");
        Task SendAsync() => host.RunAsync(services => services.GetRequiredService<NotificationDesk>().SendAsync("CLOCK_WARN", host.Case, [AudienceTokens.Owner]));

        await SendAsync();
        await host.AtAsync("2026-11-23 10:09");
        await SendAsync();
        await host.AtAsync("2026-11-23 10:10");
        await SendAsync();

        Assert.Equal(2, await host.ReadAsync(db => db.Set<Notification>().CountAsync(x => x.Channel == NotificationChannel.InApp)));
    }

    [Fact]
    public async Task Loading_a_year_of_holidays_moves_open_clocks_that_count_working_days()
    {
        await using var host = await ClockHost.StartAsync("2026-11-27 16:00", record => record.LevelProvisional = 3);
        await host.PublishAsync("Case.Resolved");
        var holiday = new Holiday(new Bilingual("放假", "Holiday"), new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1));

        await host.RunAsync(services => services.GetRequiredService<PolicyStore>().PublishYearAsync("CAL-CN-WORK", new CalendarYear(2026, true, [holiday], [], "notice"), "notice"));
        await host.AtAsync("2026-11-27 16:01");

        Assert.Equal(Local("2026-12-03 18:00"), (await host.ClocksAsync())["OLA-CALLBACK"].DueAt);
    }

    [Fact]
    public async Task A_clock_explains_every_minute_and_every_threshold()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        host.OwnersAnswer = true;
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 05:30");
        var id = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"].Id;

        ClockExplanation? explanation = null;
        await host.RunAsync(async services => explanation = await services.GetRequiredService<ClockDesk>().ExplainAsync(id), "institute");

        Assert.Equal([("3 h counted", true), ("20 min over", false)], explanation!.Intervals.Select(x => (x.Text.En, x.IsCounted)));
        Assert.Equal(["duty, engineer", "engineer, office", "engineer, institute, regional", "engineer, institute, province, tsc", null], explanation.Thresholds.Select(x => Sorted(x.Told)));
        Assert.Equal(Local("2026-11-23 06:40"), explanation.Thresholds[^1].At);
    }

    [Fact]
    public async Task Customers_do_not_see_internal_clocks() // R19
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        var clocks = await host.ClocksAsync();

        IReadOnlyList<SlaClock> seen = [];
        ClockExplanation? hidden = null;
        await host.RunAsync(
            async services =>
            {
                seen = await services.GetRequiredService<ClockDesk>().RunningAsync(host.Case);
                hidden = await services.GetRequiredService<ClockDesk>().ExplainAsync(clocks["OLA-TIER1-MAX"].Id);
            },
            "branch");

        Assert.Equal("GD-L1-RESTORE-REMOTE", Assert.Single(seen).ClockId);
        Assert.Null(hidden);
    }

    private static string? Sorted(string? names) => names is null ? null : string.Join(", ", names.Split(", ").Order(StringComparer.Ordinal));

    private static string Time(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
