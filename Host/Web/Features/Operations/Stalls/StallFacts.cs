using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>What the diagnosis of one instance looks at.</summary>
/// <param name="Repeated">The step it has run most often in the last hour; null when none ran often.</param>
public sealed record StallFacts(
    string InstanceId, string FlowId, int Version, string VersionId, bool HasVersion, WorkflowSubStatus State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    IReadOnlyList<StallFacts.Fault> Faults, IReadOnlyList<StallFacts.Wait> Waits, IReadOnlyList<StallFacts.Effect> Effects, StallFacts.Repeat? Repeated)
{
    /// <param name="Types">Full names of the exception's class and of its causes', outermost first.</param>
    /// <param name="Message">Of the first of them that says what went wrong.</param>
    /// <param name="RetryAt">When it is tried again by itself; null when it is not.</param>
    public sealed record Fault(string ActivityInstanceId, string Step, IReadOnlyList<string> Types, string Message, DateTimeOffset At, DateTimeOffset? RetryAt);

    /// <param name="Task">The work that is waited for; null when there is none, or something else is waited for.</param>
    public sealed record Wait(
        string BookmarkId, string? ActivityInstanceId, string Step, WaitKind Kind, DateTimeOffset Since, bool IsListener,
        WaitTask? Task = null, WaitEvent? Event = null, WaitTimer? Timer = null, WaitChild? Child = null);

    /// <param name="Candidates">Active people who may take it, the excluded one among them.</param>
    /// <param name="OnlyExcluded">Every one of them would judge his own work.</param>
    public sealed record WaitTask(
        string No, Bilingual Title, string Role, WorkItemState State, bool NoCandidate, Bilingual? Holder, bool HolderIsActive, int Candidates, bool OnlyExcluded);

    /// <param name="StoredAt">An event that fits, has happened and was not taken; null when there is none.</param>
    /// <param name="ExpectedAt">When the clock that ends with it is due; null where none runs.</param>
    /// <param name="EndedAs">State in which the record has ended; null while it is open.</param>
    public sealed record WaitEvent(string Name, string RecordNo, DateTimeOffset? StoredAt, string? ClockId, DateTimeOffset? ExpectedAt, bool IsVendors, string? EndedAs);

    public sealed record WaitTimer(string DeadlineId, DeadlineState State, DateTimeOffset DueAt, int Attempts, string? LeaseOwner, DateTimeOffset? LeaseUntil, string? Error);

    /// <param name="Exists">False when there is no such instance.</param>
    public sealed record WaitChild(string Id, bool Exists, string? FlowId, WorkflowStatus Status, WorkflowSubStatus SubStatus, DateTimeOffset? EndedAt, bool IsStuck);

    public sealed record Effect(
        string Id, string Kind, OutboxState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset AvailableAt, string? LeaseOwner, DateTimeOffset? LeaseUntil, string? Error);

    public sealed record Repeat(string Step, int Times);
}
