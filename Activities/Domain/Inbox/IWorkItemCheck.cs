using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Refuses an answer that the form alone cannot judge, while the person can still correct it.</summary>
public interface IWorkItemCheck
{
    /// <summary>Task types it looks at.</summary>
    IReadOnlyList<string> TaskTypes { get; }

    /// <summary>Holds the answer against the record.</summary>
    /// <param name="item">The item.</param>
    /// <param name="outcome">The outcome chosen.</param>
    /// <param name="values">The answer as it will be stored.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">The answer breaks a rule.</exception>
    Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default);
}
