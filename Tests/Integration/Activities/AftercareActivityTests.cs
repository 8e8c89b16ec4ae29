using Elsa.ITR.Activities.Records;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Activities.ActivityBench;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>Palette "Records": callback, survey, complaint, retrospective, difficult fault and knowledge, one activity at a time.</summary>
[Collection(nameof(ActivityBench))]
public sealed class AftercareActivityTests(ActivityBench bench)
{
    [Theory]
    [InlineData("Satisfied")]
    [InlineData("NotSatisfied")]
    public async Task RecordCallback_notes_what_the_customer_said(string result)
    {
        var found = await ResolvedAsync();

        var ran = await CallAsync(found, result);

        Assert.Equal(result, ran.Outcome);
        Assert.Equal(result == "Satisfied", (await bench.ReadAsync(found)).CustomerSatisfied);
    }

    [Fact]
    public async Task RecordCallback_does_not_give_up_on_the_first_day()
    {
        var found = await ResolvedAsync();

        for (var call = 0; call < 5; call++)
            Assert.Equal("TryAgain", (await CallAsync(found, "Unreachable")).Outcome);

        Assert.Equal([1, 2, 3, 4, 5], (await bench.RowsAsync<Callback>(x => x.CaseId == found.Id)).Select(x => x.AttemptNo).Order());
    }

    [Fact]
    public async Task SendSurvey_sends_one_and_RecordSurvey_takes_the_answers()
    {
        var found = await ResolvedAsync();

        await bench.RunAsync(found.Ref, new SendSurvey());
        await bench.RunAsync(found.Ref, new SendSurvey());
        var ran = await RateAsync(found, 5);

        Assert.Equal(("Recorded", ""), (ran.Outcome, ran.Output("Complaint")));
        Assert.Equal(5, Assert.Single(await bench.RowsAsync<SatisfactionSurvey>(x => x.CaseId == found.Id)).Overall);
    }

    [Fact]
    public async Task RecordSurvey_opens_a_complaint_for_a_very_dissatisfied_customer_and_ends_without_answers()
    {
        var found = await ResolvedAsync();
        await bench.RunAsync(found.Ref, new SendSurvey());
        var silent = await ResolvedAsync();
        await bench.RunAsync(silent.Ref, new SendSurvey());

        var ran = await RateAsync(found, 1);
        var none = await bench.RunAsync(silent.Ref, new RecordSurvey { Answer = new("") });

        Assert.Equal(("ComplaintOpened", "Recorded"), (ran.Outcome, none.Outcome));
        var opened = RecordRef.Parse((string)ran.Output("Complaint")!);
        Assert.Equal(CaseType.Complaint, Assert.Single(await bench.RowsAsync<Case>(x => x.Id == opened.Id)).CaseType);
    }

    [Fact]
    public async Task RecordComplaint_goes_from_acknowledgement_to_resolution_and_names_the_penalty_of_a_formal_one()
    {
        var found = await bench.CaseAsync("NE-GZ-0002", form => form with { CaseType = CaseType.Complaint, ComplaintSource = ComplaintSource.Written });

        await RecordAsync("Acknowledged", ("contactedAt", bench.Now.ToString("O")));
        await RecordAsync("Investigated", ("findings", "late"), ("measures", "second engineer"), ("scoreCategory", "CAT-L34"));
        var verified = await RecordAsync("Verified", ("written", true));
        await RecordAsync("Resolved");

        Assert.NotEqual("", verified.Output("PenaltyRule"));
        Assert.Equal(ComplaintState.Resolved, Assert.Single(await bench.RowsAsync<Complaint>(x => x.CaseId == found.Id)).State);

        Task<Ran> RecordAsync(string stage, params (string, object?)[] fields) => bench.RunAsync(found.Ref, new RecordComplaint { Stage = new(stage), Answer = Answer(fields)! }, "quality1");
    }

    [Fact]
    public async Task SubmitRetrospective_needs_one_that_is_open_and_DecideRetrospective_approves_it()
    {
        var found = await bench.AcceptedAsync();
        await Assert.ThrowsAsync<ActivityException>(SubmitAsync);
        await bench.RunAsync(found.Ref, new ITR.Activities.Requests.CheckRetrospective());

        await SubmitAsync();
        await bench.RunAsync(found.Ref, new DecideRetrospective { Approved = new(true), Opinion = new("good") }, "quality1");

        var approved = Assert.Single(await bench.RowsAsync<Retrospective>(x => x.CaseId == found.Id));
        Assert.Equal((RetrospectiveState.Approved, (DateTimeOffset?)null), (approved.State, Assert.Single(approved.Actions).DoneAt));
        var action = Assert.Single(await bench.RowsAsync<WorkItem>(x => x.RecordId == found.Id && x.TaskType == AftercareDesk.ActionTask));
        Assert.Equal(ManualTime.Local("2027-01-01 00:00"), action.DueAt);
        await bench.Host.DoAsync("quality1", action, "Done", ("result", "bias current is watched"));
        Assert.Equal(bench.Now, Assert.Single(Assert.Single(await bench.RowsAsync<Retrospective>(x => x.CaseId == found.Id)).Actions).DoneAt);

        Task<Ran> SubmitAsync() => bench.RunAsync(found.Ref, new SubmitRetrospective
        {
            Answer = Answer(("timeline", "09:00 down"), ("directCause", "laser"), ("rootCause", "ageing"), ("whyNotFound", "no trend"), ("actions", new[] { new { text = "watch bias current", ownerId = "", due = "2026-12-31" } })),
        }, "t1gz");
    }

