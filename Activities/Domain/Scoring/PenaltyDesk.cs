using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Scoring;

/// <summary>Proposes, verifies, answers and waives penalties (R20).</summary>
public sealed class PenaltyDesk(
    IPenalties penalties,
    IPolicies policies,
    IEnumerable<IClockSubjects> subjects,
    EventDesk events,
    NotificationDesk notifications,
    CaseTimeline timeline,
    IFlows flows,
    IRecordNumbers numbers,
    AuditTrail audit,
    Lazy<ClockDesk> clocks,
    CurrentActor actor,
    AccessScope access,
    TimeProvider time)
{
    /// <summary>Definition of the review flow.</summary>
    public const string ReviewFlow = "itr-penalty-review";

    /// <summary>Clock of one review step; each step has an instance of its own.</summary>
    public const string ReviewClock = "OLA-PENALTY-REVIEW";

    /// <summary>What leads from one state to another.</summary>
    public static Transitions<PenaltyState, PenaltyTrigger> Table { get; } = new(
        (PenaltyState.Proposed, PenaltyTrigger.Confirm, PenaltyState.Confirmed),
        (PenaltyState.Proposed, PenaltyTrigger.Waive, PenaltyState.Waived),
        (PenaltyState.Proposed, PenaltyTrigger.Dispute, PenaltyState.Disputed),
        (PenaltyState.Disputed, PenaltyTrigger.Confirm, PenaltyState.Confirmed),
        (PenaltyState.Disputed, PenaltyTrigger.Waive, PenaltyState.Waived));

    /// <summary>Proposes a penalty once per record or clock, and starts its review.</summary>
    /// <param name="ruleId">Rule of the policy, e.g. <c>PEN-L1-TIMEOUT</c>.</param>
    /// <param name="record">What it is about.</param>
    /// <param name="clock">The clock that breached; null for other grounds.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="occurrence">Tells occurrences without a clock apart, e.g. the number of the complaint; the same one counts once.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The new penalty, or the one that stands for the same rule already.</returns>
    /// <exception cref="RuleViolationException"><c>penalty.unknown-rule</c>.</exception>
    public async Task<Penalty> ProposeAsync(
        string ruleId, RecordRef record, SlaClock? clock, string reason, string? occurrence = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var subject = subjects.FirstOrDefault(source => source.RecordType == record.Type) is { } source
            ? await source.FindAsync(record, cancellationToken)
            : null;
        var version = clock?.PolicyVersion ?? (subject is { Policies: [var first, ..] } ? first.Version : null);
        var set = version is { } bound ? await policies.GetAsync(bound, cancellationToken) : await policies.CurrentAsync(cancellationToken);
        var rule = set.PenaltyRules.GetValueOrDefault(ruleId) ?? throw new RuleViolationException("penalty.unknown-rule", ("ruleId", ruleId));
        var key = rule.IsPerRecord ? $"{ruleId}:{record.Id:N}"
            : clock is not null ? $"{ruleId}:{clock.Id:N}"
            : $"{ruleId}:{record.Id:N}:{occurrence}";
        if ((await penalties.OfRecordAsync(record, cancellationToken)).FirstOrDefault(other => other.UniqueKey == key) is { } standing)
            return standing;

        var penalty = new Penalty
        {
            No = await numbers.NextAsync("PEN", cancellationToken),
            RuleId = ruleId,
            Category = rule.Category,
            PolicyVersion = set.Version,
            ContractId = subject?.ContractId,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            ClockInstanceId = clock?.Id,
            Points = rule.Points,
            Reason = reason,
            ProposedAt = time.GetUtcNow(),
            ProposedBy = clock is null ? actor.Value.UserName : Actor.System.UserName,
            IsAutomatic = clock is not null,
            UniqueKey = key,
            StockAvailable = subject?.Facts.GetValueOrDefault("stockAvailable") is { } stock ? stock == "true" : null,
        };
        penalties.Add(penalty);
        await TellAsync(EventNames.PenaltyProposed, penalty, rule, null, cancellationToken);
        await notifications.SendAsync(
            "PENALTY_PROPOSED",
            record,
            [RoleCodes.InstituteApprover, RoleCodes.ContractManager],
            new Dictionary<string, object?> { ["points"] = penalty.Points, ["rule"] = rule.Trigger },
            thing: penalty.No,
            cancellationToken: cancellationToken);
        await flows.StartAsync(ReviewFlow, penalty.Self, new Dictionary<string, object?> { ["subjectNo"] = record.No });
        return penalty;
    }

    /// <summary>First step: the institute confirms the facts or waives the penalty.</summary>
    /// <param name="id">The penalty.</param>
    /// <param name="isConfirmed">False waives it.</param>
    /// <param name="reason">Needed to waive.</param>
    /// <param name="points">Other points, only where the rule's number was lost in its source; null keeps them.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RuleViolationException">
    /// <c>penalty.unknown</c>, <c>penalty.wrong-state</c>, <c>penalty.points-fixed</c>.
    /// </exception>
    public async Task VerifyAsync(
        Guid id, bool isConfirmed, string? reason = null, decimal? points = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var penalty = await OneAsync(id, cancellationToken);
        if (!isConfirmed)
        {
            await DecideAsync(penalty, PenaltyTrigger.Waive, reason, cancellationToken);
            return;
        }

        if (penalty.State != PenaltyState.Proposed)
            throw new RuleViolationException("penalty.wrong-state", ("no", penalty.No), ("state", penalty.State.ToString()));

        if (points is { } corrected && corrected != penalty.Points)
        {
            var set = await policies.GetAsync(penalty.PolicyVersion, cancellationToken);
            if (!set.PenaltyRules[penalty.RuleId].PointsLostInSeed)
                throw new RuleViolationException("penalty.points-fixed", ("no", penalty.No), ("points", penalty.Points));
            penalty.Points = corrected;
        }

        (penalty.VerifiedAt, penalty.VerifiedBy) = (time.GetUtcNow(), actor.Value.UserName);
        audit.Write("penalty.verify", penalty.Self, null, "Confirm", reason);
        await clocks.Value.StopAsync(ReviewClock, penalty.Self, cancellationToken: cancellationToken);
        await clocks.Value.StartAsync(ReviewClock, penalty.Self, penalty.VerifiedAt, cancellationToken: cancellationToken);
    }

    /// <summary>Second step: the vendor's contract manager agrees, or disputes it for the quarterly meeting.</summary>
    /// <exception cref="RuleViolationException"><c>penalty.unknown</c>, <c>penalty.wrong-state</c>, <c>penalty.not-verified</c>.</exception>
    public async Task AnswerAsync(Guid id, bool isAgreed, string? reason = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var penalty = await OneAsync(id, cancellationToken);
        if (penalty.VerifiedAt is null)
            throw new RuleViolationException("penalty.not-verified", ("no", penalty.No));

        await DecideAsync(penalty, isAgreed ? PenaltyTrigger.Confirm : PenaltyTrigger.Dispute, reason, cancellationToken);
    }

    /// <summary>The quarterly meeting decides a disputed penalty.</summary>
    /// <exception cref="RuleViolationException"><c>penalty.unknown</c>, <c>penalty.wrong-state</c>.</exception>
    public async Task DecideAsync(Guid id, PenaltyTrigger trigger, string? reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        await DecideAsync(await OneAsync(id, cancellationToken), trigger, reason, cancellationToken);
    }

    /// <summary>The system takes back what it proposed for a clock, as long as nobody has decided (R2).</summary>
    /// <param name="clock">The clock that turned out to be in time or not to count.</param>
    /// <param name="reason">Code of the ground, e.g. <c>InTime</c>.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task WaiveOfClockAsync(SlaClock clock, string reason, CancellationToken cancellationToken = default)
    {
        var own = (await penalties.OfRecordAsync(clock.Record, cancellationToken))
            .Where(penalty => penalty is { IsAutomatic: true, State: PenaltyState.Proposed } && penalty.ClockInstanceId == clock.Id)
            .ToList();
        foreach (var penalty in own)
        {
            penalty.UniqueKey = $"{penalty.UniqueKey}:{penalty.No}"; // its place is free for a later breach
            await DecideAsync(penalty, PenaltyTrigger.Waive, reason, cancellationToken);
            await flows.CancelAsync(penalty.Self, reason);
        }
    }

    private async Task DecideAsync(Penalty penalty, PenaltyTrigger trigger, string? reason, CancellationToken cancellationToken)
    {
        var before = penalty.State;
        penalty.State = Table.Fire(before, trigger, "penalty.wrong-state");
        (penalty.DecidedAt, penalty.DecidedBy, penalty.DecisionReason) = (time.GetUtcNow(), actor.Value.UserName, reason);
        audit.Write("penalty.decide", penalty.Self, before.ToString(), penalty.State.ToString(), reason);

        var set = await policies.GetAsync(penalty.PolicyVersion, cancellationToken);
        await TellAsync(EventNames.PenaltyDecided, penalty, set.PenaltyRules[penalty.RuleId], penalty.State.ToString(), cancellationToken);
        await notifications.SendAsync(
            "PENALTY_DECIDED",
            penalty.Record,
            [RoleCodes.InstituteApprover, RoleCodes.ContractManager],
            new Dictionary<string, object?> { ["points"] = penalty.Points, ["rule"] = set.PenaltyRules[penalty.RuleId].Trigger, ["outcome"] = NameOf(penalty.State) },
            thing: penalty.No,
            cancellationToken: cancellationToken);
    }

    private static Bilingual NameOf(PenaltyState state) => state switch
    {
        PenaltyState.Confirmed => new Bilingual("已确认", "confirmed"),
        PenaltyState.Waived => new Bilingual("已免除", "waived"),
        PenaltyState.Disputed => new Bilingual("有异议", "disputed"),
        _ => new Bilingual("待核实", "proposed"),
    };

    private async Task<Penalty> OneAsync(Guid id, CancellationToken cancellationToken) =>
        await penalties.FindAsync(id, cancellationToken) ?? throw new RuleViolationException("penalty.unknown", ("id", id));

    private async Task TellAsync(string name, Penalty penalty, PenaltyRule rule, string? state, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object?>
        {
            ["penaltyId"] = penalty.Id,
            ["penaltyNo"] = penalty.No,
            ["rule"] = rule.Trigger,
            ["ruleId"] = penalty.RuleId,
            ["points"] = penalty.Points,
            ["outcome"] = state,
        };
        timeline.Write(penalty.Record, name, data);
        await events.PublishAsync(name, penalty.Self, filter: state, data: data, cancellationToken: cancellationToken);
    }
}

/// <summary>What clocks need to know of penalties: nothing but the internal policy.</summary>
public sealed class PenaltyClockSubjects(IPenalties penalties) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.Penalty;

    /// <inheritdoc/>
    public async Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) =>
        await penalties.FindAsync(record.Id, cancellationToken) is { } penalty
            ? new ClockSubject(
                penalty.Self, [new PolicyRef(PolicyCodes.Internal, penalty.PolicyVersion)], new Dictionary<string, string>(), Severity: 4, penalty.ContractId)
            : null;
}
