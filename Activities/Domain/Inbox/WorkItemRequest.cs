using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What is asked of whom.</summary>
/// <param name="TaskType">Kind of work; names the form.</param>
/// <param name="Record">The record it is done for.</param>
/// <param name="Role">Role of the candidates.</param>
public sealed record WorkItemRequest(string TaskType, RecordRef Record, string Role)
{
    /// <summary>Where the candidates are; null takes the usual scope of the role.</summary>
    public OrgScope? Scope { get; init; }

    /// <summary>Outcomes on offer; empty takes all of the form.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>What is asked; null takes the form's title.</summary>
    public Bilingual? Title { get; init; }

    /// <summary>A named person who holds it from the start; null offers it to the candidates.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>Who must not do it.</summary>
    public Guid? ExcludedPersonId { get; init; }

    /// <summary>Clocks that give it its due time.</summary>
    public IReadOnlyList<string> ClockIds { get; init; } = [];

    /// <summary>Due time as it stands now; null when no bound clock runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>1 to 4; taken from the record.</summary>
    public int Priority { get; init; } = 3;

    /// <summary>Values known already.</summary>
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    /// <summary>False for side work.</summary>
    public bool BlocksFlow { get; init; } = true;

    /// <summary>Event raised when somebody first takes it; null for none.</summary>
    public string? ClaimEvent { get; init; }

    /// <summary>The step of a flow that waits; null when none does.</summary>
    public WorkItemOrigin? Origin { get; init; }
}

/// <summary>The step of a flow that asks.</summary>
/// <param name="FlowId">Definition id.</param>
/// <param name="FlowVersion">Definition version.</param>
/// <param name="Step">Activity id.</param>
/// <param name="InstanceId">Instance.</param>
/// <param name="ActivityInstanceId">Execution of the activity; asks once per slot.</param>
/// <param name="NodeId">Node of the definition.</param>
/// <param name="Slot">Distinguishes several items of one execution.</param>
public sealed record WorkItemOrigin(
    string FlowId, int FlowVersion, string Step, string InstanceId, string ActivityInstanceId, string NodeId, string Slot = "");

/// <summary>What an instance waits for when it waits for a work item; a bookmark's stimulus.</summary>
/// <param name="WorkItemId">The item's id, 32 hexadecimal digits.</param>
public sealed record WorkItemStimulus(string WorkItemId)
{
    /// <summary>Name of the bookmarks of every task activity.</summary>
    public const string BookmarkName = "Elsa.ITR.WorkItem";

    /// <summary>The stimulus of an item.</summary>
    public static WorkItemStimulus Of(Guid id) => new(id.ToString("N"));
}

/// <summary>Keys of the input with which a completed work item resumes its instance.</summary>
public static class WorkItemAnswer
{
    /// <summary>Text: id of the item, 32 hexadecimal digits.</summary>
    public const string WorkItemId = nameof(WorkItemId);

    /// <summary>Text: the outcome chosen.</summary>
    public const string Outcome = nameof(Outcome);

    /// <summary>Text: the entered values as JSON object.</summary>
    public const string Fields = nameof(Fields);

    /// <summary>Text: person id; missing for the system.</summary>
    public const string CompletedBy = nameof(CompletedBy);

    /// <summary>Text: ISO 8601 UTC.</summary>
    public const string CompletedAt = nameof(CompletedAt);

    /// <summary>The input for a completed item.</summary>
    public static IDictionary<string, object> For(WorkItem item) => new Dictionary<string, object>
    {
        [WorkItemId] = item.Id.ToString("N"),
        [Outcome] = item.Outcome ?? "",
        [Fields] = item.FormData ?? "{}",
        [CompletedBy] = item.CompletedById?.ToString() ?? "",
        [CompletedAt] = FormJson.Text(item.CompletedAt ?? default),
    };
}
