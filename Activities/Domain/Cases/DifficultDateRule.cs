using Elsa.ITR.Domain.Inbox;

namespace Elsa.ITR.Domain.Cases;

/// <summary>The date that both parties agree on lies ahead, also when the second of them answers late.</summary>
public sealed class DifficultDateRule(TimeProvider time) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["difficult-agree-date"];

    /// <inheritdoc/>
    public Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome == "DateAgreed" && FormJson.ToInstant(values.GetValueOrDefault("agreedDue")) is { } due)
            DifficultFaultDesk.RequireAhead(due, time.GetUtcNow());
        return Task.CompletedTask;
    }
}