    [Fact]
    public async Task AgreeDifficultDate_makes_the_fault_difficult_and_ResolveDifficultFault_ends_it()
    {
        var found = await bench.AcceptedAsync("NE-GZ-0002", "BIZ_PERF_LIMIT", interrupted: false);
        await Assert.ThrowsAsync<ActivityException>(() => AgreeAsync(bench.Now.AddDays(-1).ToString("O")));
        await Assert.ThrowsAsync<ActivityException>(() => AgreeAsync(""));

        await AgreeAsync(bench.Now.AddDays(20).ToString("O"));
        Assert.True((await bench.ReadAsync(found)).IsDifficult);
        await bench.RunAsync(found.Ref, new ResolveDifficultFault { At = new("") });

        Assert.Equal(bench.Now, Assert.Single(await bench.RowsAsync<DifficultFault>(x => x.CaseId == found.Id)).ResolvedAt);

        Task<Ran> AgreeAsync(string due) => bench.RunAsync(found.Ref, new AgreeDifficultDate { AgreedDue = new(due), Measures = new("watched daily") }, "t3a");
    }

    [Fact]
    public async Task CreateFollowUpCase_opens_one_that_carries_the_fault_on()
    {
        var found = await bench.AcceptedAsync();

        var first = await FollowAsync();
        var second = await FollowAsync();

        Assert.Equal((true, false), ((bool)first.Output("IsNew")!, (bool)second.Output("IsNew")!));
        Assert.Equal(first.Output("OtherRecord"), second.Output("OtherRecord"));
        var next = RecordRef.Parse((string)first.Output("OtherRecord")!);
        Assert.Equal(found.Id, Assert.Single(await bench.RowsAsync<Case>(x => x.Id == next.Id)).ParentCaseId);

        Task<Ran> FollowAsync() => bench.RunAsync(found.Ref, new CreateFollowUpCase { AgreedDue = new(bench.Now.AddDays(20).ToString("O")), Measures = new("temporary route") }, "t3a");
    }

    [Fact]
    public async Task CreateKnowledgeDraft_hands_an_article_in_and_LinkKnowledge_counts_one_that_helped()
    {
        var found = await bench.AcceptedAsync();
        var ran = await bench.RunAsync(found.Ref, new CreateKnowledgeDraft { Answer = Answer(("articleTitle", "Laser ageing"), ("symptom", "no light"), ("cause", "bias"), ("solution", "replace")) }, "t1gz");
        var id = Guid.Parse((string)ran.Output("ArticleId")!);

        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new LinkKnowledge { ArticleId = new(id.ToString()) })); // not read by its editor yet
        await bench.Host.RunAsync(null, async services =>
        {
            await services.GetRequiredService<KnowledgeDesk>().ReviewAsync(id, true);
            return true;
        });
        await bench.RunAsync(found.Ref, new LinkKnowledge { ArticleId = new(id.ToString()) });
        await bench.RunAsync(found.Ref, new LinkKnowledge { ArticleId = new(id.ToString()) });
        await Assert.ThrowsAsync<ActivityException>(() => bench.RunAsync(found.Ref, new LinkKnowledge { ArticleId = new(Guid.NewGuid().ToString()) }));

        var article = Assert.Single(await bench.RowsAsync<KnowledgeArticle>(x => x.Id == id));
        Assert.Equal((ran.Output("ArticleNo"), "Laser ageing", 1), (article.No, article.Title, article.HelpfulCount));
    }

    private async Task<Case> ResolvedAsync()
    {
        var found = await bench.AcceptedAsync();
        await bench.RunAsync(found.Ref, new ITR.Activities.Requests.SetCaseState { Trigger = new("Resolve"), Reason = new("") });
        return found;
    }

    private Task<Ran> CallAsync(Case found, string result) =>
        bench.RunAsync(found.Ref, new RecordCallback { Result = new(result), Answer = Answer(("contact", "duty desk"), ("problem", "none")) }, "callback1");

    private Task<Ran> RateAsync(Case found, int score) => bench.RunAsync(
        found.Ref, new RecordSurvey { Answer = Answer(("response", score), ("skill", score), ("attitude", score), ("result", score), ("overall", score))! });
}
