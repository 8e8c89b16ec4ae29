using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Services;

namespace Elsa.ITR.Domain.ThirdParties;

/// <summary>Mirrors the vendor's own promise to a supplier, and scores him by it (flow 11).</summary>
public sealed class ThirdPartyDesk(IServiceRecords records, IClocks clocks, IPolicies policies, TimeProvider time)
{
    private const int MirrorDivisor = 2; // a supplier has half of the time that the vendor has left at the opening
    private const string AckClock = "OLA-TP-ACK";
    private const string UpdateClock = "OLA-TP-UPDATE";

    /// <summary>Sets the supplier's target by the next due restoration clock of the case; only what the vendor supplied has one.</summary>
    public async Task MirrorAsync(ThirdPartyEngagement engagement, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        engagement.RequestedAt = now;
        if (engagement.Relation == ThirdPartyRelation.BoughtIn && await NextDueAsync(engagement, cancellationToken) is { } due && due > now)
            engagement.MirroredDue = now + ((due - now) / MirrorDivisor);
    }

    /// <summary>Writes the score of the end: acknowledgement, updates and solution in time.</summary>
    public async Task ScoreAsync(ThirdPartyEngagement engagement, CancellationToken cancellationToken = default)
    {
        var own = await clocks.OfRecordAsync(engagement.Ref, cancellationToken);
        engagement.AckInTime = !own.Any(clock => clock.ClockId == AckClock && clock.IsBreached);
        engagement.UpdatesInTime = !own.Any(clock => clock.ClockId == UpdateClock && clock.IsBreached);
        engagement.SolvedInTime = engagement.MirroredDue is { } due ? (engagement.SolvedAt ?? time.GetUtcNow()) <= due : null;
    }

    // The clocks that a reopened case takes up again are those of its restoration.
    private async Task<DateTimeOffset?> NextDueAsync(ThirdPartyEngagement engagement, CancellationToken cancellationToken)
    {
        if (await records.CaseOfAsync(engagement.Ref, cancellationToken) is not { } found)
            return null;

        var due = new List<DateTimeOffset>();
        foreach (var clock in (await clocks.OfRecordAsync(found.Ref, cancellationToken)).Where(clock => clock.IsOpen))
        {
            if ((await policies.GetAsync(clock.PolicyVersion, cancellationToken)).Clock(clock.ClockId).ReopenEvents.Count > 0)
                due.Add(clock.DueAt);
        }

        return due.Count == 0 ? null : due.Min();
    }
}
