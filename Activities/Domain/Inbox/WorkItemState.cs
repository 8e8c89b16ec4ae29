using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Where a work item stands; stored as text, labels in the enumeration <c>TaskState</c>.</summary>
public enum WorkItemState
{
    /// <summary>Offered to its candidates.</summary>
    Created,
    /// <summary>Held by one person.</summary>
    Claimed,
    /// <summary>Ended by a person with an outcome.</summary>
    Completed,
    /// <summary>Taken back: its flow ended or another way made it needless.</summary>
    Cancelled,
    /// <summary>Nobody ended it in time and the flow went on without it.</summary>
    Expired,
}

/// <summary>What may happen to a work item.</summary>
public enum WorkItemTrigger
{
    /// <summary>A candidate takes it.</summary>
    Claim,
    /// <summary>Its holder gives it back to the candidates.</summary>
    Release,
    /// <summary>It gets another holder.</summary>
    Reassign,
    /// <summary>It goes to the candidates of another role.</summary>
    HandOver,
    /// <summary>A person ends it.</summary>
    Complete,
    /// <summary>The flow takes it back.</summary>
    Withdraw,
    /// <summary>The flow went on at a deadline.</summary>
    Expire,
}

/// <summary>The life of a work item as a table.</summary>
public static class WorkItemLife
{
    /// <summary>Every permitted change; what is not in it is refused with <c>work-item.already-done</c>.</summary>
    public static readonly Transitions<WorkItemState, WorkItemTrigger> Table = new(
        (WorkItemState.Created, WorkItemTrigger.Claim, WorkItemState.Claimed),
        (WorkItemState.Created, WorkItemTrigger.Reassign, WorkItemState.Claimed),
        (WorkItemState.Created, WorkItemTrigger.HandOver, WorkItemState.Created),
        (WorkItemState.Created, WorkItemTrigger.Complete, WorkItemState.Completed),
        (WorkItemState.Created, WorkItemTrigger.Withdraw, WorkItemState.Cancelled),
        (WorkItemState.Created, WorkItemTrigger.Expire, WorkItemState.Expired),
        (WorkItemState.Claimed, WorkItemTrigger.Release, WorkItemState.Created),
        (WorkItemState.Claimed, WorkItemTrigger.Reassign, WorkItemState.Claimed),
        (WorkItemState.Claimed, WorkItemTrigger.HandOver, WorkItemState.Created),
        (WorkItemState.Claimed, WorkItemTrigger.Complete, WorkItemState.Completed),
        (WorkItemState.Claimed, WorkItemTrigger.Withdraw, WorkItemState.Cancelled),
        (WorkItemState.Claimed, WorkItemTrigger.Expire, WorkItemState.Expired));
}
