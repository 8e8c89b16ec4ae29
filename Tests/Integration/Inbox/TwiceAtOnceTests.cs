using System.Net;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>One work item is completed by several requests at once: one completion, one answer per key, a conflict for everybody else.</summary>
public sealed class TwiceAtOnceTests
{
    private const int AtOnce = 6;

    [Fact]
    public async Task The_same_key_sent_several_times_at_once_completes_once_and_answers_the_same()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await FoundAsync(crew);
        var agent = await crew.AsAsync("intake1");
        var fields = crew.Fill(work, "Classified");

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => agent.CompleteAsync(work.No, "Classified", fields, "one", work.RowVersion)));
        var later = await agent.CompleteAsync(work.No, "Classified", fields, "one", work.RowVersion);

        Assert.All(answers.Append(later), answer => Assert.Equal((HttpStatusCode.OK, answers[0].Text), (answer.Status, answer.Text)));
        await HappenedOnceAsync(host, work.No);
    }

    [Fact]
    public async Task Different_keys_at_once_complete_once_and_the_others_are_told_who_and_when()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await FoundAsync(crew);
        var (one, other) = (await crew.AsAsync("intake1"), await crew.AsAsync("intake2"));
        var fields = crew.Fill(work, "Classified");

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => (i % 2 == 0 ? one : other).CompleteAsync(work.No, "Classified", fields, $"key-{i}")));

        Assert.Single(answers, answer => answer.IsSuccess);
        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.No == work.No));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer =>
        {
            Assert.Equal((HttpStatusCode.Conflict, "work-item.already-done"), (answer.Status, answer.Code));
            Assert.Contains(item.CompletedByName!.Zh, answer.Detail!, StringComparison.Ordinal);
            Assert.Contains("02:05", answer.Detail!, StringComparison.Ordinal);
        });
        await HappenedOnceAsync(host, work.No);
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await FoundAsync(crew);
        var agent = await crew.AsAsync("intake1");
        var fields = crew.Fill(work, "Classified");
        Assert.True((await agent.CompleteAsync(work.No, "Classified", fields, "one")).IsSuccess);

        fields["comment"] = "something else";
        var refused = await agent.CompleteAsync(work.No, "Classified", fields, "one");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await HappenedOnceAsync(host, work.No);
    }

    private static async Task<GetWorkItem.Answer> FoundAsync(ApiCrew crew) => await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify");

    private static async Task HappenedOnceAsync(ItrHost host, string no)
    {
        await host.WorkOffAsync();
        Assert.Equal(1, await host.ReadAsync(db => db.Set<AuditEntry>().CountAsync(x => x.Action == "work-item.complete" && x.Old == no)));
        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.No == no));
        Assert.Equal(WorkItemState.Completed, item.State);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => x.RecordNo == item.RecordNo && x.TaskType == "fault-accept")));
    }
}
