using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>Takes the answer of a level's owner to the escalation.</summary>
public sealed class EscalationAckReaction(EscalationDesk desk, IEscalations escalations) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => EscalationDesk.AckTask;

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (await escalations.OpenAsync(item.Record, cancellationToken) is not { } escalation)
            return; // the record ended in the meantime; the answer stands on the work item

        using var answer = JsonDocument.Parse(item.FormData ?? "{}");
        if (item.Outcome == "Invalid")
            await desk.InvalidateAsync(escalation.Id, Text(answer, "reason") ?? "", cancellationToken);
        else
            await desk.AcknowledgeAsync(escalation.Id, Instant(answer, "acknowledgedAt") ?? item.CompletedAt, cancellationToken);
    }

    private static string? Text(JsonDocument answer, string key) =>
        answer.RootElement.TryGetProperty(key, out var value) ? value.ToString() : null;

    private static DateTimeOffset? Instant(JsonDocument answer, string key) =>
        DateTimeOffset.TryParse(Text(answer, key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
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
