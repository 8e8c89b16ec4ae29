using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>Calls management to a record: one open escalation per record, its level rises and never falls (R22).</summary>
/// <remarks>Acts for the system: whoever caused it need not see the escalation.</remarks>
public sealed class EscalationDesk(
    IEscalations escalations,
    EventDesk events,
    NotificationDesk notifications,
    InboxDesk inbox,
    IWorkItems items,
    IDirectory directory,
    IRecordNumbers numbers,
    IEnumerable<IClockSubjects> subjects,
    Lazy<ClockDesk> clocks,
    CurrentActor actor,
    AccessScope access,
    TimeProvider time)
{
    /// <summary>Task type of the acknowledgement.</summary>
    public const string AckTask = "esc-ack";

    /// <summary>Clock of the policy that says how long a level may take to answer.</summary>
    public const string AckClock = "OLA-ESC-ACK";

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
            open.Urgency = urgency > open.Urgency ? urgency : open.Urgency;
            Note(open, EscalationStepKind.Repeated, trigger, reason.Zh);
            return open;
        }

        var escalation = open ?? await OpenAsync(record, urgency, cancellationToken);
        escalation.Urgency = urgency > escalation.Urgency ? urgency : escalation.Urgency;
        await LiftAsync(escalation, level, reason, trigger, open is null ? EscalationStepKind.Opened : EscalationStepKind.Raised, cancellationToken);
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
        await notifications.SendAsync(
            "ESC_LEVEL_UP",
            escalation.Record,
            [RoleOf(level), RoleOf(escalation.Level), RoleCodes.DutyManager],
            new Dictionary<string, object?> { ["escNo"] = escalation.No, ["level"] = level.ToString() },
            level: level,
            cancellationToken: cancellationToken);
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
        escalation.State = EscalationState.Acknowledged;
        escalation.AckAt = at ?? time.GetUtcNow();
        Note(escalation, EscalationStepKind.Acknowledged, AckTask, "");
        await PublishAsync(EventNames.EscalationAcknowledged, escalation, escalation.AckAt, cancellationToken);
    }

    /// <summary>The owner of the level found it unfounded; it ends.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task InvalidateAsync(Guid id, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        await EndAsync(escalation, EscalationState.Invalid, EscalationStepKind.Invalidated, reason, cancellationToken);
    }

    /// <summary>The reason is gone; it ends.</summary>
    /// <exception cref="RuleViolationException"><c>escalation.unknown</c>, <c>escalation.closed</c>.</exception>
    public async Task CloseAsync(Guid id, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var escalation = await OpenOneAsync(id, cancellationToken);
        await EndAsync(escalation, EscalationState.Closed, EscalationStepKind.Closed, reason, cancellationToken);
    }

    /// <summary>The record ended: its open escalation and the task of its owner end too.</summary>
    public async Task SettleAsync(RecordRef record, string reason, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await escalations.OpenAsync(record, cancellationToken) is { } escalation)
            await EndAsync(escalation, EscalationState.Closed, EscalationStepKind.Closed, reason, cancellationToken);
    }

    /// <summary>Role that owns a level.</summary>
    public static string RoleOf(ManagementLevel level) => level switch
    {
        ManagementLevel.M1 => RoleCodes.OfficeManager,
        ManagementLevel.M2 => RoleCodes.RegionManager,
        ManagementLevel.M3 => RoleCodes.TscDirector,
        _ => RoleCodes.ServiceVp,
    };

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
            OpenKey = record.Id,
        };
        escalations.Add(escalation);
        return escalation;
    }

    private async Task LiftAsync(
        Escalation escalation, ManagementLevel level, Bilingual reason, string trigger, EscalationStepKind kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var role = RoleOf(level);
        var owner = await directory.OwnerOfLevelAsync(level, escalation.Record, cancellationToken);
        (escalation.Level, escalation.LevelAt, escalation.State, escalation.AckAt) = (level, now, EscalationState.Open, null);
        (escalation.Trigger, escalation.Reason, escalation.OwnerId) = (trigger, reason.Zh, owner?.Id);
        escalation.AckDueAt = await clocks.Value.DueInAsync(AckClock, escalation.Record, now, AckFacts(escalation.Urgency), cancellationToken);
        Note(escalation, kind, trigger, reason.Zh);

        await PublishAsync(EventNames.EscalationRaised, escalation, now, cancellationToken, reason);
        await notifications.SendAsync(
            "ESC_RAISED",
            escalation.Record,
            [role, .. CounterpartsOf(level), .. escalation.RaisedById is { } raiser ? [raiser.ToString()] : Array.Empty<string>()],
            new Dictionary<string, object?> { ["level"] = level.ToString(), ["reason"] = reason, ["ackDue"] = escalation.AckDueAt },
            level: level,
            cancellationToken: cancellationToken);
        await AskAsync(escalation, role, reason, cancellationToken); // after the message: in one firing the first one counts
    }

    private async Task AskAsync(Escalation escalation, string role, Bilingual reason, CancellationToken cancellationToken)
    {
        await WithdrawAsync(escalation, escalation.Level.ToString(), cancellationToken);
        await inbox.AskAsync(
            new WorkItemRequest(AckTask, escalation.Record, role)
            {
                Title = new Bilingual($"管理升级 {escalation.Level} 确认", $"Acknowledge escalation {escalation.Level}"),
                DueAt = escalation.AckDueAt,
                Priority = await PriorityAsync(escalation, cancellationToken),
                BlocksFlow = false,
                Input = new Dictionary<string, object?>
                {
                    ["escalationId"] = escalation.Id.ToString(),
                    ["escalationNo"] = escalation.No,
                    ["level"] = escalation.Level.ToString(),
                    ["reason"] = reason.Zh,
                    ["reasonEn"] = reason.En,
                },
            },
            cancellationToken);
    }

    private async Task<int> PriorityAsync(Escalation escalation, CancellationToken cancellationToken) =>
        subjects.FirstOrDefault(source => source.RecordType == escalation.RecordType) is { } source
        && await source.FindAsync(escalation.Record, cancellationToken) is { } subject
            ? subject.Severity
            : 3; // the middle of 1–4 for records without a severity

    private async Task WithdrawAsync(Escalation escalation, string reason, CancellationToken cancellationToken)
    {
        var open = await items.OpenOfRecordAsync(escalation.Record, cancellationToken);
        foreach (var item in open.Where(item => item.TaskType == AckTask))
            item.Withdraw(reason, time.GetUtcNow());
    }

    private async Task EndAsync(
        Escalation escalation, EscalationState state, EscalationStepKind kind, string reason, CancellationToken cancellationToken)
    {
        (escalation.State, escalation.ClosedAt, escalation.OpenKey) = (state, time.GetUtcNow(), null);
        Note(escalation, kind, "", reason);
        await WithdrawAsync(escalation, reason, cancellationToken);
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
            Reason = reason,
            ActorName = actor.Value.UserName,
            At = time.GetUtcNow(),
        });

    internal static IReadOnlyDictionary<string, string> AckFacts(EscalationUrgency urgency) =>
        new Dictionary<string, string> { ["urgency"] = urgency.ToString(), ["hasFlow"] = "true" };
}
