using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>What a repair changes, row by row.</summary>
/// <param name="State">State of the instance afterwards.</param>
/// <param name="Messages">Messages to people.</param>
public sealed record Effects(
    WorkflowSubStatus State, int StillFaulted, IReadOnlyList<Effects.Step> Steps, IReadOnlyList<Effects.Task> Tasks, IReadOnlyList<Effects.Clock> Clocks,
    IReadOnlyList<Effects.Row> Outbox, IReadOnlyList<Effects.Variable> Variables, IReadOnlyList<string> Events, int Messages)
{
    /// <param name="Name">Of the step in the language of the request.</param>
    /// <param name="IsKept">It was passed over: what it did before stands.</param>
    public sealed record Step(string Name, ActivityStatus Status, bool IsKept);

    /// <param name="Before">Null for work that is asked anew.</param>
    public sealed record Task(string No, Bilingual Title, string Role, WorkItemState? Before, WorkItemState After);

    /// <param name="Before">Null for a clock that starts.</param>
    public sealed record Clock(string ClockId, string RecordNo, ClockState? Before, ClockState After, DateTimeOffset DueAt);

    public sealed record Row(string Kind, int Count);

    public sealed record Variable(string Name, string Before, string After);

    /// <summary>Nothing outside of the run itself is touched.</summary>
    public bool TouchesNothing => Tasks.Count + Clocks.Count + Outbox.Count + Variables.Count + Events.Count + Messages == 0;
}
