using System.Net;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;

namespace Elsa.ITR.Tests.Integration.Board;

/// <summary>Who is on duty sees what breaches next, what nobody has taken, and what the last shift left.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task What_is_over_and_what_nobody_takes_is_seen_by_who_is_on_duty()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("intake1");
        var duty = (await crew.AsAsync("duty1")).Http;
        var early = await duty.GetStringAsync("/board");
        await host.AdvanceAsync("2026-11-23 09:30");

        var late = await duty.GetStringAsync("/board?by=region&span=3d");

        Assert.Contains("没有等人认领", early, StringComparison.Ordinal);
        Assert.Contains($"/cases/{no}", early, StringComparison.Ordinal);
        Assert.DoesNotContain("<h3 class=\"plain\">已超时</h3>", early, StringComparison.Ordinal);
        Assert.Contains("<h3 class=\"plain\">已超时</h3>", late, StringComparison.Ordinal); // classified within 15 minutes
        Assert.Contains("未认领 30 分", late, StringComparison.Ordinal);
        Assert.Contains($"/cases/{no}/escalate", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_shift_leaves_is_taken_over_by_another_person()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 08:28");
        var crew = ApiCrew.Of(host);
        var first = (await crew.AsAsync("duty1")).Http;
        var form = await PageForm.ReadAsync(first, "/board", "action=\"/board/notes\"");

        using var left = await form.PostAsync("/board/notes", ("text", "广深干线：若 09:20 换板未成，请直接请专家到电话会议。"));
        var seen = await (await crew.AsAsync("t1gz")).Http.GetStringAsync("/board");
        using var empty = await form.PostAsync("/board/notes", ("text", " "), ("key", "another"));
        using var byEngineer = await (await PageForm.ReadAsync((await crew.AsAsync("t1gz")).Http, "/cases/new", "method=\"post\"")).PostAsync("/board/notes", ("text", "x"));

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Contains("若 09:20 换板未成", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/board/notes", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byEngineer.StatusCode);
    }

    [Fact]
    public async Task Customers_have_no_board()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);

        using var answer = await (await crew.AsAsync("custgz")).Http.GetAsync("/board");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
