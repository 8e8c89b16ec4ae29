using System.Net;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>People talk about a work item without ending it; who is asked for help hears of it and sees what is meant.</summary>
public sealed class CommentTests
{
    [Fact]
    public async Task Who_is_asked_for_help_is_told_and_sees_what_was_said_the_customer_does_not()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("custgz");
        var work = await crew.FindAsync("intake1", no, "case-classify");
        var agent = (await crew.AsAsync("intake1")).Http;
        var helper = await host.ReadAsync(db => db.Users.Where(x => x.UserName == "t2a").Select(x => x.Id).SingleAsync());
        var dialog = await agent.GetStringAsync($"/work-items/{work.No}/comment");
        var form = PageForm.Of(agent, dialog, "dlg form");

        using var empty = await form.PostAsync($"/work-items/{work.No}/comment", ("text", " "), ("asked", ""), ("key", "empty"));
        using var sent = await form.PostAsync($"/work-items/{work.No}/comment", ("text", "10G 全阻，帮看告警"), ("asked", helper.ToString()));

        Assert.Contains(helper.ToString(), dialog, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (empty.StatusCode, sent.StatusCode));
        var asked = (await crew.AsAsync("t2a")).Http;
        Assert.Contains("10G 全阻，帮看告警", await asked.GetStringAsync($"/work-items/{work.No}"), StringComparison.Ordinal);
        Assert.Contains("10G 全阻，帮看告警", await asked.GetStringAsync("/notifications"), StringComparison.Ordinal);
        Assert.DoesNotContain("帮看告警", await (await crew.AsAsync("custgz")).Http.GetStringAsync($"/cases/{no}"), StringComparison.Ordinal);
        Assert.True((await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.No == work.No))).IsOpen);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Notification>().CountAsync(x => x.RecipientId == helper && x.TemplateCode == "TASK_HELP" && x.Channel == NotificationChannel.InApp)));
    }

    [Fact]
    public async Task Nobody_outside_the_list_is_asked()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify");
        var customer = await host.ReadAsync(db => db.Users.Where(x => x.UserName == "custgz").Select(x => x.Id).SingleAsync());
        var form = await PageForm.ReadAsync((await crew.AsAsync("intake1")).Http, $"/work-items/{work.No}/comment", "dlg form");

        using var refused = await form.PostAsync($"/work-items/{work.No}/comment", ("text", "帮忙"), ("asked", customer.ToString()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkItemComment>().CountAsync()));
    }
}
