using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What a person has typed into an open work item and not sent yet: one per person and item, ended by completing it.</summary>
/// <remarks>Nothing waits for it and nothing is checked; <see cref="Entity.UpdatedAt"/> says when it was kept.</remarks>
public sealed class WorkItemDraft : Entity
{
    /// <summary>The item.</summary>
    public Guid WorkItemId { get; set; }

    /// <summary>Who typed it.</summary>
    public Guid PersonId { get; set; }

    /// <summary>The outcome chosen so far; null for none.</summary>
    public string? Outcome { get; set; }

    /// <summary>Entered text by field key, a JSON object of texts.</summary>
    public string Fields { get; set; } = "{}";
}
