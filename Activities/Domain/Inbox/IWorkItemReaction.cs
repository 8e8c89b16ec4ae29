namespace Elsa.ITR.Domain.Inbox;

/// <summary>Acts on completed items of a type that no flow waits for, e.g. acknowledging an escalation.</summary>
public interface IWorkItemReaction
{
    /// <summary>The task type it acts on.</summary>
    string TaskType { get; }

    /// <summary>Acts in the command that completes the item.</summary>
    Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default);
}
