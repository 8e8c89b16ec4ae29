using Elsa.Workflows;

namespace Elsa.Alterations.Core.Contracts;

/// <summary>One alteration of a run in memory.</summary>
public sealed class AlterationContext(
    IAlteration alteration, WorkflowExecutionContext workflowExecutionContext, ICollection<Func<Task>> commitActions, CancellationToken cancellationToken)
{
    /// <summary>What is to be done.</summary>
    public IAlteration Alteration { get; } = alteration;

    /// <summary>The run.</summary>
    public WorkflowExecutionContext WorkflowExecutionContext { get; } = workflowExecutionContext;

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Whether it succeeded; null while nothing was said.</summary>
    public bool? HasSucceeded { get; private set; }

    /// <summary>What was said.</summary>
    public string? Message { get; private set; }

    /// <summary>It is done, but for the action, which runs once every alteration has succeeded.</summary>
    public void Succeed(string? message = null, Func<Task>? commitAction = null)
    {
        (HasSucceeded, Message) = (true, message);
        if (commitAction is not null)
            commitActions.Add(commitAction);
    }

    /// <summary>It cannot be done; alterations after it are not tried.</summary>
    public void Fail(string message) => (HasSucceeded, Message) = (false, message);
}
