using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Times that flows wait for: numbers stand in the policy, never in a flow (R6).</summary>
internal static class PolicyTimes
{
    /// <summary>When a running clock of the record is due, or else when a timer of the policy ends.</summary>
    /// <param name="context">The running activity.</param>
    /// <param name="id">Clock or timer id.</param>
    /// <param name="from">Where a timer counts from; null for now.</param>
    public static async Task<DateTimeOffset?> DueAsync(ActivityExecutionContext context, string id, DateTimeOffset? from)
    {
        var desk = context.GetRequiredService<ClockDesk>();
        var record = context.Record();
        var running = await desk.RunningAsync(record, context.CancellationToken);
        if (running.FirstOrDefault(clock => clock.ClockId == id) is { } found)
            return found.DueAt;

        var start = from ?? context.GetRequiredService<TimeProvider>().GetUtcNow();
        return await desk.DueInAsync(id, record, start, cancellationToken: context.CancellationToken);
    }

    /// <summary>The earliest due time among running clocks; null when none of them runs.</summary>
    public static async Task<DateTimeOffset?> EarliestAsync(ActivityExecutionContext context, RecordRef record, IReadOnlyCollection<string> clockIds)
    {
        if (clockIds.Count == 0)
            return null;

        var running = await context.GetRequiredService<ClockDesk>().RunningAsync(record, context.CancellationToken);
        var due = running.Where(clock => clockIds.Contains(clock.ClockId)).Select(clock => clock.DueAt).ToList();
        return due.Count == 0 ? null : due.Min();
    }
}
