using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Recovery;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime;

/// <summary>A wait for a child is broken when the child does not run and has not told its end.</summary>
internal sealed class ChildWaitInspector(string bookmarkName, IWorkflowInstanceStore instances, IPayloadSerializer payloads) : IWaitInspector
{
    /// <inheritdoc />
    public string BookmarkName => bookmarkName;

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, string>> FindBrokenAsync(IReadOnlyList<StoredBookmark> bookmarks, CancellationToken cancellationToken)
    {
        var broken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var bookmark in bookmarks)
        {
            if (ChildOf(bookmark) is { } child && await instances.FindAsync(child, cancellationToken) is not { Status: WorkflowStatus.Running })
                broken[bookmark.Id] = $"Activity '{bookmark.ActivityId}' waits for child '{child}', which does not run.";
        }

        return broken;
    }

    private string? ChildOf(StoredBookmark bookmark) => bookmark.Payload is null ? null : payloads.Deserialize(bookmark.Payload) switch
    {
        DispatchWorkflowStimulus dispatched => dispatched.ChildInstanceId,
        ExecuteWorkflowStimulus executed => executed.ChildInstanceId,
        _ => null,
    };
}
