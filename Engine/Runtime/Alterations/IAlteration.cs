namespace Elsa.Alterations.Core.Contracts;

/// <summary>A change of an instance from outside of its flow.</summary>
public interface IAlteration;

/// <summary>Does alterations of one type. A port; registered scoped.</summary>
public interface IAlterationHandler
{
    /// <summary>Whether it knows the alteration.</summary>
    bool CanHandle(IAlteration alteration);

    /// <summary>Changes the run in memory and says how it went: <see cref="AlterationContext.Succeed"/> or <see cref="AlterationContext.Fail"/>.</summary>
    ValueTask HandleAsync(AlterationContext context);
}

/// <summary>Changes instances, each in one command, or as part of the running one. Scoped.</summary>
public interface IAlterationRunner
{
    /// <summary>Does the alterations in order; the first that fails ends it, and what was done before stays.</summary>
    /// <exception cref="Elsa.Workflows.Runtime.Exceptions.WorkflowInstanceNotFoundException">No such instance.</exception>
    Task<RunAlterationsResult> RunAsync(string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default);

    /// <summary>The same for several instances, each in a transaction of its own; a missing one has a failed result.</summary>
    Task<ICollection<RunAlterationsResult>> RunAsync(
        IEnumerable<string> workflowInstanceIds, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default);

    /// <summary>What the alterations would do to the instance. Changes nothing.</summary>
    /// <exception cref="Elsa.Workflows.Runtime.Exceptions.WorkflowInstanceNotFoundException">No such instance.</exception>
    Task<RunAlterationsResult> PreviewAsync(string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default);
}

/// <summary>Lets instances go on with the work that alterations queued. Scoped.</summary>
public interface IAlteredWorkflowDispatcher
{
    /// <summary>Runs the instance when its alterations succeeded and queued work; one that has ended is not run.</summary>
    Task DispatchAsync(RunAlterationsResult result, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="DispatchAsync(RunAlterationsResult, CancellationToken)"/>
    Task DispatchAsync(IEnumerable<RunAlterationsResult> results, CancellationToken cancellationToken = default);
}

/// <summary>How the alterations of one instance went.</summary>
/// <param name="WorkflowInstanceId">The instance.</param>
/// <param name="Log">One entry for each alteration that was tried.</param>
/// <param name="WorkflowHasScheduledWork">Whether work is queued that somebody must now let run.</param>
public record RunAlterationsResult(string WorkflowInstanceId, IReadOnlyList<AlterationLogEntry> Log, bool WorkflowHasScheduledWork)
{
    /// <summary>Whether any alteration succeeded, as in Elsa. What was done before one that failed stays.</summary>
    public bool IsSuccessful => Log.Any(entry => entry.Succeeded);

    /// <summary>Whether every alteration succeeded.</summary>
    public bool IsComplete => Log.All(entry => entry.Succeeded);
}

/// <summary>How one alteration went.</summary>
/// <param name="EventName">E.g. <c>Alteration ModifyVariable succeeded</c>; stands in the journal too.</param>
/// <param name="Succeeded">False when it failed.</param>
/// <param name="Message">Why it failed; else that it succeeded.</param>
public record AlterationLogEntry(string EventName, bool Succeeded, string? Message)
{
    /// <summary>What it does to the instance, for people; null when it failed.</summary>
    public string? Effect { get; init; }

    /// <summary>It succeeded, and yet did nothing; the message says why.</summary>
    public bool HadNoEffect { get; init; }
}
