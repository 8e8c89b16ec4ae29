using System.Net;
using System.Net.Http.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>An administrator's repairs: what is previewed is what happens, with its reason in the audit trail, and only he may do it.</summary>
public sealed class RepairTests
{
    [Fact]
    public async Task A_skipped_step_withdraws_its_work_and_goes_on_with_the_outcome_as_previewed()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var no = await AcceptingAsync(host);
        using var admin = await host.SignInAsync("admin1");
        var (instance, step) = await WaitAsync(host, no, "fault-accept");
        var asked = new { reason = "the engineer has left", subject = step, outcome = "Accepted" };

        var preview = await PreviewAsync(admin, instance, "skip", asked);
        Assert.Equal([WorkItemState.Cancelled], Ended(preview));
        Assert.True(preview.Steps[0].IsKept); // it is passed over, the others are run
        Assert.Contains(preview.Steps, x => !x.IsKept && x.Status == ActivityStatus.Completed);
        Assert.Equal(WorkItemState.Created, await ItemAsync(host, no, "fault-accept")); // nothing was stored

        (await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/skip", asked)).EnsureSuccessStatusCode();

        Assert.Equal(WorkItemState.Cancelled, await ItemAsync(host, no, "fault-accept"));
        Assert.Equal(WorkItemState.Created, await ItemAsync(host, no, "fault-confirm-accept"));
        var entry = Assert.Single(await AuditAsync(host, no));
        Assert.Equal(("instance.skip", "the engineer has left", $"{step} → Accepted"), (entry.Action, entry.Reason, entry.New));
    }

