using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Data.Live;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Live;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>Who else has a page open: told when somebody comes or goes, forgotten by itself, and no business of the customer.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task Colleagues_see_each_other_until_they_leave_or_fall_silent_and_staying_writes_no_news()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var work = await crew.FindAsync("t1gz", no, "fault-accept");
        var (engineer, duty, customer) = (await PageAsync("t1gz"), await PageAsync("duty1"), (await crew.AsAsync("custgz")).Http);
        var before = await NewsAsync();

        Assert.Empty(await OthersAsync("t1gz")); // looking is not being there
        var alone = await SayAsync(engineer);
        var second = await SayAsync(duty);
        for (var i = 0; i < 3; i++)
            await SayAsync(duty);
        using var typed = await engineer.PostAsync($"/work-items/{work.No}/draft", ("f.firstAssessment", "半句"));

        Assert.DoesNotContain("也在看", alone, StringComparison.Ordinal);
        Assert.Contains("（正在填写）", await SayAsync(duty), StringComparison.Ordinal);
        Assert.Contains("也在看", second, StringComparison.Ordinal);
        Assert.Equal(2, await NewsAsync() - before); // two came; that they stay is no news
        Assert.Single(await OthersAsync("t1gz"));
        using (var seen = await customer.GetAsync($"/api/presence/{no}"))
            Assert.Equal("[]", await seen.Content.ReadAsStringAsync());

        using var left = await duty.PostAsync($"/presence/{work.No}/left");
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Empty(await OthersAsync("t1gz"));
        Assert.Equal(3, await NewsAsync() - before);

        await SayAsync(duty);
        host.Time.MoveTo(host.Time.GetUtcNow() + Presence.Lasts);
        Assert.Empty(await OthersAsync("t1gz"));

        Task<int> NewsAsync() => host.ReadAsync(db => db.Set<LiveChange>().CountAsync(x => x.Topics == Presence.TopicOf(work.No)));
        async Task<PageForm> PageAsync(string person) => await PageForm.ReadAsync((await crew.AsAsync(person)).Http, $"/work-items/{work.No}", "id=\"presence\"");
        async Task<string> SayAsync(PageForm page)
        {
            using var answer = await page.PostAsync($"/presence/{work.No}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        async Task<IReadOnlyList<JsonElement>> OthersAsync(string person) => (await (await crew.AsAsync(person)).Http.GetFromJsonAsync<List<JsonElement>>($"/api/presence/{work.No}"))!;
    }
}
