using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Services;

namespace Elsa.ITR.Domain.OnsiteServices;

/// <summary>The permit that follows a consent by phone is written to the visit.</summary>
public sealed class PermitReaction(IServiceRecords records) : IWorkItemReaction
{
    /// <inheritdoc/>
    public string TaskType => "onsite-permit-confirm";

    /// <inheritdoc/>
    public async Task OnCompletedAsync(WorkItem item, CancellationToken cancellationToken = default)
    {
        if (await records.FindAsync(item.Record, cancellationToken) is OnsiteService visit)
            visit.PermitNo = FormJson.Read(item.FormData).GetValueOrDefault("permitNo") as string;
    }
}