    [Fact]
    public async Task A_replay_asks_again_with_other_values_and_leaves_clocks_events_and_messages_alone()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var no = await AcceptingAsync(host);
        var crew = ApiCrew.Of(host);
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted");
        using var admin = await host.SignInAsync("admin1");
        var (instance, waiting) = await WaitAsync(host, no, "fault-confirm-accept");
        var before = await TracesAsync(host, no);
        var step = await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordNo == no && x.TaskType == "fault-accept").Select(x => x.Step!).SingleAsync());
        var asked = new { reason = "accepted by mistake", subject = step, takenBack = await OpenAsync(host, instance) };

        var preview = await PreviewAsync(admin, instance, "replay", asked);
        Assert.All(Ended(preview), x => Assert.Equal(WorkItemState.Cancelled, x));
        Assert.Contains(preview.Tasks, x => x.Before is null && x.After == WorkItemState.Created);
        Assert.Empty(preview.Clocks);
        Assert.Empty(preview.Events);

        (await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/replay", asked)).EnsureSuccessStatusCode();
        Assert.Equal(1, await CountAsync(host, no, "fault-accept", WorkItemState.Created));
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted");

        Assert.Equal(1, await CountAsync(host, no, "fault-confirm-accept", WorkItemState.Created));
        Assert.Equal(before, await TracesAsync(host, no)); // the second acceptance neither starts a clock nor tells an event or message again
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.FaultedActivityCount > 0)));
        Assert.NotEqual(waiting, (await WaitAsync(host, no, "fault-confirm-accept")).Step);
    }

    [Fact]
    public async Task A_cancelled_instance_withdraws_its_work_and_a_second_attempt_is_refused()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var no = await AcceptingAsync(host);
        using var admin = await host.SignInAsync("admin1");
        var (instance, _) = await WaitAsync(host, no, "fault-accept");

        (await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/cancel", new { reason = "registered twice" })).EnsureSuccessStatusCode();

        Assert.Equal(WorkItemState.Cancelled, await ItemAsync(host, no, "fault-accept"));
        using var again = await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/cancel", new { reason = "registered twice" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        using var missing = await admin.PostAsJsonAsync("/api/instances/nothing/repairs/cancel", new { reason = "registered twice" });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var silent = await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/cancel", new { reason = "" });
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
    }

    [Fact]
    public async Task An_event_that_was_missed_is_delivered_and_one_that_never_came_is_told()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        var record = await seeds.RefAsync(await ApiCrew.Of(seeds.Host).ReportAsync("intake1"));
        await seeds.PublishAsync("waits", StallSeeds.Awaits("Onsite.Departed"));
        var instance = await seeds.StartAsync("waits", record);
        var bookmark = await seeds.Host.ReadAsync(db => db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == instance).Select(x => x.Id).SingleAsync());
        using var admin = await seeds.Host.SignInAsync("admin1");
        var asked = new { reason = "told by telephone", subject = bookmark };

        var preview = await PreviewAsync(admin, instance, "event", asked);
        Assert.Equal(["Onsite.Departed"], preview.Events);
        Assert.Equal(WorkflowSubStatus.Finished, preview.State);
        (await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/event", asked)).EnsureSuccessStatusCode();

        Assert.Equal(WorkflowStatus.Finished, await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.Id == instance).Select(x => x.Status).SingleAsync()));
        Assert.Equal(1, await seeds.Host.ReadAsync(db => db.Set<BusinessEvent>().CountAsync(x => x.Name == "Onsite.Departed")));
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_with_its_key_and_only_by_who_may_repair()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        await ApiCrew.Of(host).DoAsync("t1gz", await AcceptingAsync(host), "fault-accept", "Accepted");
        var row = await host.ReadAsync(async db =>
        {
            var some = await db.Set<OutboxMessage>().FirstAsync(x => x.Kind == "notification");
            (some.State, some.Error, some.Attempts) = (OutboxState.Parked, "SmtpException: 451", 7);
            await db.SaveChangesAsync();
            return some;
        });
        using var admin = await host.SignInAsync("admin1");
        using var owner = await host.SignInAsync("owner1");

        var recurring = await owner.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/operations/recurring");
        Assert.Contains(recurring.EnumerateArray(), x => x.GetProperty("name").GetString() == "months");
        Assert.DoesNotContain("Jobs.Name.", await owner.GetStringAsync("/operations/jobs"), StringComparison.Ordinal); // every job has a name for people
        using var notHis = await owner.PostAsJsonAsync("/api/operations/recurring/months/run", new { reason = "the month begins" });
        Assert.Equal(HttpStatusCode.Forbidden, notHis.StatusCode);
        (await admin.PostAsJsonAsync("/api/operations/recurring/months/run", new { reason = "the month begins" })).EnsureSuccessStatusCode();
        using var unknown = await admin.PostAsJsonAsync("/api/operations/recurring/none/run", new { reason = "the month begins" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("the month begins", await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "job.run" && x.New == "months").Select(x => x.Reason).SingleAsync()));
        Assert.Contains("SmtpException", await owner.GetStringAsync("/operations/jobs", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var refused = await owner.PostAsJsonAsync($"/api/operations/jobs/effect/{row.Id}/again", new { reason = "the gateway is up" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        (await admin.PostAsJsonAsync($"/api/operations/jobs/effect/{row.Id}/again", new { reason = "the gateway is up" })).EnsureSuccessStatusCode();
        await host.WorkOffAsync();

        var sent = await host.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(x => x.Id == row.Id));
        Assert.Equal((OutboxState.Done, row.Key), (sent.State, sent.Key));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<AuditEntry>().CountAsync(x => x.Action == "job.again" && x.Reason == "the gateway is up")));
    }

    private static async Task<string> AcceptingAsync(ItrHost host)
    {
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        return no;
    }

    private static async Task<Effects> PreviewAsync(HttpClient admin, string instance, string kind, object asked)
    {
        using var answer = await admin.PostAsJsonAsync($"/api/instances/{instance}/repairs/{kind}/preview", asked);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Effects>(new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }))!;
    }

    private static IEnumerable<WorkItemState> Ended(Effects preview) => preview.Tasks.Where(x => x.Before is not null).Select(x => x.After);

    private static Task<(string Instance, string Step)> WaitAsync(ItrHost host, string no, string taskType) => host.ReadAsync(async db =>
    {
        var item = await db.Set<WorkItem>().SingleAsync(x => x.RecordNo == no && x.TaskType == taskType && x.State == WorkItemState.Created);
        return (item.InstanceId!, item.ActivityInstanceId!);
    });

    private static Task<List<string>> OpenAsync(ItrHost host, string instance) =>
        host.ReadAsync(db => db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == instance && !x.IsListener).Select(x => x.ActivityInstanceId!).ToListAsync());

    private static Task<WorkItemState> ItemAsync(ItrHost host, string no, string taskType) =>
        host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordNo == no && x.TaskType == taskType).Select(x => x.State).SingleAsync());

    private static Task<int> CountAsync(ItrHost host, string no, string taskType, WorkItemState state) =>
        host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => x.RecordNo == no && x.TaskType == taskType && x.State == state));

    private static Task<List<AuditEntry>> AuditAsync(ItrHost host, string no) =>
        host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == no && x.Action.StartsWith("instance.")).ToListAsync());

    // What must not come a second time.
    private static Task<string> TracesAsync(ItrHost host, string no) => host.ReadAsync(async db =>
    {
        var clocks = await db.Set<SlaClock>().Where(x => x.RecordNo == no).Select(x => x.ClockId + "#" + x.Sequence + " " + x.StartedAt).Order().ToListAsync();
        var events = await db.Set<BusinessEvent>().Where(x => x.RecordNo == no && x.Name.StartsWith("Fault.")).Select(x => x.Name).Order().ToListAsync();
        var messages = await db.Set<Notification>().Where(x => x.RecordNo == no && x.TemplateCode == "CASE_ACCEPTED").CountAsync();
        return $"{string.Join(", ", clocks)}; {string.Join(", ", events)}; {messages}";
    });
}
