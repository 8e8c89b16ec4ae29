using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Data.Documents;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>A case that was really worked on, two years later: it is in the archive, and everybody still finds of it what he could see.</summary>
[Collection(nameof(LifeOfACase))]
public sealed class ArchiveTests(LifeOfACase life)
{
    [Fact]
    public async Task Two_years_after_its_end_a_case_is_read_from_the_archive_by_those_who_saw_it_and_changed_by_nobody()
    {
        var (host, no) = (life.Host, life.No);
        using var before = await host.SignInAsync("custzj");
        var told = (await before.GetFromJsonAsync<JsonElement>($"/api/cases/{no}")).GetProperty("clocks").GetRawText();
        var (task, document, clock) = await host.ReadAsync(async db =>
        {
            var id = await db.Set<Case>().Where(x => x.No == no).Select(x => x.Id).SingleAsync();
            return (await db.Set<WorkItem>().Where(x => x.RecordId == id && x.FormData != null).Select(x => x.No).FirstAsync(), await db.Set<DocumentRecord>().Where(x => x.RecordId == id && !x.IsInternal).Select(x => x.No).FirstAsync(),
                await db.Set<SlaClock>().Where(x => x.RecordId == id && x.ClockId == "GD-L1-RESTORE-REMOTE").Select(x => x.Id).SingleAsync());
        });
        var paper = await before.GetStringAsync($"/documents/{document}");
        var crew = ApiCrew.Of(host);
        await crew.DoAsync("quality1", no, "retro-lead", "Submit");
        await crew.DoAsync("office1", no, "retro-approve", "Approve");
        foreach (var owner in await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.RecordNo == no && x.TaskType == AftercareDesk.ActionTask).OrderBy(x => x.No).Select(x => db.Users.Where(user => user.Id == x.AssigneeId).Select(user => user.UserName!).Single()).ToListAsync()))
            await crew.DoAsync(owner, no, AftercareDesk.ActionTask, "Done"); // what is still promised keeps a case

        host.Time.MoveTo(ManualTime.Local("2028-10-23 09:00"));
        Assert.Equal(0, (await RunAsync(host)).Moved); // not yet two years
        host.Time.MoveTo(ManualTime.Local("2028-12-01 09:00"));
        await host.WorkOffAsync();
        var open = await ApiCrew.Of(host).ReportAsync("intake1");
        var run = await RunAsync(host);
        var again = await RunAsync(host);

        Assert.Equal((1, "", 0), (run.Moved, string.Join(",", run.Kept.Keys), again.Moved));
        Assert.Equal("", await LeftAsync(host, no));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Case>().CountAsync(x => x.No == open)));
        Assert.Equal(0, await host.CallAsync<IOrphans, int>(orphans => orphans.SweepAsync(CancellationToken.None)));

        using var customer = await host.SignInAsync("custzj");
        using var engineer = await host.SignInAsync("t1zj");
        var read = await customer.GetFromJsonAsync<JsonElement>($"/api/cases/{no}");
        Assert.Equal(("Closed", told), (read.GetProperty("state").GetString(), read.GetProperty("clocks").GetRawText()));
        Assert.Equal(host.Time.GetUtcNow(), read.GetProperty("archivedAt").GetDateTimeOffset());
        Assert.Equal(paper, await customer.GetStringAsync($"/documents/{document}"));
        var page = await customer.GetStringAsync($"/cases/{no}");
        Assert.Contains("data-testid=\"archived\"", page, StringComparison.Ordinal);
        Assert.Contains($"/documents/{document}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{no}/note", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{no}/note", await engineer.GetStringAsync($"/cases/{no}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{no}/time", await engineer.GetStringAsync($"/cases/{no}?tab=time"), StringComparison.Ordinal);
        Assert.Contains($"id=\"{task}\"", await engineer.GetStringAsync($"/cases/{no}?tab=tasks"), StringComparison.Ordinal);
        foreach (var url in new[] { $"/cases/{no}?tab=clocks", $"/cases/{no}?tab=documents", $"/cases/{no}?tab=time", $"/cases/{no}?tab=history", $"/cases/{no}?show=clock", $"/cases/{no}/report", $"/api/cases/{no}/history", $"/api/cases/{no}/hours", $"/clocks/{clock}", $"/api/clocks/{clock}" })
            Assert.NotEmpty(await engineer.GetStringAsync(url));
        Assert.Contains("按时", await customer.GetStringAsync($"/cases/{no}/report"), StringComparison.Ordinal); // as it read on the day
        Assert.Equal(document, (await customer.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/documents")).EnumerateArray().First().GetProperty("no").GetString());
        var happened = await engineer.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/timeline");
        Assert.Equal(50, happened.GetProperty("rows").GetArrayLength());
        Assert.NotEmpty((await engineer.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/timeline?after={happened.GetProperty("next").GetString()}")).GetProperty("rows").EnumerateArray());
        Assert.Contains(no, await customer.GetStringAsync("/cases?view=archived&type=Fault"), StringComparison.Ordinal);
        Assert.DoesNotContain(no, await customer.GetStringAsync("/cases?view=all"), StringComparison.Ordinal);

        foreach (var url in new[] { $"/search?q={no}", $"/search?q={task}", "/cases/RS-20261123-0001" })
            Assert.Equal($"/cases/{no}", await LocationAsync(engineer, url));
        Assert.Equal($"/cases/{no}?tab=tasks#{task}", await LocationAsync(engineer, $"/work-items/{task}"));

        using var admin = await host.SignInAsync("admin1");
        var whole = await admin.GetFromJsonAsync<JsonElement>($"/api/operations/archive/{no}");
        Assert.Contains(whole.GetProperty("record").GetProperty("work_items").EnumerateArray(), x => x.GetProperty("No").GetString() == task && x.TryGetProperty("FormData", out _));
        Assert.True(whole.GetProperty("flows").GetProperty("activity_execution_records").GetArrayLength() > 50);

        var form = await PageForm.ReadAsync(engineer, $"/cases/{open}/note", "dlg form");
        using var noted = await form.PostAsync($"/cases/{no}/note", ("text", "too late"));
        Assert.Equal(HttpStatusCode.Conflict, noted.StatusCode);
        foreach (var (url, body) in new (string, object)[] { ($"/api/cases/{no}/report", new { }), ($"/api/cases/{no}/hours", new { kind = "Remote", on = "2028-12-01", minutes = 30, note = "" }), ($"/api/work-items/{task}/complete", new { outcome = "Done", fields = new { } }) })
        {
            using var refused = await engineer.PostAsJsonAsync(url, body);
            Assert.Equal((HttpStatusCode.Conflict, "case.archived"), (refused.StatusCode, new ApiAnswer(refused.StatusCode, await refused.Content.ReadAsStringAsync()).Code));
        }

        using var stranger = await host.SignInAsync("ent1");
        foreach (var url in new[] { $"/cases/{no}", $"/api/cases/{no}", $"/cases/{no}/report", $"/api/cases/{no}/history", $"/documents/{document}", $"/clocks/{clock}" })
        {
            using var hidden = await stranger.GetAsync(url);
            Assert.Equal((url, HttpStatusCode.NotFound), (url, hidden.StatusCode));
        }

        Assert.DoesNotContain(no, await stranger.GetStringAsync("/cases?view=archived"), StringComparison.Ordinal);
        Assert.StartsWith("/cases?", await LocationAsync(stranger, $"/search?q={no}"), StringComparison.Ordinal);
        using var foreign = await stranger.PostAsJsonAsync($"/api/cases/{no}/hours", new { kind = "Remote", on = "2028-12-01", minutes = 30, note = "" });
        Assert.NotEqual(HttpStatusCode.Conflict, foreign.StatusCode);
    }

    [Theory]
    [InlineData("AfterMonths", "17")]
    [InlineData("MostPerNight", "0")]
    public void A_time_in_which_figures_still_count_the_cases_is_refused(string setting, string value)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Archive:{setting}", (string?)value)]).Build());
        using var provider = services.AddCaseArchive().BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ArchiveOptions>>().Value);

        Assert.Contains($"Archive:{setting}", refused.Message, StringComparison.Ordinal);
    }

    private static Task<ArchiveCases.Outcome> RunAsync(ItrHost host) => host.Services.GetRequiredService<ArchiveCases>().RunOnceAsync();

    private static async Task<string?> LocationAsync(HttpClient http, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(request);
        return answer.Headers.Location?.ToString();
    }

    // Tables that still know the case, its session or one of their flows.
    private static Task<string> LeftAsync(ItrHost host, string no) => host.ReadAsync(async db =>
    {
        var id = await db.Set<ArchivedCase>().Where(x => x.No == no).Select(x => x.Id).SingleAsync();
        var keys = await db.Set<ArchivedKey>().Where(x => x.CaseId == id).Select(x => x.Key).ToListAsync();
        var counts = new Dictionary<string, int>
        {
            ["cases"] = await db.Set<Case>().CountAsync(x => x.Id == id),
            ["case_events"] = await db.Set<CaseEvent>().CountAsync(x => x.CaseId == id),
            ["work_items"] = await db.Set<WorkItem>().CountAsync(x => keys.Contains(x.RecordNo)),
            ["sla_clocks"] = await db.Set<SlaClock>().CountAsync(x => keys.Contains(x.RecordNo)),
            ["clock_entries"] = await db.Set<ClockEntry>().CountAsync(x => !db.Set<SlaClock>().Any(clock => clock.Id == x.ClockInstanceId)),
            ["documents"] = await db.Set<DocumentRecord>().CountAsync(x => keys.Contains(x.RecordNo)),
            ["document_versions"] = await db.Set<DocumentVersion>().CountAsync(x => !db.Set<DocumentRecord>().Any(document => document.Id == x.DocumentId)),
            ["workflow_instances"] = await db.Set<WorkflowInstance>().CountAsync(x => keys.Contains(x.CorrelationId!)),
            ["states"] = await db.Set<WorkflowInstanceDocument>().CountAsync(x => !db.Set<WorkflowInstance>().Any(instance => instance.Id == x.InstanceId)),
            ["journal"] = await db.Set<ActivityExecutionRecord>().CountAsync(x => !db.Set<WorkflowInstance>().Any(instance => instance.Id == x.WorkflowInstanceId)),
            ["log"] = await db.Set<WorkflowExecutionLogRecord>().CountAsync(x => !db.Set<WorkflowInstance>().Any(instance => instance.Id == x.WorkflowInstanceId)),
        };
        return string.Join(", ", counts.Where(x => x.Value > 0).Select(x => $"{x.Key} {x.Value}"));
    });
}
