namespace Elsa.ITR.Domain.Events;

/// <summary>What an instance waits for when it waits for a business event; the filter is looked at when the event is taken.</summary>
/// <param name="Name">Name of the event.</param>
/// <param name="RecordNo">Number of the record.</param>
public sealed record BusinessEventStimulus(string Name, string RecordNo)
{
    /// <summary>Name of the bookmarks of waiting steps; they stay until the step has taken an event that fits.</summary>
    public const string BookmarkName = "Elsa.ITR.WaitForBusinessEvent";
}
