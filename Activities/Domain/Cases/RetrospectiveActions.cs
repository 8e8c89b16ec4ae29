using System.Globalization;
using Elsa.ITR.Domain.Inbox;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Takes the answer of whoever was left with an action of an approved retrospective.</summary>
public sealed class RetrospectiveActionReaction(AftercareDesk desk) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => AftercareDesk.ActionTask;

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (int.TryParse(FormJson.Read(item.InputData).GetValueOrDefault("action") as string, CultureInfo.InvariantCulture, out var at))
            await desk.DoneAsync(item.RecordId, at, item.CompletedAt!.Value, cancellationToken);
    }
}
