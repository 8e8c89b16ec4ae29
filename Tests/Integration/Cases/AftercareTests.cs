using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Cases;

public sealed class AftercareTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task A_customer_nobody_reaches_is_called_three_times_on_two_days()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await ResolvedAsync(town);

        Assert.Equal(CallbackStep.TryAgain, await CallAsync(town, record, CallbackResult.Unreachable));
        Assert.Equal(CallbackStep.TryAgain, await CallAsync(town, record, CallbackResult.Unreachable));
        Assert.Equal(CallbackStep.TryAgain, await CallAsync(town, record, CallbackResult.Unreachable)); // the third, but the same day
        town.Time.MoveTo(town.Time.GetUtcNow().AddDays(1));
        Assert.Equal(CallbackStep.GivenUp, await CallAsync(town, record, CallbackResult.Unreachable));
    }

    [Fact]
    public async Task A_case_that_is_opened_again_is_called_afresh()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await ResolvedAsync(town);
        Assert.Equal(CallbackStep.NotSatisfied, await CallAsync(town, record, CallbackResult.NotSatisfied));

        town.Time.MoveTo(town.Time.GetUtcNow().AddHours(1));
        var count = await town.OnCaseAsync(record.Id, async (x, services) =>
        {
            var desk = services.GetRequiredService<CaseDesk>();
            var opened = await desk.ReopenAsync(x, "it is back");
            await desk.SetStateAsync(x, CaseTrigger.Resolve);
            return opened;
        });

        Assert.Equal(1, count);
        Assert.Equal(CallbackStep.Satisfied, await CallAsync(town, record, CallbackResult.Satisfied));
    }

    [Fact]
    public async Task Overall_2_makes_a_complaint_case_due_four_hours_later_and_asks_for_a_retrospective()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await ResolvedAsync(town);
        await OnDeskAsync(town, record, (desk, x) => desk.SendSurveyAsync(x));
        var answered = town.Time.GetUtcNow().AddHours(2);
        town.Time.MoveTo(answered);

        var complaint = await OnDeskAsync(town, record, (desk, x) => desk.AnswerSurveyAsync(x, new SurveyAnswers(3, 3, 3, 2, 2, "slow")));

        Assert.Equal((CaseType.Complaint, record.Id, 2), (complaint!.CaseType, complaint.ParentCaseId, complaint.Priority));
        var ack = await town.Host.ReadAsync(db => db.Set<SlaClock>().SingleAsync(x => x.RecordId == complaint.Id && x.ClockId == "OLA-COMPLAINT-ACK"));
        Assert.Equal(answered.AddHours(4), ack.DueAt);
        Assert.Equal(ComplaintSource.Survey, await town.Host.ReadAsync(db => db.Set<Complaint>().Where(x => x.CaseId == complaint.Id).Select(x => x.Source).SingleAsync()));
        Assert.Contains(RetrospectiveReason.LowSatisfaction, await town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<CaseDesk>().RetrospectiveNeededAsync(x)));
    }

    [Fact]
    public async Task A_survey_is_answered_once()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await ResolvedAsync(town);
        await OnDeskAsync(town, record, (desk, x) => desk.SendSurveyAsync(x));

        Assert.Null(await OnDeskAsync(town, record, (desk, x) => desk.AnswerSurveyAsync(x, new SurveyAnswers(5, 5, 5, 5, 5, null))));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(
            () => OnDeskAsync(town, record, (desk, x) => desk.AnswerSurveyAsync(x, new SurveyAnswers(1, 1, 1, 1, 1, null))));

        Assert.Equal("survey.not-open", refused.Code);
    }

    [Fact]
    public async Task A_workaround_leaves_a_follow_up_case_that_carries_the_agreed_date()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await ResolvedAsync(town);
        var due = ManualTime.Local("2026-12-10 18:00");
        var agreement = new DifficultFaultAgreement(due, "replace the cross-connect", "institute", "tier3");

        var opened = await town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<DifficultFaultDesk>().AgreeAsync(x, agreement));
        var next = opened.Case;
        var again = await town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<DifficultFaultDesk>().FollowUpAsync(x));

        Assert.Equal((next.Id, true, false), (again.Case.Id, opened.IsNew, again.IsNew));
        Assert.Equal((record.Id, 3, true, "SLA-GDTEL"), (next.ParentCaseId, next.Level, next.IsDifficult, next.PolicyCode));
        var clock = await town.Host.ReadAsync(db => db.Set<SlaClock>().SingleAsync(x => x.RecordId == next.Id && x.ClockId == "GD-DIFFICULT-RESOLVE"));
        Assert.Equal((due, ClockState.Running), (clock.DueAt, clock.State));
        Assert.False(await town.Host.ReadAsync(db => db.Set<SlaClock>().AnyAsync(x => x.RecordId == record.Id && x.ClockId == "GD-DIFFICULT-RESOLVE")));

        await town.OnCaseAsync(next.Id, async (x, services) =>
        {
            await services.GetRequiredService<DifficultFaultDesk>().ResolveAsync(x, town.Time.GetUtcNow());
            return true;
        });
        Assert.Equal(ClockState.Met, await town.Host.ReadAsync(db => db.Set<SlaClock>().Where(x => x.Id == clock.Id).Select(x => x.State).SingleAsync()));
    }

    private static Task<CallbackStep> CallAsync(CaseTown town, Case record, CallbackResult result) =>
        OnDeskAsync(town, record, (desk, x) => desk.NoteCallbackAsync(x, result, "Zhu", ""));

    private static Task<T> OnDeskAsync<T>(CaseTown town, Case record, Func<AftercareDesk, Case, Task<T>> work) =>
        town.OnCaseAsync(record.Id, (x, services) => work(services.GetRequiredService<AftercareDesk>(), x));

    private static async Task<Case> ResolvedAsync(CaseTown town)
    {
        var record = await town.DispatchedAsync();
        await town.OnCaseAsync(record.Id, async (x, services) => await services.GetRequiredService<CaseDesk>().SetStateAsync(x, CaseTrigger.Resolve));
        return record;
    }
}
