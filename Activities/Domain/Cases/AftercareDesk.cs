using System.Globalization;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>What a callback leads to.</summary>
public enum CallbackStep
{
    /// <summary>Done, the customer is satisfied.</summary>
    Satisfied,
    /// <summary>Done, the case is opened again.</summary>
    NotSatisfied,
    /// <summary>Nobody answered; call again, on two days at least.</summary>
    TryAgain,
    /// <summary>Nobody answered often enough; done.</summary>
    GivenUp,
}

/// <summary>Answers of a survey, each 1 (bad) to 5 (good).</summary>
/// <param name="Response">Speed of response.</param>
/// <param name="Skill">Skill.</param>
/// <param name="Attitude">Attitude.</param>
/// <param name="Result">Result.</param>
/// <param name="Overall">All in all.</param>
/// <param name="Comment">In words.</param>
public sealed record SurveyAnswers(int Response, int Skill, int Attitude, int Result, int Overall, string? Comment);

/// <summary>What happens between resolution and the end: callback, survey, complaint, looking back. Starts no flow.</summary>
public sealed class AftercareDesk(
    ICases cases, CaseDesk desk, ICustomers customers, IRecordNumbers numbers, EventDesk events, NotificationDesk notifications, InboxDesk inbox, AuditTrail audit,
    CaseTimeline timeline, CurrentActor me, AccessScope access, TimeProvider time)
{
    /// <summary>Task type of what a retrospective promises, once it is approved.</summary>
    public const string ActionTask = "retro-action";

    private const int CallbackAttempts = 3, CallbackDays = 2; // 01.16: 3 attempts on 2 days
    private const int LowScore = 2; // flow 01: satisfaction ≤ 2 is a complaint

    /// <summary>Notes a call; the last one raises <c>Callback.Completed</c>.</summary>
    /// <param name="record">The case.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="contact">Who answered, or whom was tried.</param>
    /// <param name="comment">What was said.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<CallbackStep> NoteCallbackAsync(
        Case record, CallbackResult result, string contact, string comment, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var calls = (await cases.CallbacksAsync(record.Id, cancellationToken)).Where(x => x.At >= record.ResolvedAt).ToList();
        var call = new Callback
        {
            CaseId = record.Id,
            At = now,
            AttemptNo = calls.Count + 1,
            ById = me.Value.PersonId,
            Contact = contact,
            Result = result,
            Comment = comment,
        };
        cases.AddRow(call);
        calls.Add(call);
        if (result != CallbackResult.Unreachable)
            record.CustomerSatisfied = result == CallbackResult.Satisfied;

        var days = calls.Select(x => x.At.LocalDate()).Distinct().Count();
        if (result == CallbackResult.Unreachable && (calls.Count < CallbackAttempts || days < CallbackDays))
        {
            timeline.Write(record.Ref, "Callback.Attempted", Data(("attempt", call.AttemptNo), ("result", result)));
            return CallbackStep.TryAgain;
        }

        await events.PublishAsync("Callback.Completed", record.Ref, data: Data(("result", result)), cancellationToken: cancellationToken);
        return result switch
        {
            CallbackResult.Satisfied => CallbackStep.Satisfied,
            CallbackResult.NotSatisfied => CallbackStep.NotSatisfied,
            _ => CallbackStep.GivenUp,
        };
    }

    /// <summary>Sends the survey to the reporter; raises <c>Survey.Sent</c>. One that is still open is returned as it is.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<SatisfactionSurvey> SendSurveyAsync(Case record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await cases.SurveyAsync(record.Id, cancellationToken) is { AnsweredAt: null, ExpiredAt: null } open)
            return open;

        var survey = new SatisfactionSurvey { CaseId = record.Id, SentAt = time.GetUtcNow() };
        cases.AddRow(survey);
        await events.PublishAsync("Survey.Sent", record.Ref, cancellationToken: cancellationToken);
        await notifications.SendAsync("SURVEY", record.Ref, [AudienceTokens.Reporter], cancellationToken: cancellationToken);
        return survey;
    }

    /// <summary>Takes the answers; raises <c>Survey.Answered</c>. Two or less overall makes a complaint case, whose flow the caller starts.</summary>
    /// <param name="record">The case.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The complaint case; null when there is no reason to complain.</returns>
    /// <exception cref="RuleViolationException">survey.not-open, survey.score-invalid.</exception>
    public async Task<Case?> AnswerSurveyAsync(Case record, SurveyAnswers answers, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var survey = await cases.SurveyAsync(record.Id, cancellationToken);
        if (survey is not { AnsweredAt: null, ExpiredAt: null })
            throw new RuleViolationException("survey.not-open", ("no", record.No));
        if (new[] { answers.Response, answers.Skill, answers.Attitude, answers.Result, answers.Overall }.Any(x => x is < 1 or > 5))
            throw new RuleViolationException("survey.score-invalid");

        var now = time.GetUtcNow();
        (survey.Response, survey.Skill, survey.Attitude, survey.Result, survey.Overall) =
            (answers.Response, answers.Skill, answers.Attitude, answers.Result, answers.Overall);
        (survey.Comment, survey.AnsweredAt) = (answers.Comment, now);
        await events.PublishAsync("Survey.Answered", record.Ref, data: Data(("overall", answers.Overall)), cancellationToken: cancellationToken);
        if (answers.Overall > LowScore)
            return null;

        if (record.State == CaseState.Closed)
            record.RetrospectiveRequired = true;
        return await desk.RegisterAsync(ComplaintOf(record, answers, now), cancellationToken);
    }

    /// <summary>Nobody answered in time.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task ExpireSurveyAsync(Case record, CancellationToken cancellationToken = default)
    {
        if (await cases.SurveyAsync(record.Id, cancellationToken) is not { AnsweredAt: null, ExpiredAt: null } survey)
            return;

        survey.ExpiredAt = time.GetUtcNow();
        timeline.Write(record.Ref, "Survey.Expired");
    }

    /// <summary>Somebody called the complainer back (01.13); raises <c>Complaint.Acknowledged</c>.</summary>
    /// <param name="record">The complaint's case.</param>
    /// <param name="contactedAt">When, UTC.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">complaint.none.</exception>
    public async Task AcknowledgeComplaintAsync(Case record, DateTimeOffset contactedAt, CancellationToken cancellationToken = default)
    {
        var complaint = await ComplaintAsync(record, cancellationToken);
        (complaint.AcknowledgedAt, complaint.State) = (contactedAt, ComplaintState.Acknowledged);
        await events.PublishAsync("Complaint.Acknowledged", record.Ref, contactedAt, cancellationToken: cancellationToken);
        if (record.FirstResponseAt is null)
        {
            record.FirstResponseAt = contactedAt; // the call is the first contact the customer notices (R5)
            await events.PublishAsync("Case.FirstResponse", record.Ref, contactedAt, cancellationToken: cancellationToken);
        }
    }

    /// <summary>What was found and is done about it (01.14a).</summary>
    /// <param name="record">The complaint's case.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="measures">What is done.</param>
    /// <param name="category">Scorecard category, e.g. <c>CAT-L1</c>.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">complaint.none.</exception>
    public async Task InvestigateComplaintAsync(
        Case record, string findings, string measures, string category, CancellationToken cancellationToken = default)
    {
        var complaint = await ComplaintAsync(record, cancellationToken);
        (complaint.Findings, complaint.Measures, complaint.Category) = (findings, measures, category);
    }

    /// <summary>The institute says whether it was justified (01.14b); raises <c>Complaint.Verified</c>.</summary>
    /// <param name="record">The complaint's case.</param>
    /// <param name="isJustified">Whether it was.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>The complaint; its category says which penalty follows.</returns>
    /// <exception cref="RuleViolationException">complaint.none.</exception>
    public async Task<Complaint> VerifyComplaintAsync(Case record, bool isJustified, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var complaint = await ComplaintAsync(record, cancellationToken);
        (complaint.Verified, complaint.VerifiedAt, complaint.State) = (isJustified, time.GetUtcNow(), ComplaintState.Verified);
        await events.PublishAsync("Complaint.Verified", record.Ref, data: Data(("verified", isJustified)), cancellationToken: cancellationToken);
        return complaint;
    }

    /// <summary>The complaint is answered; raises <c>Complaint.Resolved</c>. Cases without a complaint are left alone.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task ResolveComplaintAsync(Case record, CancellationToken cancellationToken = default)
    {
        if (await customers.ComplaintOfCaseAsync(record.Id, cancellationToken) is not { State: not ComplaintState.Resolved } complaint)
            return;

        complaint.State = ComplaintState.Resolved;
        await events.PublishAsync("Complaint.Resolved", record.Ref, cancellationToken: cancellationToken);
    }

    /// <summary>Opens the look back at a case; the one that is open is returned as it is.</summary>
    /// <param name="record">The case.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>Null when there is no reason for one.</returns>
    public async Task<Retrospective?> OpenRetrospectiveAsync(Case record, CancellationToken cancellationToken = default)
    {
        if (await cases.RetrospectiveAsync(record.Id, cancellationToken) is { } open)
            return open;

        var reasons = await desk.RetrospectiveNeededAsync(record, cancellationToken);
        if (reasons.Count == 0)
            return null;

        var retrospective = new Retrospective
        {
            No = await numbers.NextAsync("RETRO", cancellationToken),
            CaseId = record.Id,
            Reasons = [.. reasons.Select(x => x.ToString())],
        };
        cases.AddRow(retrospective);
        record.RetrospectiveRequired = true;
        timeline.Write(record.Ref, "Retrospective.Opened", Data(("no", retrospective.No), ("reasons", string.Join(", ", retrospective.Reasons))));
        return retrospective;
    }

    /// <summary>Hands the report in (01.22a).</summary>
    /// <param name="record">The case.</param>
    /// <param name="report">What was found; number, case and state are kept.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">retrospective.none.</exception>
    public async Task SubmitRetrospectiveAsync(Case record, RetrospectiveReport report, CancellationToken cancellationToken = default)
    {
        var open = await RetrospectiveAsync(record, cancellationToken);
        (open.Timeline, open.DirectCause, open.RootCause, open.WhyNotFound) = (report.Timeline, report.DirectCause, report.RootCause, report.WhyNotFound ?? "");
        open.Actions = [.. report.Actions];
        open.LeadId = me.Value.PersonId ?? open.LeadId;
        open.State = RetrospectiveState.Submitted;
    }

    /// <summary>Approves or returns the report (01.22b); approval raises <c>Retrospective.Approved</c>, and its actions go to their owners.</summary>
    /// <param name="record">The case.</param>
    /// <param name="isApproved">False sends it back.</param>
    /// <param name="opinion">Why.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">retrospective.none.</exception>
    public async Task DecideRetrospectiveAsync(Case record, bool isApproved, string? opinion, CancellationToken cancellationToken = default)
    {
        var open = await RetrospectiveAsync(record, cancellationToken);
        open.State = isApproved ? RetrospectiveState.Approved : RetrospectiveState.Returned;
        audit.Write("retrospective.decide", record.Ref, null, open.State.ToString(), opinion);
        if (!isApproved)
            return;

        await events.PublishAsync("Retrospective.Approved", record.Ref, data: Data(("no", open.No)), cancellationToken: cancellationToken);
        for (var at = 0; at < open.Actions.Count; at++)
            await AskForAsync(record, open, at, cancellationToken);
    }

    /// <summary>An action of a retrospective was done.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="at">Which of its actions.</param>
    /// <param name="done">When, UTC.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task DoneAsync(Guid caseId, int at, DateTimeOffset done, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem(); // whoever does it need not see the retrospective
        if (await cases.RetrospectiveAsync(caseId, cancellationToken) is { } open && at < open.Actions.Count)
            open.Actions = [.. open.Actions.Select((action, index) => index == at ? action with { DoneAt = done } : action)];
    }

    private Task AskForAsync(Case record, Retrospective open, int at, CancellationToken cancellationToken) => inbox.AskAsync(
        new WorkItemRequest(ActionTask, record.Ref, RoleCodes.QualityManager)
        {
            AssigneeId = Guid.TryParse(open.Actions[at].Owner, out var owner) ? owner : null,
            DueAt = open.Actions[at].Due?.EndOfDay(),
            BlocksFlow = false,
            Input = Data(("action", at.ToString(CultureInfo.InvariantCulture)), ("retrospectiveNo", open.No), ("text", open.Actions[at].Text)),
        },
        cancellationToken);

    private static CaseIntake ComplaintOf(Case record, SurveyAnswers answers, DateTimeOffset at) => new()
    {
        Channel = Channel.Portal,
        CaseType = CaseType.Complaint,
        CustomerId = record.CustomerId,
        SiteId = record.SiteId,
        ContactId = record.ContactId,
        EquipmentId = record.EquipmentId,
        ParentCaseId = record.Id,
        OccurredAt = record.OccurredAt,
        ReportedAt = at,
        ComplaintSource = ComplaintSource.Survey,
        ComplaintReceivedAt = at,
        Title = $"{record.No} 满意度 {answers.Overall} 分",
        Description = string.IsNullOrWhiteSpace(answers.Comment) ? $"{record.No} {record.Title}" : answers.Comment,
    };

    private async Task<Complaint> ComplaintAsync(Case record, CancellationToken cancellationToken) =>
        await customers.ComplaintOfCaseAsync(record.Id, cancellationToken) ?? throw new RuleViolationException("complaint.none", ("no", record.No));

    private async Task<Retrospective> RetrospectiveAsync(Case record, CancellationToken cancellationToken) =>
        await cases.RetrospectiveAsync(record.Id, cancellationToken) ?? throw new RuleViolationException("retrospective.none", ("no", record.No));

    private static Dictionary<string, object?> Data(params (string Name, object? Value)[] values) =>
        values.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}

/// <summary>What a retrospective found.</summary>
/// <param name="Timeline">What happened when.</param>
/// <param name="DirectCause">What set it off.</param>
/// <param name="RootCause">What lies behind.</param>
/// <param name="WhyNotFound">Why it was not found before; null where that is no question.</param>
/// <param name="Actions">What is done, by whom, until when.</param>
public sealed record RetrospectiveReport(
    string Timeline, string DirectCause, string RootCause, string? WhyNotFound, IReadOnlyList<ImprovementAction> Actions);
