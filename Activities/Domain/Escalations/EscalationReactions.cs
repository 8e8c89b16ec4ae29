using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>Takes the answer of whoever was left with an action of a closed escalation.</summary>
public sealed class EscalationActionReaction(EscalationDesk desk) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => EscalationDesk.ActionTask;

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (Guid.TryParse(FormJson.Read(item.InputData).GetValueOrDefault("actionId") as string, out var action))
            await desk.DoneAsync(action, item.CompletedAt!.Value, cancellationToken);
    }
}

/// <summary>What clocks need to know of escalations: urgency, and whether a flow leads them.</summary>
public sealed class EscalationClockSubjects(IEscalations escalations, IPolicies policies) : IClockSubjects
{
    /// <inheritdoc/>
    public string RecordType => RecordTypes.Escalation;

    /// <inheritdoc/>
    public async Task<ClockSubject?> FindAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        if (await escalations.FindAsync(record.Id, cancellationToken) is not { } escalation)
            return null;

        var version = (await policies.CurrentAsync(cancellationToken)).Version;
        var facts = new Dictionary<string, string>
        {
            ["urgency"] = escalation.Urgency.ToString(),
            ["hasFlow"] = escalation.HasFlow ? "true" : "false",
        };
        var severity = 1 + (EscalationUrgency.Critical - escalation.Urgency);
        return new ClockSubject(escalation.Self, [new PolicyRef(PolicyCodes.Internal, version)], facts, severity);
    }
}
