using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.ThirdParties;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Pauses of a record's clocks: asked for, decided, void when nobody decides, ended (R7, sla.md §8.6).</summary>
/// <remarks>
/// While a request waits the clocks run; approved, they have stood since the request. The deadline of a pause makes it void and ends
/// it at the longest time its reason allows; a flow that waits for the decision may say the same first, each step is idempotent.
/// </remarks>
public sealed class PauseDesk(
    ClockDesk desk,
    ClockKeeper keeper,
    IClocks clocks,
    IDeadlines deadlines,
    IPolicies policies,
    EventDesk events,
    NotificationDesk notifications,
    AuditTrail audit,
    ICases cases,
    IServiceRecords services,
    CaseDesk caseDesk,
    CurrentActor actor,
    AccessScope access,
    TimeProvider time)
{
    /// <summary>The reason that needs a third party found responsible.</summary>
    public const string ThirdPartyReason = "THIRD_PARTY_NOT_SUPPLIED";

    /// <summary>Timer of the policy after which an undecided request is void.</summary>
    public const string VoidTimer = "TMR-PAUSE-VOID";

    /// <summary>Asks for a pause of every pausable running clock of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Code of a pause reason.</param>
    /// <param name="comment">What the requester says.</param>
    /// <param name="expectedResumeAt">When he expects to go on.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RuleViolationException">
    /// <c>clock-pause.unknown-reason</c>, <c>clock-pause.wrong-level</c> (levels), <c>clock-pause.nothing-to-pause</c>,
    /// <c>clock-pause.already-open</c> (who, when), <c>clock-pause.third-party</c> (no engagement allows it, flow 11).
    /// </exception>
    public async Task<ClockPause> RequestAsync(
        RecordRef record, string reason, string? comment = null, DateTimeOffset? expectedResumeAt = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var running = await desk.RunningAsync(record, cancellationToken);
        var pausable = new List<SlaClock>();
        foreach (var clock in running.Where(clock => clock.State == ClockState.Running))
        {
            if ((await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clock(clock.ClockId).Pausable)
                pausable.Add(clock);
        }

        if (pausable.Count == 0)
            throw new RuleViolationException("clock-pause.nothing-to-pause", ("recordNo", record.No));

        var now = time.GetUtcNow();
        await RequireNoOpenAsync(record, now, cancellationToken);
        var rule = await RuleAsync(record, reason, pausable[0].PolicyVersion, cancellationToken);
        await RequireThirdPartyAsync(record, reason, cancellationToken);
        var pause = new ClockPause
        {
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            Reason = reason,
            Comment = comment,
            ClockInstanceIds = [.. pausable.Select(clock => clock.Id)],
            ApproverRole = rule.ApproverRole,
            RequestedAt = now,
            RequestedById = actor.Value.PersonId,
            RequestedByName = actor.Value.UserName,
            ExpectedResumeAt = expectedResumeAt,
            VoidAt = await desk.DueInAsync(VoidTimer, record, now, cancellationToken: cancellationToken),
            EndsAt = rule.MaxFor is { } longest ? now + longest : null,
        };
        clocks.Add(pause);
        deadlines.Add(DeadlineKinds.ClockPause, pause.Id, pause.VoidAt, pausable.Min(clock => clock.Severity), record);
        audit.Write("clock-pause.request", record, null, reason, comment);
        await PublishAsync(EventNames.PauseRequested, pause, rule, null, cancellationToken);
        await notifications.SendAsync(
            "CLOCK_PAUSE_REQUEST",
            record,
            [rule.ApproverRole],
            new Dictionary<string, object?> { ["reason"] = rule.Name, ["voidAt"] = pause.VoidAt },
            thing: pause.Id.ToString(),
            cancellationToken: cancellationToken);
        return pause;
    }

    /// <summary>As <see cref="RequestAsync"/>, for flows that ask by themselves; null when a rule forbids it now.</summary>
    public async Task<ClockPause?> TryRequestAsync(RecordRef record, string reason, string? comment, CancellationToken cancellationToken = default)
    {
        try
        {
            return await RequestAsync(record, reason, comment, cancellationToken: cancellationToken);
        }
        catch (RuleViolationException) // nothing was changed: the clocks run on
        {
            return null;
        }
    }

    /// <summary>The approver decides. After the void time the request is void whatever he says.</summary>
    /// <param name="pauseId">The pause.</param>
    /// <param name="isApproved">False refuses it.</param>
    /// <param name="from">Corrected begin, not before the clocks started; null = the request.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Where the pause stands now; one that was decided before stays as it is.</returns>
    /// <exception cref="RuleViolationException"><c>clock-pause.unknown</c>.</exception>
    public async Task<ClockPauseState> DecideAsync(
        Guid pauseId, bool isApproved, DateTimeOffset? from = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var pause = await OneAsync(pauseId, cancellationToken);
        if (pause.State != ClockPauseState.Requested)
            return pause.State;

        var now = time.GetUtcNow();
        if (now > pause.VoidAt)
            return await RefuseAsync(pause, ClockPauseState.Void, cancellationToken);

        (pause.DecidedAt, pause.DecidedByName) = (now, actor.Value.UserName);
        if (!isApproved)
            return await RefuseAsync(pause, ClockPauseState.Rejected, cancellationToken);

        pause.State = ClockPauseState.Approved;
        var rule = await RuleAsync(pause, cancellationToken);
        audit.Write("clock-pause.approve", pause.Record, null, pause.Reason);
        foreach (var clock in await OpenOfAsync(pause, ClockState.Running, cancellationToken))
            await keeper.ChangeAsync(clock, new ClockChange(ClockEntryKind.Paused, Later(from ?? pause.RequestedAt, clock.StartedAt), pause.Reason, pause.Id), cancellationToken);
        await keeper.RescheduleTasksAsync(pause.Record, cancellationToken);
        await FitCaseAsync(pause.Record, rule, cancellationToken);

        if (pause.EndsAt is { } end)
            await deadlines.SetAsync(DeadlineKinds.ClockPause, pause.Id, end, await SeverityAsync(pause, cancellationToken), pause.Record, cancellationToken);
        else
            await deadlines.ClearAsync(DeadlineKinds.ClockPause, pause.Id, cancellationToken);
        await PublishAsync(EventNames.ClockPaused, pause, rule, null, cancellationToken);
        await TellAsync("CLOCK_PAUSED", pause, cancellationToken);
        return pause.State;
    }

    /// <summary>Nobody decided in time; a request decided before stays as it is.</summary>
    /// <exception cref="RuleViolationException"><c>clock-pause.unknown</c>.</exception>
    public async Task<ClockPauseState> VoidAsync(Guid pauseId, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var pause = await OneAsync(pauseId, cancellationToken);
        return pause.State == ClockPauseState.Requested ? await RefuseAsync(pause, ClockPauseState.Void, cancellationToken) : pause.State;
    }

    /// <summary>The clocks of a pause go on; one that is not in force does nothing.</summary>
    /// <param name="pauseId">The pause.</param>
    /// <param name="occurredAt">When they went on; null = now.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RuleViolationException"><c>clock-pause.unknown</c>.</exception>
    public async Task<ClockPauseState> ResumeAsync(Guid pauseId, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var pause = await OneAsync(pauseId, cancellationToken);
        if (pause.State != ClockPauseState.Approved)
            return pause.State;

        var rule = await RuleAsync(pause, cancellationToken);
        (pause.State, pause.ResumedAt) = (ClockPauseState.Ended, Later(occurredAt ?? time.GetUtcNow(), pause.RequestedAt));
        foreach (var clock in await OpenOfAsync(pause, ClockState.Paused, cancellationToken))
            await keeper.ChangeAsync(clock, new ClockChange(ClockEntryKind.Resumed, pause.ResumedAt.Value, pause.Reason, pause.Id), cancellationToken);
        await keeper.RescheduleTasksAsync(pause.Record, cancellationToken);
        await FitCaseAsync(pause.Record, rule, cancellationToken);

        await deadlines.ClearAsync(DeadlineKinds.ClockPause, pause.Id, cancellationToken);
        audit.Write("clock-pause.resume", pause.Record, null, pause.Reason);
        await PublishAsync(EventNames.ClockResumed, pause, rule, pause.ResumedAt, cancellationToken);
        await TellAsync("CLOCK_RESUMED", pause, cancellationToken);
        return pause.State;
    }

    /// <summary>The pause in force or awaiting its decision; null when there is none.</summary>
    public async Task<ClockPause?> OpenAsync(RecordRef record, CancellationToken cancellationToken = default) =>
        (await clocks.PausesAsync(record, cancellationToken))
            .LastOrDefault(pause => pause.State is ClockPauseState.Requested or ClockPauseState.Approved);

    /// <summary>The deadline of a pause passed: an undecided one is void, one in force ends. The deadline handler calls it.</summary>
    public async Task FireDueAsync(Guid pauseId, CancellationToken cancellationToken = default)
    {
        if (await clocks.FindPauseAsync(pauseId, cancellationToken) is not { } pause)
            return;

        var now = time.GetUtcNow();
        if (pause.State == ClockPauseState.Requested && now >= pause.VoidAt)
            await VoidAsync(pauseId, cancellationToken);
        else if (pause.State == ClockPauseState.Approved && pause.EndsAt is { } end && now >= end)
            await ResumeAsync(pauseId, end, cancellationToken);
    }

    // R15: a case is suspended while every one of its restoration clocks stands still.
    private async Task FitCaseAsync(RecordRef record, PauseReason rule, CancellationToken cancellationToken)
    {
        if (record.Type != RecordTypes.Case || await cases.FindAsync(record.Id, cancellationToken) is not { } found)
            return;

        var restoring = new List<SlaClock>();
        foreach (var clock in await desk.RunningAsync(record, cancellationToken))
        {
            if ((await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clock(clock.ClockId).ReopenEvents.Count > 0)
                restoring.Add(clock);
        }

        var stands = restoring.Count > 0 && restoring.TrueForAll(clock => clock.State == ClockState.Paused);
        if (stands && found.State is (CaseState.Accepted or CaseState.InProgress))
            await caseDesk.SetStateAsync(found, CaseTrigger.Suspend, rule.Code, cancellationToken);
        else if (!stands && found.State == CaseState.Suspended)
            await caseDesk.SetStateAsync(found, CaseTrigger.Resume, rule.Code, cancellationToken);
    }

    private async Task<ClockPauseState> RefuseAsync(ClockPause pause, ClockPauseState state, CancellationToken cancellationToken)
    {
        pause.State = state;
        await deadlines.ClearAsync(DeadlineKinds.ClockPause, pause.Id, cancellationToken);
        audit.Write("clock-pause.refuse", pause.Record, null, state.ToString());
        await PublishAsync(EventNames.PauseRefused, pause, await RuleAsync(pause, cancellationToken), null, cancellationToken);
        return state;
    }

    // Flow 11: bought-in parts and partners never pause; others only when they were found responsible.
    private async Task RequireThirdPartyAsync(RecordRef record, string reason, CancellationToken cancellationToken)
    {
        if (reason != ThirdPartyReason)
            return;

        var engagements = (await services.OfParentAsync(record.Id, cancellationToken)).OfType<ThirdPartyEngagement>().ToList();
        if (engagements.Count > 0 && !engagements.Exists(engagement => engagement.MayPause))
            throw new RuleViolationException("clock-pause.third-party", ("recordNo", record.No));
    }

    private async Task RequireNoOpenAsync(RecordRef record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await OpenAsync(record, cancellationToken) is not { } open)
            return;

        if (open.State == ClockPauseState.Requested && now > open.VoidAt)
            await VoidAsync(open.Id, cancellationToken);
        else
            throw new RuleViolationException("clock-pause.already-open", ("who", open.RequestedByName), ("when", open.RequestedAt));
    }

    private async Task<PauseReason> RuleAsync(RecordRef record, string code, int version, CancellationToken cancellationToken)
    {
        var set = await policies.GetAsync(version, cancellationToken);
        var rule = set.PauseReasons.GetValueOrDefault(code) ?? throw new RuleViolationException("clock-pause.unknown-reason", ("reason", code));
        var level = (await keeper.SubjectAsync(record, cancellationToken))?.Facts.GetValueOrDefault("faultLevel");
        if (level is not null && !rule.Levels.Any(valid => $"{valid}" == level))
            throw new RuleViolationException("clock-pause.wrong-level", ("reason", code), ("level", level), ("levels", string.Join(", ", rule.Levels)));
        return rule;
    }

    private async Task<PauseReason> RuleAsync(ClockPause pause, CancellationToken cancellationToken)
    {
        var version = (await clocks.OfRecordAsync(pause.Record, cancellationToken)).First(clock => pause.ClockInstanceIds.Contains(clock.Id)).PolicyVersion;
        return (await policies.GetAsync(version, cancellationToken)).PauseReasons[pause.Reason];
    }

    private async Task<ClockPause> OneAsync(Guid id, CancellationToken cancellationToken) =>
        await clocks.FindPauseAsync(id, cancellationToken) ?? throw new RuleViolationException("clock-pause.unknown", ("id", id));

    private async Task<List<SlaClock>> OpenOfAsync(ClockPause pause, ClockState state, CancellationToken cancellationToken) =>
        [.. (await clocks.OfRecordAsync(pause.Record, cancellationToken)).Where(clock => clock.State == state && pause.ClockInstanceIds.Contains(clock.Id))];

    private async Task<int> SeverityAsync(ClockPause pause, CancellationToken cancellationToken) =>
        (await keeper.SubjectAsync(pause.Record, cancellationToken))?.Severity ?? 4; // the last of 1–4 for records without a severity

    private Task PublishAsync(string name, ClockPause pause, PauseReason rule, DateTimeOffset? at, CancellationToken cancellationToken) =>
        events.PublishAsync(
            name,
            pause.Record,
            at,
            name == EventNames.PauseRefused ? pause.State.ToString() : pause.Reason,
            new Dictionary<string, object?>
            {
                ["pauseId"] = pause.Id,
                ["reason"] = rule.Name,
                ["reasonCode"] = pause.Reason,
                ["approverRole"] = pause.ApproverRole,
                ["voidAt"] = pause.VoidAt,
                ["from"] = pause.RequestedAt,
            },
            cancellationToken: cancellationToken);

    private async Task TellAsync(string template, ClockPause pause, CancellationToken cancellationToken)
    {
        var due = (await desk.RunningAsync(pause.Record, cancellationToken)).FirstOrDefault(clock => pause.ClockInstanceIds.Contains(clock.Id));
        await notifications.SendAsync(
            template,
            pause.Record,
            [AudienceTokens.CaseTeam, RoleCodes.InstituteApprover],
            new Dictionary<string, object?> { ["dueAt"] = due?.DueAt },
            thing: pause.Id.ToString(),
            cancellationToken: cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
