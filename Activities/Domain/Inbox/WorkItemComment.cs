using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What somebody says about a work item without ending it; it may ask one person for help.</summary>
public sealed class WorkItemComment : LogEntry
{
    /// <summary>The longest a comment may be.</summary>
    public const int MostCharacters = 2000;

    /// <summary>The item.</summary>
    public Guid WorkItemId { get; set; }

    /// <summary>What is said.</summary>
    public string Text { get; set; } = "";

    /// <summary>Who says it.</summary>
    public Guid ById { get; set; }

    /// <summary>Who is asked for help; null for nobody.</summary>
    public Guid? AskedId { get; set; }

    /// <summary>Said by the vendor's people, and never shown to customers and partners.</summary>
    public bool IsInternal { get; set; }
}
