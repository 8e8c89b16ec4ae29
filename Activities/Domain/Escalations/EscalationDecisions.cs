using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>What management may decide for a record in trouble (flow 12). Pauses are not among it: only customers grant them.</summary>
public enum EscalationDecision
{
    /// <summary>Another person leads the case.</summary>
    AssignPerson,

    /// <summary>The next functional tier takes the lead.</summary>
    RaiseTier,

    /// <summary>Somebody goes on site.</summary>
    OrderOnsite,

    /// <summary>A spare part may come from another warehouse.</summary>
    OverrideSpareSource,

    /// <summary>Research and development is asked for a workaround.</summary>
    RequestWorkaround,

    /// <summary>Emergency recovery begins.</summary>
    StartEmergencyRecovery,

    /// <summary>An internal task gets another due time; never one that a clock decides.</summary>
    ChangeDueDate,
}

/// <summary>One decision as it was entered.</summary>
/// <param name="Kind">What.</param>
/// <param name="PersonId">Whom, for <see cref="EscalationDecision.AssignPerson"/>.</param>
/// <param name="TaskNo">Which task, for <see cref="EscalationDecision.ChangeDueDate"/>.</param>
/// <param name="DueAt">Its new due time.</param>
/// <param name="Text">In words.</param>
public sealed record EscalationOrder(EscalationDecision Kind, Guid? PersonId, string? TaskNo, DateTimeOffset? DueAt, string? Text)
{
    /// <summary>Reads the rows <c>decisions</c> of an answer; rows without a known kind are left out.</summary>
    public static IReadOnlyList<EscalationOrder> Of(IReadOnlyDictionary<string, object?> answer) =>
        [.. Rows(answer, "decisions").Select(Read).OfType<EscalationOrder>()];

    internal static IEnumerable<IReadOnlyDictionary<string, object?>> Rows(IReadOnlyDictionary<string, object?> answer, string key) =>
        (answer.GetValueOrDefault(key) as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>();

    private static EscalationOrder? Read(IReadOnlyDictionary<string, object?> row) =>
        Enum.TryParse<EscalationDecision>(row.GetValueOrDefault("kind") as string, out var kind)
            ? new EscalationOrder(
                kind, Facts.Key(row.GetValueOrDefault("personId"), "personId"), row.GetValueOrDefault("taskNo") as string,
                FormJson.ToInstant(row.GetValueOrDefault("dueAt")), row.GetValueOrDefault("text") as string)
            : null;
}

/// <summary>Refuses a plan that moves a promise: what a clock decides is nobody's to move.</summary>
public sealed class EscalationPlanRule(IWorkItems items) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["esc-plan"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        foreach (var order in EscalationOrder.Of(values).Where(order => order.Kind == EscalationDecision.ChangeDueDate))
            await MovableAsync(items, order, cancellationToken);
    }

    /// <summary>The task that may get the due time.</summary>
    /// <exception cref="RuleViolationException">escalation.task-unknown, escalation.due-fixed, escalation.due-missing.</exception>
    public static async Task<WorkItem> MovableAsync(IWorkItems items, EscalationOrder order, CancellationToken cancellationToken)
    {
        if (order.TaskNo is not { Length: > 0 } no || await items.FindByNoAsync(no, cancellationToken) is not { } task)
            throw new RuleViolationException("escalation.task-unknown", ("no", order.TaskNo));
        if (task.ClockIds.Count > 0)
            throw new RuleViolationException("escalation.due-fixed", ("no", no), ("clocks", string.Join(", ", task.ClockIds)));

        return order.DueAt is not null ? task : throw new RuleViolationException("escalation.due-missing", ("no", no));
    }
}

/// <summary>Carries out what management decided; each decision raises <c>Escalation.Decided</c> on the record.</summary>
public sealed class EscalationDecisions(EscalationDesk desk, IEscalations escalations, ICases cases, CaseDesk caseDesk, IWorkItems items, IFlows flows, EventDesk events)
{
    /// <summary>The flow of emergency recovery.</summary>
    public const string RecoveryFlow = "itr-emergency-recovery";

    /// <summary>Does it.</summary>
    /// <exception cref="RuleViolationException">escalation.unknown, .closed, .task-unknown, .due-fixed, .due-missing.</exception>
    public async Task ApplyAsync(Guid escalationId, IReadOnlyList<EscalationOrder> orders, CancellationToken cancellationToken = default)
    {
        var escalation = await escalations.FindAsync(escalationId, cancellationToken) ?? throw new RuleViolationException("escalation.unknown", ("id", escalationId));
        foreach (var order in orders)
        {
            await DoAsync(escalation.Record, order, cancellationToken);
            var outcome = string.IsNullOrWhiteSpace(order.Text) ? order.Kind.ToString() : $"{order.Kind}: {order.Text}";
            await desk.NoteAsync(escalationId, EscalationStepKind.Decided, order.Kind.ToString(), outcome, cancellationToken);
            await events.PublishAsync(
                EventNames.EscalationDecided, escalation.Record, filter: order.Kind.ToString(), data: new Dictionary<string, object?> { ["outcome"] = outcome },
                cancellationToken: cancellationToken);
        }
    }

    private async Task DoAsync(RecordRef record, EscalationOrder order, CancellationToken cancellationToken)
    {
        if (order.Kind == EscalationDecision.ChangeDueDate)
        {
            (await EscalationPlanRule.MovableAsync(items, order, cancellationToken)).DueAt = order.DueAt;
            return;
        }

        if (record.Type != RecordTypes.Case || await cases.FindAsync(record.Id, cancellationToken) is not { } found)
            return;

        if (order is { Kind: EscalationDecision.AssignPerson, PersonId: { } person })
            await caseDesk.ApplyAsync(found, new Dictionary<string, object?> { ["ownerId"] = person }, cancellationToken);
        else if (order.Kind == EscalationDecision.RaiseTier && found.CurrentTier < Tier.RnD)
            await events.PublishAsync(EventNames.TierDue, record, filter: (found.CurrentTier + 1).ToString(), data: new Dictionary<string, object?> { ["tier"] = found.CurrentTier + 1 }, cancellationToken: cancellationToken);
        else if (order.Kind == EscalationDecision.StartEmergencyRecovery && !found.IsRecovering)
            await flows.StartAsync(RecoveryFlow, record);
    }
}
