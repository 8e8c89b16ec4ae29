using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>When open clocks would be due under another calendar or another version; changes nothing.</summary>
public sealed class ClockPreview(IClocks clocks, IPolicies policies, ClockKeeper keeper, AccessScope access)
{
    /// <summary>Open clocks that a year of holidays would move, the next due first.</summary>
    /// <param name="year">The year as it would be; null for the calendar in force, against what the clocks were last counted with.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Clocks whose due time or next threshold would be another.</returns>
    public async Task<IReadOnlyList<ClockMove>> OpenAsync(CalendarYear? year, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var moves = new List<ClockMove>();
        foreach (var clock in await clocks.OpenDayClocksAsync(cancellationToken))
        {
            var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
            var calendar = year is null ? set.WorkingCalendar : set.WorkingCalendar.With(year);
            var reading = ClockLedger.Read(clock.Entries, set.Clock(clock.ClockId).Direction, calendar, null);
            if (reading.DueAt != clock.DueAt || ClockBook.Next(clock, set, reading)?.At != clock.NextThresholdAt)
                moves.Add(new ClockMove(clock, reading.DueAt));
        }

        return moves;
    }

    /// <summary>What the clocks of a record would be due under a version it has not bound, if it were new today with the same history.</summary>
    /// <param name="record">An example.</param>
    /// <param name="version">The version, perhaps a draft.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Every clock of the record that stands in the version too and applies to its facts.</returns>
    public async Task<IReadOnlyList<ClockMove>> UnderAsync(RecordRef record, SlaPolicySet version, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await keeper.SubjectAsync(record, cancellationToken) is not { } subject)
            return [];

        var moves = new List<ClockMove>();
        foreach (var clock in (await clocks.OfRecordAsync(record, cancellationToken)).Where(clock => clock.State is not (ClockState.Cancelled or ClockState.Superseded)))
        {
            if (version.Clocks.GetValueOrDefault(clock.ClockId) is { } definition && definition.TargetFor(subject.Facts) is { IsNegotiated: false, Date: null } target)
                moves.Add(new ClockMove(clock, Due(clock, definition, target, version)));
        }

        return moves;
    }

    private static DateTimeOffset Due(SlaClock clock, ClockDefinition definition, ClockTarget target, SlaPolicySet version)
    {
        var reading = ClockLedger.Read(clock.Entries, definition.Direction, version.WorkingCalendar, null);
        return new ClockSchedule(target, definition.Direction, reading.StartedAt, reading.Origin, null, reading.Gaps, version.WorkingCalendar).DueAt;
    }
}

/// <summary>A clock and when it would be due.</summary>
/// <param name="Clock">As it is.</param>
/// <param name="DueAt">As it would be.</param>
public sealed record ClockMove(SlaClock Clock, DateTimeOffset DueAt);
