namespace Elsa.ITR.Domain.Inbox;

/// <summary>The forms of all task types and versions.</summary>
public interface IWorkItemForms
{
    /// <summary>The newest form of a task type; null when the type is unknown.</summary>
    WorkItemForm? Latest(string key);

    /// <summary>One version of a form; null when there is none.</summary>
    WorkItemForm? Find(string key, int version);

    /// <summary>Every newest form, in order of key.</summary>
    IReadOnlyList<WorkItemForm> All { get; }
}
