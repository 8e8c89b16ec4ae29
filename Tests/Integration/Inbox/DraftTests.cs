using System.Net;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>What one types is there again, for him alone, until the item is done or he throws it away.</summary>
public sealed class DraftTests
{
    [Fact]
    public async Task What_one_typed_is_there_again_for_him_alone_and_gone_when_the_item_is_done()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify");
        var agent = await crew.AsAsync("intake1");
        var page = await PageForm.ReadAsync(agent.Http, $"/work-items/{work.No}", "id=\"work\"");

        using var kept = await page.PostAsync($"/work-items/{work.No}/draft", ("f.comment", "半句话还没写完"), ("outcome", "NotADefect-unknown"));
        var mine = await agent.Http.GetStringAsync($"/work-items/{work.No}");
        var list = await agent.Http.GetStringAsync("/inbox?view=offered");
        var others = await (await crew.AsAsync("duty1")).Http.GetStringAsync($"/work-items/{work.No}");

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Contains("半句话还没写完", mine, StringComparison.Ordinal);
        Assert.Contains("草稿已保存", mine, StringComparison.Ordinal);
        Assert.Contains("草稿</span>", list, StringComparison.Ordinal);
        Assert.DoesNotContain("半句话还没写完", others, StringComparison.Ordinal);

        await crew.DoAsync("intake1", work.RecordNo, "case-classify", work.Outcomes[0]);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkItemDraft>().CountAsync()));
        using var late = await page.PostAsync($"/work-items/{work.No}/draft", ("f.comment", "迟到的一键"));
        Assert.Equal(HttpStatusCode.NoContent, late.StatusCode);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkItemDraft>().CountAsync()));
    }

    [Fact]
    public async Task A_draft_is_thrown_away_on_request()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify");
        var agent = (await crew.AsAsync("intake1")).Http;
        var page = await PageForm.ReadAsync(agent, $"/work-items/{work.No}", "id=\"work\"");
        using var kept = await page.PostAsync($"/work-items/{work.No}/draft", ("f.comment", "不要了"));

        using var gone = await page.PostAsync($"/work-items/{work.No}/draft/discard");

        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.DoesNotContain("不要了", await agent.GetStringAsync($"/work-items/{work.No}"), StringComparison.Ordinal);
    }
}
