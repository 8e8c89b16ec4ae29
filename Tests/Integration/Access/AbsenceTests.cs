using System.Net;
using System.Text.RegularExpressions;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Somebody is absent and another stands in: his work moves, both names stay, and it ends by itself (flow 12, scenario 5).</summary>
public sealed partial class AbsenceTests
{
    [Fact]
    public async Task What_the_absent_person_holds_is_in_the_deputys_inbox_until_he_is_back()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var (first, second) = (await FaultAsync(host, crew), await FaultAsync(host, crew));
        var deputy = await crew.AsAsync("t1sz");
        Assert.Empty(await deputy.ListAsync("mine"));
        var refused = await deputy.ClaimAsync(first.No, "before");
        Assert.Equal("work-item.not-yours", refused.Code);

        await EnterAsync(crew, "t1gz", "t1gz", "t1sz", "2026-11-23T09:00", "2026-11-25T00:00");

        Assert.Equal([first.No, second.No], (await deputy.ListAsync("mine")).Select(x => x.No).Order());
        var inbox = await deputy.Http.GetStringAsync("/inbox", TestContext.Current.CancellationToken);
        Assert.Contains("代 李俊杰", inbox, StringComparison.Ordinal);
        Assert.Contains("你在替 李俊杰 的班", inbox, StringComparison.Ordinal);
        Assert.Contains("由 张浩然 替班", await (await crew.AsAsync("duty1")).Http.GetStringAsync($"/cases/{first.RecordNo}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var work = (await deputy.FindAsync(first.No))!;
        Assert.True(work.May.Complete && work.May.Claim);
        var done = await deputy.CompleteAsync(first.No, "Accepted", crew.Fill(work, "Accepted"), "done", work.RowVersion);
        Assert.True(done.IsSuccess, done.Text);

        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.No == first.No));
        Assert.Equal("张浩然（代 李俊杰）", item.CompletedByNameZh);
        Assert.Equal("Zhang Haoran for Li Junjie", item.CompletedByNameEn);
        var told = await host.ReadAsync(db => db.Set<CaseEvent>().SingleAsync(x => x.CaseId == item.RecordId && x.TextKey == "Task.ToDeputy"));
        Assert.Contains("李俊杰", told.Args, StringComparison.Ordinal);
        Assert.Contains("张浩然", told.Args, StringComparison.Ordinal);

