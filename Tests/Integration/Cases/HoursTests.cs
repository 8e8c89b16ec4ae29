using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>Working time: logged by who worked, corrected by him alone with a reason, summed up on the case and told in the report.</summary>
public sealed class HoursTests
{
    [Fact]
    public async Task Time_on_case_and_task_adds_up_is_corrected_with_a_reason_and_stands_in_the_report()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var work = await crew.FindAsync("t1gz", no, "fault-accept");
        var engineer = (await crew.AsAsync("t1gz")).Http;

        using var onCase = await LogAsync($"/api/cases/{no}/hours", "Analysis", 90);
        var page = await PageForm.ReadAsync(engineer, $"/work-items/{work.No}/time", "dlg form");
        using var onTask = await page.PostAsync($"/work-items/{work.No}/time", ("kind", "Remote"), ("on", "2026-11-23"), ("minutes", "45"), ("note", "倒换 <b>"));
        using var odd = await LogAsync($"/api/cases/{no}/hours", "Remote", 20);
        using var tomorrow = await LogAsync($"/api/cases/{no}/hours", "Remote", 30, "2026-11-24");
        using var full = await LogAsync($"/api/cases/{no}/hours", "Remote", 1440);
        var id = (await onCase.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Redirect), (onCase.StatusCode, onTask.StatusCode));
        Assert.Equal(("timesheet.steps", "timesheet.day", "timesheet.day-full"), (await CodeAsync(odd), await CodeAsync(tomorrow), await CodeAsync(full)));
        var found = await HoursAsync("t1gz");
        Assert.Equal(135, found.GetProperty("minutes").GetInt32());
        Assert.Contains(found.GetProperty("entries").EnumerateArray(), x => x.TryGetProperty("workItemNo", out var task) && task.GetString() == work.No);

        using var others = await (await crew.AsAsync("duty1")).Http.PutAsJsonAsync($"/api/hours/{id}", new { minutes = 15, reason = "too long" });
        using var unsaid = await engineer.PutAsJsonAsync($"/api/hours/{id}", new { minutes = 60, reason = " " });
        using var corrected = await engineer.PutAsJsonAsync($"/api/hours/{id}", new { minutes = 60, reason = "午饭不算" });

        Assert.Equal(("timesheet.not-yours", "timesheet.reason-required", HttpStatusCode.NoContent), (await CodeAsync(others), await CodeAsync(unsaid), corrected.StatusCode));
        var entry = (await HoursAsync("duty1")).GetProperty("entries").EnumerateArray().Single(x => x.GetProperty("id").GetString() == id);
        Assert.Equal((60, 90, "午饭不算"), (entry.GetProperty("minutes").GetInt32(), entry.GetProperty("first").GetInt32(), entry.GetProperty("reason").GetString()));
        Assert.Equal(("2026-11-23 90", "2026-11-23 60"), await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "timesheet.correct").Select(x => new ValueTuple<string?, string?>(x.Old, x.New)).SingleAsync()));

        var tab = await engineer.GetStringAsync($"/cases/{no}?tab=time");
        Assert.Contains("合计 1 小时 45 分", tab, StringComparison.Ordinal);
        Assert.Contains("倒换 &lt;b&gt;", tab, StringComparison.Ordinal);
        Assert.Contains(">分析</td><td class=\"one\">1</td>", await engineer.GetStringAsync($"/cases/{no}/report"), StringComparison.Ordinal);
        using var refused = await (await crew.AsAsync("custgz")).Http.GetAsync($"/api/cases/{no}/hours");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        Task<HttpResponseMessage> LogAsync(string url, string kind, int minutes, string on = "2026-11-23") => engineer.PostAsJsonAsync(url, new { kind, on, minutes, note = "" });
        async Task<JsonElement> HoursAsync(string person) => await (await crew.AsAsync(person)).Http.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/hours");
        static async Task<string?> CodeAsync(HttpResponseMessage answer) => new ApiAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync()).Code;
    }
}
