using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Refuses an answer whose times do not follow each other while the person can still correct it, instead of failing the flow later.</summary>
public sealed class CaseTimes(ICases cases)
{
    private static readonly string[] Fields = ["acceptedAt", "acceptedAtProposed", "restoredAt", "completedAt", "completedAtProposed"];

    /// <summary>Holds the entered times against those of the case; other records and answers without times pass.</summary>
    /// <param name="record">What the work item belongs to.</param>
    /// <param name="values">The answer; instants as ISO 8601 UTC text.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RuleViolationException">case.accepted-before-received, case.completed-before-restored, case.restored-before-occurred.</exception>
    public async Task RequireAsync(RecordRef record, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (record.Type != RecordTypes.Case || !Fields.Any(values.ContainsKey) || await cases.FindAsync(record.Id, cancellationToken) is not { } found)
            return;

        CaseFacts.RequireOrder(
            found.OccurredAt, found.ReceivedAt, Entered("acceptedAt") ?? Entered("acceptedAtProposed") ?? found.AcceptedAt,
            Entered("restoredAt") ?? found.RestoredAt, Entered("completedAt") ?? Entered("completedAtProposed") ?? found.CompletedAt);

        DateTimeOffset? Entered(string field) => FormJson.ToInstant(values.GetValueOrDefault(field));
    }
}
