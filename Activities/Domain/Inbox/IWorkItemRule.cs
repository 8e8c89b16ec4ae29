namespace Elsa.ITR.Domain.Inbox;

/// <summary>What an answer must keep beyond its form; broken, the item is not completed and the person can still correct it.</summary>
public interface IWorkItemRule
{
    /// <summary>The task types it holds for.</summary>
    IReadOnlyList<string> TaskTypes { get; }

    /// <summary>Checks an answer before it is taken.</summary>
    /// <param name="item">The item.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="values">The values as stored.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="Shared.RuleViolationException">The rule that is broken.</exception>
    Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default);
}
