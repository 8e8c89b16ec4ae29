using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows.Runtime.Deadlines;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>A clock, its ledger, its deadline, its penalty and the due times of the work bound to it say the same.</summary>
internal static class ClockRules
{
    public static async Task<List<string>> FindAsync(Picture picture, ClockBook book, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var clock in picture.Clocks)
        {
            var reading = await book.ReadAsync(clock, null, cancellationToken);
            if (reading.State != clock.State || reading.DueAt != clock.DueAt || reading.IsBreached != clock.IsBreached)
                found.Add($"{Name(clock)} is {clock.State}, due {clock.DueAt:O}, breached {clock.IsBreached}; its ledger says {reading.State}, {reading.DueAt:O}, {reading.IsBreached}");
        }

        found.AddRange(Ledgers(picture).Concat(Thresholds(picture)).Concat(Pauses(picture)).Concat(Penalties(picture)).Concat(DueTimes(picture)));
        return found;
    }

    private static IEnumerable<string> Ledgers(Picture picture)
    {
        foreach (var clock in picture.Clocks)
        {
            var lines = clock.Entries.OrderBy(x => x.Sequence).ToList();
            if (!lines.Select(x => x.Sequence).SequenceEqual(Enumerable.Range(1, lines.Count)))
                yield return $"{Name(clock)} has gaps in its ledger";
            foreach (var twice in lines.Where(x => x.Kind == ClockEntryKind.ThresholdFired).GroupBy(x => x.Percent).Where(x => x.Count() > 1))
                yield return $"{Name(clock)} fired {twice.Key} % {twice.Count()} times";
        }

        foreach (var twice in picture.Clocks.GroupBy(x => (x.ClockId, x.RecordId, x.Sequence)).Where(x => x.Count() > 1))
            yield return $"{Name(twice.First())} was started {twice.Count()} times for one round";
    }

    private static IEnumerable<string> Thresholds(Picture picture)
    {
        var set = picture.Deadlines.Where(x => x.Kind == DeadlineKinds.ClockThreshold).ToLookup(x => x.OwnerId);
        foreach (var clock in picture.Clocks)
        {
            var pending = set[clock.Id.ToString()].Where(x => x.State is DeadlineState.Pending or DeadlineState.Parked).ToList();
            if (pending.Count != (clock.NextThresholdAt is null ? 0 : 1))
                yield return $"{Name(clock)} is {clock.State}, next threshold {clock.NextThresholdAt:O}, but {pending.Count} deadlines are set";
            else if (pending is [var deadline] && deadline.DueAt != clock.NextThresholdAt)
                yield return $"{Name(clock)} acts next at {clock.NextThresholdAt:O}, but its deadline is set for {deadline.DueAt:O}";
            if (clock.State != ClockState.Running && clock.NextThresholdAt is not null)
                yield return $"{Name(clock)} is {clock.State}, but has a next threshold";
        }

        var known = picture.Clocks.Select(x => x.Id.ToString()).ToHashSet();
        foreach (var deadline in set.SelectMany(x => x).Where(x => !known.Contains(x.OwnerId)))
            yield return $"a deadline is set for clock {deadline.OwnerId}, which does not exist";
    }

    private static IEnumerable<string> Pauses(Picture picture)
    {
        var set = picture.Deadlines.Where(x => x is { Kind: DeadlineKinds.ClockPause, State: DeadlineState.Pending }).ToLookup(x => x.OwnerId);
        foreach (var pause in picture.Pauses)
        {
            var due = pause.State switch { ClockPauseState.Requested => pause.VoidAt, ClockPauseState.Approved => pause.EndsAt, _ => null };
            var pending = set[pause.Id.ToString()].Select(x => (DateTimeOffset?)x.DueAt).ToList();
            if (!pending.SequenceEqual(due is null ? [] : [due]))
                yield return $"the pause of {pause.RecordNo} is {pause.State}, due {due:O}, but {pending.Count} deadlines are set";
        }

        var paused = picture.Pauses.Where(x => x.State == ClockPauseState.Approved).SelectMany(x => x.ClockInstanceIds).ToHashSet();
        foreach (var clock in picture.Clocks.Where(x => x.State == ClockState.Paused && !paused.Contains(x.Id)))
            yield return $"{Name(clock)} is paused, but no pause is in force";
    }

    private static IEnumerable<string> Penalties(Picture picture)
    {
        foreach (var twice in picture.Penalties.Where(x => x is { ClockInstanceId: not null, IsAutomatic: true } && x.State != PenaltyState.Waived)
                     .GroupBy(x => (x.ClockInstanceId, x.RuleId)).Where(x => x.Count() > 1))
            yield return $"{twice.First().RecordNo} has {twice.Count()} penalties {twice.Key.RuleId} for one breach";

        var clocks = picture.Clocks.ToDictionary(x => x.Id);
        foreach (var penalty in picture.Penalties.Where(x => x is { ClockInstanceId: not null, IsAutomatic: true, State: PenaltyState.Proposed }))
        {
            if (!clocks.TryGetValue(penalty.ClockInstanceId!.Value, out var clock) || !clock.IsBreached)
                yield return $"{penalty.No} ({penalty.RuleId}) is proposed for a breach of {penalty.RecordNo} that is none";
        }
    }

    private static IEnumerable<string> DueTimes(Picture picture)
    {
        var open = picture.Clocks.Where(x => x.IsOpen).ToLookup(x => (x.RecordId, x.ClockId));
        foreach (var item in picture.Items.Where(x => x.IsOpen && x.ClockIds.Count > 0))
        {
            var due = item.ClockIds.SelectMany(id => open[(item.RecordId, id)]).Select(x => (DateTimeOffset?)x.DueAt).Min();
            if (due != item.DueAt)
                yield return $"{item.No} ({item.TaskType}) is due {item.DueAt:O}, but its clocks {string.Join(", ", item.ClockIds)} say {due:O}";
        }
    }

    private static string Name(SlaClock clock) => $"clock {clock.ClockId} #{clock.Sequence} of {clock.RecordNo}";
}
