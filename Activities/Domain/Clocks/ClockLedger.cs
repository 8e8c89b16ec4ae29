namespace Elsa.ITR.Domain.Clocks;

/// <summary>Reads an append-only ledger: due time, state and thresholds are a pure function of entries, direction and calendar.</summary>
public static class ClockLedger
{
    /// <summary>What the ledger says.</summary>
    /// <param name="entries">Lines in the order they were written; the first is <see cref="ClockEntryKind.Started"/>.</param>
    /// <param name="direction">Of the definition.</param>
    /// <param name="calendar">The working calendar, for days and for the hours thresholds move into.</param>
    /// <param name="asOf">Instant up to which an open pause counts as pause; null = it is taken as just begun.</param>
    public static ClockReading Read(
        IEnumerable<ClockEntry> entries, ClockDirection direction, BusinessCalendar calendar, DateTimeOffset? asOf = null)
    {
        var book = new Book();
        foreach (var entry in entries.OrderBy(entry => entry.Sequence))
            book.Take(entry);

        if (book.Pause is { } open)
            book.Gaps.Add(new ClockGap(open.From, book.StoppedAt ?? Later(asOf ?? open.From, open.From), open.Reason));

        var gaps = Merge(book.Gaps, book.Start, book.StoppedAt);
        var schedule = new ClockSchedule(book.Target!, direction, book.Start, book.RecordedAt, book.AgreedDue, gaps, calendar);
        return new ClockReading(schedule)
        {
            State = StateOf(book, schedule.DueAt),
            StartedAt = book.Start,
            DueAt = schedule.DueAt,
            StoppedAt = book.StoppedAt,
            PausedSince = book.StoppedAt is null ? book.Pause?.From : null,
            PausedTotal = Total(gaps, book.StoppedAt is null ? book.Pause?.From : null),
            IsHeld = book.HeldAt is { } held && held <= schedule.DueAt && book.StoppedAt is null,
            IsBreached = book.IsBreached,
            Fired = book.Fired,
        };
    }

    private static ClockState StateOf(Book book, DateTimeOffset due) =>
        book.End is { } end ? end
        : book.StoppedAt is { } stopped ? stopped <= due ? ClockState.Met : ClockState.Missed
        : book.Pause is not null ? ClockState.Paused
        : ClockState.Running;

    // Pauses of different reasons may overlap: time that does not count for two reasons is left out once.
    private static List<ClockGap> Merge(List<ClockGap> gaps, DateTimeOffset start, DateTimeOffset? stop)
    {
        var merged = new List<ClockGap>();
        foreach (var gap in gaps.OrderBy(gap => gap.From))
        {
            var from = Later(gap.From, merged.Count > 0 ? merged[^1].To : start);
            var to = stop is { } end && end < gap.To ? end : gap.To;
            if (to > from)
                merged.Add(gap with { From = from, To = to });
        }

        return merged;
    }

    private static TimeSpan Total(List<ClockGap> gaps, DateTimeOffset? openSince) =>
        gaps.Where(gap => gap.From != openSince).Aggregate(TimeSpan.Zero, (sum, gap) => sum + (gap.To - gap.From));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Book
    {
        public DateTimeOffset Start { get; private set; }
        public DateTimeOffset RecordedAt { get; private set; }
        public ClockTarget? Target { get; private set; }
        public DateTimeOffset? AgreedDue { get; private set; }
        public DateTimeOffset? StoppedAt { get; private set; }
        public ClockState? End { get; private set; }
        public (DateTimeOffset From, string Reason)? Pause { get; private set; }
        public DateTimeOffset? HeldAt { get; private set; }
        public bool IsBreached { get; private set; }
        public HashSet<int> Fired { get; } = [];
        public List<ClockGap> Gaps { get; } = [];

        public void Take(ClockEntry entry)
        {
            switch (entry.Kind)
            {
                case ClockEntryKind.Started:
                    (Start, RecordedAt) = (entry.OccurredAt, entry.At);
                    SetTarget(entry);
                    break;
                case ClockEntryKind.Moved:
                    Start = entry.OccurredAt;
                    break;
                case ClockEntryKind.PolicySet:
                    SetTarget(entry);
                    break;
                case ClockEntryKind.Paused:
                    Pause = (entry.OccurredAt, entry.Reason ?? "");
                    break;
                case ClockEntryKind.Resumed when Pause is { } pause:
                    Gaps.Add(new ClockGap(pause.From, Later(entry.OccurredAt, pause.From), pause.Reason));
                    Pause = null;
                    break;
                case ClockEntryKind.Held:
                    HeldAt = entry.OccurredAt;
                    break;
                case ClockEntryKind.Released:
                    HeldAt = null;
                    break;
                case ClockEntryKind.Stopped:
                    StoppedAt = entry.OccurredAt;
                    break;
                case ClockEntryKind.Reopened when StoppedAt is { } stopped:
                    Gaps.Add(new ClockGap(stopped, Later(entry.OccurredAt, stopped), ClockGap.Reopened));
                    (StoppedAt, Pause, HeldAt) = (null, null, null);
                    break;
                case ClockEntryKind.Cancelled:
                    (StoppedAt, End) = (entry.OccurredAt, ClockState.Cancelled);
                    break;
                case ClockEntryKind.Superseded:
                    (StoppedAt, End) = (entry.OccurredAt, ClockState.Superseded);
                    break;
                case ClockEntryKind.ThresholdFired:
                    Fired.Add(entry.Percent ?? 0);
                    break;
                case ClockEntryKind.Breached:
                    IsBreached = true;
                    break;
                case ClockEntryKind.BreachCleared:
                    IsBreached = false;
                    Fired.RemoveWhere(percent => percent >= ClockThreshold.Due); // a later due time may be passed once more
                    break;
            }
        }

        private void SetTarget(ClockEntry entry)
        {
            Target = new ClockTarget(entry.TargetValue, entry.Unit ?? ClockUnit.Hours, IsNegotiated: entry.AgreedDue is not null);
            AgreedDue = entry.AgreedDue;
        }
    }
}
