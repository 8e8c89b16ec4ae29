namespace Elsa.ITR.Web.Features.Inbox.Bulk;

/// <summary>What can be done to several work items at once.</summary>
public enum BulkAction
{
    /// <summary>Take them.</summary>
    Claim,

    /// <summary>Hand them to one person.</summary>
    Reassign,

    /// <summary>End them with one outcome and the same answers.</summary>
    Complete,
}
