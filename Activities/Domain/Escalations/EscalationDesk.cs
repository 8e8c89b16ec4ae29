using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>Calls management to a record: one open escalation per record, its level rises and never falls (R22). Flow 12 leads each of them.</summary>
/// <remarks>Acts for the system: whoever caused it need not see the escalation.</remarks>
public sealed class EscalationDesk(
    IEscalations escalations,
    EventDesk events,
    NotificationDesk notifications,
    InboxDesk inbox,
    IDirectory directory,
    IServiceRecords records,
    IRecordNumbers numbers,
    IFlows flows,
    Lazy<ClockDesk> clocks,
    CurrentActor actor,
    AccessScope access,
    TimeProvider time)
{
    /// <summary>The flow that leads an escalation.</summary>
    public const string LeadingFlow = "itr-management-escalation";

    /// <summary>Task type of what a plan promises, once the escalation is closed.</summary>
    public const string ActionTask = "esc-action";

    /// <summary>Clock of the policy that says how long a level may take to answer.</summary>
    public const string AckClock = "OLA-ESC-ACK";

    private const int SentenceLength = 2000; // a column of the history

    /// <summary>Opens the escalation of a record, raises the open one, or notes the trigger where it stands as high already.</summary>
    /// <param name="record">The record in trouble.</param>
    /// <param name="level">The level wanted.</param>
    /// <param name="urgency">How fast it must be answered; the open one's urgency never falls.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="trigger">What raised it, short: clock and percent, <c>complaint</c>, <c>person</c>.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<Escalation> RaiseAsync(
        RecordRef record, ManagementLevel level, EscalationUrgency urgency, Bilingual reason, string trigger, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var open = await escalations.OpenAsync(record, cancellationToken);
        if (open is not null && open.Level >= level)
        {
            await HastenAsync(open, urgency, cancellationToken);
            Note(open, EscalationStepKind.Repeated, trigger, reason.Zh);
            return open;
        }

        var escalation = open ?? await OpenAsync(record, urgency, cancellationToken);
        escalation.Urgency = urgency > escalation.Urgency ? urgency : escalation.Urgency;
        await LiftAsync(escalation, level, reason, trigger, open is null ? EscalationStepKind.Opened : EscalationStepKind.Raised, cancellationToken);
        if (open is null)
            await flows.StartAsync(LeadingFlow, escalation.Self, new Dictionary<string, object?> { ["subjectNo"] = record.No });
        return escalation;
    }

    /// <summary>Takes an escalation one level up because its owner did not answer; at the highest level everybody is told again.</summary>
    /// <param name="self">The escalation as a record, or the record it is about.</param>
    /// <param name="trigger">What was late.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task RaiseNextAsync(RecordRef self, string trigger, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = self.Type == RecordTypes.Escalation
            ? await escalations.FindAsync(self.Id, cancellationToken)
            : await escalations.OpenAsync(self, cancellationToken);
        if (escalation is not { IsOpen: true })
            return;

        var reason = new Bilingual("未按时处理", "Not handled in time");
        var level = escalation.Level == ManagementLevel.M4 ? ManagementLevel.M4 : escalation.Level + 1;
        await TellLateAsync(escalation, level, cancellationToken);
        if (level == escalation.Level)
            Note(escalation, EscalationStepKind.Overdue, trigger, reason.Zh);
        else
            await LiftAsync(escalation, level, reason, trigger, EscalationStepKind.Raised, cancellationToken);
    }

    /// <summary>The owner calls the next level himself; at the highest one it begins anew there.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task RaiseHigherAsync(Guid id, string trigger, Bilingual reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        var level = escalation.Level == ManagementLevel.M4 ? ManagementLevel.M4 : escalation.Level + 1;
        await TellLateAsync(escalation, level, cancellationToken);
        await LiftAsync(escalation, level, reason, trigger, EscalationStepKind.Raised, cancellationToken);
    }

    /// <summary>The owner of the level answered.</summary>
    /// <param name="id">The escalation.</param>
    /// <param name="at">When; null = now.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task AcknowledgeAsync(Guid id, DateTimeOffset? at = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        escalation.Fire(EscalationTrigger.Acknowledge);
        escalation.AckAt = at ?? time.GetUtcNow();
        Note(escalation, EscalationStepKind.Acknowledged, "", "");
        await PublishAsync(EventNames.EscalationAcknowledged, escalation, escalation.AckAt, cancellationToken);
    }

    /// <summary>The owner published what is done until when.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task PlanAsync(Guid id, IReadOnlyList<EscalationAction> actions, DateTimeOffset? nextContactAt, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        escalation.Fire(EscalationTrigger.Plan);
        (escalation.PlanAt, escalation.NextContactAt) = (time.GetUtcNow(), nextContactAt);
        foreach (var action in actions)
        {
            action.EscalationId = id;
            escalations.Add(action);
        }

        Note(escalation, EscalationStepKind.Planned, "", string.Join("; ", actions.Select(action => action.Text)));
        await PublishAsync(EventNames.EscalationPlanned, escalation, escalation.PlanAt, cancellationToken);
    }

    /// <summary>The customer was spoken to and agreed; the plan is followed.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task TrackAsync(Guid id, string person, string expectation, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        escalation.Fire(EscalationTrigger.Track);
        escalation.Expectation = expectation;
        Note(escalation, EscalationStepKind.Contacted, person, expectation);
    }

    /// <summary>A line that changes nothing else: a review, a decision.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task NoteAsync(Guid id, EscalationStepKind kind, string trigger, string text, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        Note(await OpenOneAsync(id, cancellationToken), kind, trigger, text);
    }

    /// <summary>The owner of the level found it unfounded; it ends.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task InvalidateAsync(Guid id, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        await EndAsync(escalation, EscalationState.Invalid, reason, cancellationToken);
    }

    /// <summary>The reason is gone; it ends with what was learnt. Actions that are still open go to their owners.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task CloseAsync(Guid id, string lesson, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        await notifications.SendAsync(
            "ESC_CLOSED",
            escalation.Record,
            [RoleOf(escalation.Level), AudienceTokens.CaseTeam, .. CounterpartsOf(escalation.Level), .. RaiserOf(escalation)],
            new Dictionary<string, object?> { ["escNo"] = escalation.No, ["lesson"] = lesson },
            thing: escalation.No,
            cancellationToken: cancellationToken);
        foreach (var action in (await escalations.ActionsAsync(id, cancellationToken)).Where(action => action.DoneAt is null))
            await AskForAsync(escalation, action, cancellationToken);
        await EndAsync(escalation, EscalationState.Closed, lesson, cancellationToken);
    }

    /// <summary>An action of a plan was done.</summary>
    public async Task DoneAsync(Guid actionId, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await escalations.FindActionAsync(actionId, cancellationToken) is { } action)
            action.DoneAt = at;
    }

    /// <summary>The record was solved: the customer is asked whether the reason is gone.</summary>
    public async Task ResolvedAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await escalations.OpenAsync(record, cancellationToken) is { } escalation)
            await events.PublishAsync(EventNames.RecordResolved, escalation.Self, cancellationToken: cancellationToken);
    }

    /// <summary>The record ended: its open escalation ends too, and with it the flow that leads it.</summary>
    public async Task SettleAsync(RecordRef record, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await escalations.OpenAsync(record, cancellationToken) is not { } escalation)
            return;

        await EndAsync(escalation, EscalationState.Closed, reason, cancellationToken);
        await events.PublishAsync(EventNames.EscalationSettled, escalation.Self, filter: reason, cancellationToken: cancellationToken);
    }

    /// <summary>Role that owns a level.</summary>
    public static string RoleOf(ManagementLevel level) => level switch
    {
        ManagementLevel.M1 => RoleCodes.OfficeManager,
        ManagementLevel.M2 => RoleCodes.RegionManager,
        ManagementLevel.M3 => RoleCodes.TscDirector,
        _ => RoleCodes.ServiceVp,
    };

    /// <summary>Role of the customer whom the owner of a level speaks to.</summary>
    public static string CounterpartOf(ManagementLevel level) => CounterpartsOf(level) is [.., var highest] ? highest : RoleCodes.CustomerUser;

    // Flow 12, hierarchy: who is informed on the customer's side; below M2 only the owner and the team.
    private static IReadOnlyList<string> CounterpartsOf(ManagementLevel level) => level switch
    {
        ManagementLevel.M1 => [],
        ManagementLevel.M2 => [RoleCodes.InstituteApprover],
        ManagementLevel.M3 => [RoleCodes.InstituteApprover, RoleCodes.ProvinceApprover],
        _ => [RoleCodes.ProvinceApprover],
    };

    private async Task<Escalation> OpenAsync(RecordRef record, EscalationUrgency urgency, CancellationToken cancellationToken)
    {
        var escalation = new Escalation
        {
            No = await numbers.NextAsync("ESC", cancellationToken),
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            Urgency = urgency,
            RaisedById = actor.Value.PersonId,
            RaisedAt = time.GetUtcNow(),
            HasFlow = true,
            OpenKey = record.Id,
        };
        escalations.Add(escalation);
        await records.LinkAsync(escalation.Id, record, cancellationToken);
        return escalation;
    }

    private async Task LiftAsync(
        Escalation escalation, ManagementLevel level, Bilingual reason, string trigger, EscalationStepKind kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await clocks.Value.CancelAllAsync(escalation.Self, kind.ToString(), cancellationToken: cancellationToken); // they begin anew for the level
        var owner = await directory.OwnerOfLevelAsync(level, escalation.Record, cancellationToken);
        escalation.Fire(EscalationTrigger.Raise);
        (escalation.Level, escalation.LevelAt, escalation.AckAt, escalation.PlanAt) = (level, now, null, null);
        (escalation.Trigger, escalation.Reason, escalation.OwnerId) = (trigger, reason.Zh, owner?.Acting.Id);
        escalation.AckDueAt = await clocks.Value.DueInAsync(AckClock, escalation.Record, now, AckFacts(escalation.Urgency), cancellationToken);
        Note(escalation, kind, trigger, owner?.Deputy is { } deputy ? $"{reason.Zh} ({deputy.Name.Zh} 代 {owner.Owner.Name.Zh})" : reason.Zh);

        await PublishAsync(EventNames.EscalationRaised, escalation, now, cancellationToken, reason);
        if (kind == EscalationStepKind.Raised)
            await events.PublishAsync(EventNames.EscalationLevelRaised, escalation.Self, now, level.ToString(), cancellationToken: cancellationToken);
        await notifications.SendAsync(
            "ESC_RAISED",
            escalation.Record,
            [RoleOf(level), .. CounterpartsOf(level), .. RaiserOf(escalation), AudienceTokens.CaseTeam],
            new Dictionary<string, object?> { ["level"] = level.ToString(), ["reason"] = reason, ["ackDue"] = escalation.AckDueAt },
            level: level,
            thing: $"{escalation.No} {level}",
            cancellationToken: cancellationToken);
    }

    // At the highest level everybody hears of it, and the duty manager.
    private Task TellLateAsync(Escalation escalation, ManagementLevel level, CancellationToken cancellationToken) => notifications.SendAsync(
        "ESC_LEVEL_UP",
        escalation.Record,
        [.. level == escalation.Level ? Enum.GetValues<ManagementLevel>().Select(RoleOf) : [RoleOf(level), RoleOf(escalation.Level)], RoleCodes.DutyManager],
        new Dictionary<string, object?> { ["escNo"] = escalation.No, ["level"] = level.ToString() },
        level: level,
        thing: $"{escalation.No} {level}",
        cancellationToken: cancellationToken);

    private static IEnumerable<string> RaiserOf(Escalation escalation) => escalation.RaisedById is { } raiser ? [raiser.ToString()] : [];

    private Task AskForAsync(Escalation escalation, EscalationAction action, CancellationToken cancellationToken) => inbox.AskAsync(
        new WorkItemRequest(ActionTask, escalation.Record, RoleOf(escalation.Level))
        {
            AssigneeId = action.OwnerId,
            DueAt = action.DueAt,
            BlocksFlow = false,
            Input = new Dictionary<string, object?> { ["actionId"] = action.Id.ToString(), ["escalationNo"] = escalation.No, ["text"] = action.Text },
        },
        cancellationToken);

    // A more urgent ground shortens what runs already.
    private async Task HastenAsync(Escalation escalation, EscalationUrgency urgency, CancellationToken cancellationToken)
    {
        if (urgency <= escalation.Urgency)
            return;

        escalation.Urgency = urgency;
        await clocks.Value.ReevaluateAsync(escalation.Self, cancellationToken);
    }

    private async Task EndAsync(Escalation escalation, EscalationState state, string reason, CancellationToken cancellationToken)
    {
        escalation.Fire(state == EscalationState.Invalid ? EscalationTrigger.Invalidate : EscalationTrigger.Close);
        (escalation.ClosedAt, escalation.OpenKey) = (time.GetUtcNow(), null);
        var kind = state == EscalationState.Invalid ? EscalationStepKind.Invalidated : EscalationStepKind.Closed;
        Note(escalation, kind, "", reason);
        await clocks.Value.CancelAllAsync(escalation.Self, kind.ToString(), cancellationToken: cancellationToken);
    }

    private async Task<Escalation> OpenOneAsync(Guid id, CancellationToken cancellationToken)
    {
        var escalation = await escalations.FindAsync(id, cancellationToken) ?? throw new RuleViolationException("escalation.unknown", ("id", id));
        return escalation.IsOpen ? escalation : throw new RuleViolationException("escalation.closed", ("no", escalation.No));
    }

    // On the escalation for its own clocks, on the record for its timeline and flows.
    private async Task PublishAsync(
        string name, Escalation escalation, DateTimeOffset? at, CancellationToken cancellationToken, Bilingual? reason = null)
    {
        var data = new Dictionary<string, object?>
        {
            ["escalationId"] = escalation.Id,
            ["escalationNo"] = escalation.No,
            ["level"] = escalation.Level.ToString(),
            ["urgency"] = escalation.Urgency.ToString(),
            ["reason"] = reason,
        };
        await events.PublishAsync(name, escalation.Self, at, escalation.Level.ToString(), data, cancellationToken: cancellationToken);
        await events.PublishAsync(name, escalation.Record, at, escalation.Level.ToString(), data, cancellationToken: cancellationToken);
    }

    private void Note(Escalation escalation, EscalationStepKind kind, string trigger, string reason) =>
        escalation.History.Add(new EscalationStep
        {
            EscalationId = escalation.Id,
            Sequence = escalation.History.Count + 1,
            Kind = kind,
            Level = escalation.Level,
            Trigger = trigger,
            Reason = reason.Length <= SentenceLength ? reason : reason[..SentenceLength],
            ActorName = actor.Value.UserName,
            At = time.GetUtcNow(),
        });

    internal static IReadOnlyDictionary<string, string> AckFacts(EscalationUrgency urgency) =>
        new Dictionary<string, string> { ["urgency"] = urgency.ToString(), ["hasFlow"] = "true" };
}