        host.Time.MoveTo(ManualTime.Local("2026-11-25 00:00"));
        crew = ApiCrew.Of(host); // the sessions of Monday are over
        deputy = await crew.AsAsync("t1sz");
        Assert.DoesNotContain(await deputy.ListAsync("mine"), x => x.No == second.No);
        Assert.Contains(await (await crew.AsAsync("t1gz")).ListAsync("mine"), x => x.No == second.No);
        Assert.Equal("work-item.not-yours", (await deputy.ClaimAsync(second.No, "after")).Code);
    }

    [Fact]
    public async Task New_work_for_the_absent_person_goes_to_the_deputy_and_names_both()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var fault = await FaultAsync(host, crew);
        var ids = await host.ReadAsync(db => db.Users.Where(x => x.UserName == "office1" || x.UserName == "duty1").ToDictionaryAsync(x => x.UserName!, x => x.Id));
        await EnterAsync(crew, "office1", "office1", "duty1", "2026-11-23T09:00", "2026-11-24T00:00");

        var item = await AskAsync(host, fault.RecordNo, ids["office1"]);
        Assert.Equal(ids["duty1"], item.AssigneeId);
        var line = await host.ReadAsync(db => db.Set<CaseEvent>().SingleAsync(x => x.CaseId == item.RecordId && x.TextKey == "Task.ToDeputy"));
        Assert.Contains("曾国栋", line.Args, StringComparison.Ordinal);
        Assert.Contains("何建国", line.Args, StringComparison.Ordinal);

        host.Time.MoveTo(ManualTime.Local("2026-11-24 00:00"));
        Assert.Equal(ids["office1"], (await AskAsync(host, fault.RecordNo, ids["office1"])).AssigneeId);
    }

    [Fact]
    public async Task Who_may_be_absent_by_whom()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        foreach (var (viewer, absent, deputy, to, isTaken) in ((string, string, string, string, bool)[])
        [
            ("t1gz", "t1gz", "t1gz", "2026-11-24T00:00", false), // himself
            ("t1gz", "t1gz", "paeng2", "2026-11-24T00:00", false), // not active
            ("t1gz", "t1gz", "custgz", "2026-11-24T00:00", false), // the other side
            ("palead", "palead", "paeng", "2026-11-24T00:00", false), // another partner
            ("t1gz", "t1gz", "t1sz", "2026-11-23T09:00", false), // over before it begins
            ("t1gz", "t1gz", "t1sz", "2028-11-24T00:00", false),
            ("t1gz", "t2a", "t1sz", "2026-11-24T00:00", false), // a colleague
            ("t1gz", "office1", "t1sz", "2026-11-24T00:00", false), // his manager
            ("region1", "t1gz", "t1sz", "2026-11-24T00:00", true), // staff of his staff
            ("office1", "t1fs", "t1sz", "2026-11-24T00:00", true),
            ("admin1", "intake1", "intake2", "2026-11-24T00:00", true),
        ])
        {
            using var answer = await PostAsync(crew, viewer, absent, deputy, "2026-11-23T09:00", to);

            Assert.Equal((viewer, absent, deputy, to, isTaken ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity), (viewer, absent, deputy, to, answer.StatusCode));
            var stored = await host.ReadAsync(db => db.Set<Delegation>().CountAsync(x => x.CreatedBy == viewer));
            Assert.Equal(isTaken ? 1 : 0, stored);
            Assert.Equal(stored, await host.ReadAsync(db => db.Set<AuditEntry>().CountAsync(x => x.Action == "user.absence" && x.ActorName == viewer && x.RecordNo == absent)));
        }
    }

    [Fact]
    public async Task Two_absences_do_not_overlap_a_deputy_is_there_and_coming_back_early_ends_it()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        await EnterAsync(crew, "t1gz", "t1gz", "t1sz", "2026-11-23T09:00", "2026-11-25T00:00");

        using var twice = await PostAsync(crew, "t1gz", "t1gz", "t1dg", "2026-11-24T00:00", "2026-11-26T00:00");
        using var both = await PostAsync(crew, "t1dg", "t1dg", "t1gz", "2026-11-24T00:00", "2026-11-26T00:00");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (twice.StatusCode, both.StatusCode));

        host.Time.MoveTo(ManualTime.Local("2026-11-24 08:00"));
        crew = ApiCrew.Of(host);
        var mine = (await crew.AsAsync("t1gz")).Http;
        var page = await mine.GetStringAsync("/me/absence", TestContext.Current.CancellationToken);
        var url = EndUrl().Match(page).Value;
        using var stranger = await (await PageForm.ReadAsync((await crew.AsAsync("t2a")).Http, "/me/absence", "data-testid=\"absence-form\"")).PostAsync(url);
        using var ended = await PageForm.Of(mine, page, $"action=\"{url}\"").PostAsync(url);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (stranger.StatusCode, ended.StatusCode));
        var absence = await host.ReadAsync(db => db.Set<Delegation>().SingleAsync(x => x.CreatedBy == "t1gz"));
        Assert.Equal(ManualTime.Local("2026-11-24 08:00"), absence.To);
        Assert.True(await host.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(x => x.Action == "user.absence-end" && x.RecordNo == "t1gz")));
    }

    /// <summary>A fault whose acceptance t1gz has taken.</summary>
    private static async Task<GetWorkItemAnswer> FaultAsync(ItrHost host, ApiCrew crew)
    {
        var no = await crew.ReportAsync("intake1");
        await host.WorkOffAsync();
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await host.WorkOffAsync();
        var work = await crew.FindAsync("t1gz", no, "fault-accept");
        var claimed = await (await crew.AsAsync("t1gz")).ClaimAsync(work.No, $"claim-{no}");
        Assert.True(claimed.IsSuccess || work.Holder is not null, claimed.Text);
        return new GetWorkItemAnswer(work.No, work.RecordNo);
    }

    private static async Task<WorkItem> AskAsync(ItrHost host, string caseNo, Guid person) => await host.CallAsync<IServiceProvider, WorkItem>(async services =>
    {
        var db = services.GetRequiredService<ItrDbContext>();
        var record = await db.Set<Case>().SingleAsync(x => x.No == caseNo);
        var item = await services.GetRequiredService<InboxDesk>().AskAsync(new WorkItemRequest("esc-ack", record.Ref, RoleCodes.OfficeManager) { AssigneeId = person });
        await db.SaveChangesAsync();
        return item;
    });

    private static async Task EnterAsync(ApiCrew crew, string viewer, string absent, string deputy, string from, string to)
    {
        using var answer = await PostAsync(crew, viewer, absent, deputy, from, to);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiCrew crew, string viewer, string absent, string deputy, string from, string to)
    {
        var http = (await crew.AsAsync(viewer)).Http;
        var form = await PageForm.ReadAsync(http, "/me/absence", "data-testid=\"absence-form\"");
        return await form.PostAsync("/me/absence", ("person", DemoId(absent)), ("deputy", DemoId(deputy)), ("from", from), ("to", to), ("reason", "leave"));
    }

    private static string DemoId(string userName) => Elsa.ITR.Web.Seeding.StableId.Of("user", userName).ToString();

    private sealed record GetWorkItemAnswer(string No, string RecordNo);

    [GeneratedRegex("/me/absence/[0-9a-f-]+/end")]
    private static partial Regex EndUrl();
}
