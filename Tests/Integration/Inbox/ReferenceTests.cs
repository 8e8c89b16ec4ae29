using System.Net;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>What an answer names has to be there: a wrong reference is refused beside its field and nothing is done.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("SolvedByKnowledge", "articleId", "the one about fans")]
    [InlineData("SolvedByKnowledge", "articleId", "8f9d4a52-0000-4000-8000-000000000000")]
    [InlineData("Duplicate", "duplicateOf", "CASE-1999-000001")]
    public async Task An_unknown_record_is_refused(string outcome, string field, string text)
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var (crew, no) = await ReportedAsync(host);
        var work = await crew.FindAsync("intake1", no, "case-classify");
        var fields = crew.Fill(work, outcome);
        fields[field] = text;

        var answer = await (await crew.AsAsync("intake1")).CompleteAsync(work.No, outcome, fields, "one");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "work-item.field-invalid"), (answer.Status, answer.Code));
        Assert.True((await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.No == work.No))).IsOpen);
    }

    [Fact]
    public async Task An_article_counts_only_when_it_is_published()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var (crew, no) = await ReportedAsync(host);
        var work = await crew.FindAsync("intake1", no, "case-classify");
        var agent = await crew.AsAsync("intake1");
        var fields = crew.Fill(work, "SolvedByKnowledge");
        fields["articleId"] = (await AddAsync(host, "KB-2026-90001", ArticleState.InReview)).ToString();
        var refused = await agent.CompleteAsync(work.No, "SolvedByKnowledge", fields, "draft");
        fields["articleId"] = (await AddAsync(host, "KB-2026-90002", ArticleState.Published)).ToString();

        var taken = await agent.CompleteAsync(work.No, "SolvedByKnowledge", fields, "published");

        Assert.Equal("work-item.field-invalid", refused.Code);
        Assert.True(taken.IsSuccess, taken.Text);
        await host.WorkOffAsync();
        Assert.Equal(1, await host.ReadAsync(db => db.Set<KnowledgeArticle>().SumAsync(x => x.HelpfulCount)));
    }

    private static async Task<(ApiCrew Crew, string No)> ReportedAsync(ItrHost host)
    {
        var crew = ApiCrew.Of(host);
        return (crew, await crew.ReportAsync("intake1"));
    }

    private static async Task<Guid> AddAsync(ItrHost host, string no, ArticleState state)
    {
        var article = new KnowledgeArticle { Id = Guid.NewGuid(), No = no, Title = no, State = state };
        await host.ReadAsync(async db =>
        {
            db.Add(article);
            return await db.SaveChangesAsync();
        });
        return article.Id;
    }
}
