using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

/// <summary>The ledger against a simulator that knows nothing of it and looks at every minute.</summary>
public sealed class ClockSimulatorTests
{
    private static readonly int Histories = (int)(300 * TestScale.Factor);

    [Fact]
    public void Every_random_history_is_due_at_the_same_minute_as_in_the_simulation()
    {
        var property = Prop.ForAll(Arb.From(Cases), history =>
        {
            var reading = ClockLedger.Read(history.Ledger().Lines, ClockDirection.Forward, history.Calendar);
            var simulated = Simulation.DueAt(history);
            Assert.True(
                reading.DueAt == simulated,
                $"{history}\n ledger {LocalTime.Format(reading.DueAt)}, simulation {LocalTime.Format(simulated)}");
            Assert.Equal(history.IsSuperseded ? ClockState.Superseded : ClockState.Running, reading.State);
            return true;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    [Fact]
    public void Under_another_calendar_too()
    {
        var property = Prop.ForAll(Arb.From(OtherCalendarCases), history =>
            ClockLedger.Read(history.Ledger().Lines, ClockDirection.Forward, history.Calendar).DueAt == Simulation.DueAt(history));

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    [Fact]
    public void Read_again_from_its_lines_a_history_is_due_at_the_same_minute()
    {
        var property = Prop.ForAll(Arb.From(Cases), history =>
        {
            var lines = history.Ledger().Lines;
            var shuffled = lines.OrderBy(line => HashCode.Combine(line.Sequence, history.Value)).ToList(); // rows come in any order
            return ClockLedger.Read(shuffled, ClockDirection.Forward, history.Calendar).DueAt == ClockLedger.Read(lines, ClockDirection.Forward, history.Calendar).DueAt;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    [Fact]
    public void Every_random_history_is_explained_without_a_hole()
    {
        var property = Prop.ForAll(Arb.From(Cases.Select(history => history with { IsSuperseded = false })), history =>
        {
            var clock = new SlaClock { ClockId = history.Unit == ClockUnit.WorkingDays ? "OLA-RETRO" : "GD-L1-RESTORE-REMOTE", PolicyVersion = 1 };
            clock.Entries.AddRange(history.Ledger().Lines);
            var explanation = ClockExplanation.Of(clock, ShippedPolicy.Set, history.Start.AddDays(3));

            Assert.Equal(history.Start, explanation.Intervals[0].From);
            Assert.All(explanation.Intervals.Zip(explanation.Intervals.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.True(explanation.Intervals[^1].To >= explanation.DueAt, history.ToString());
            if (history.Unit.IsElapsed())
                Assert.Equal(history.Allowed, explanation.Intervals.Where(part => part.IsCounted).Aggregate(TimeSpan.Zero, (sum, part) => sum + (part.To - part.From)));
            else
                Assert.Equal(history.Value, explanation.Intervals.Count(part => part.IsCounted) - history.OwedForFirstDay());
            return true;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    private static Gen<History> Cases =>
        from day in Gen.Choose(0, 700)                       // 2025-11-01 and two years on: every kind of day, loaded and provisional
        from minute in Gen.Choose(0, 1439)
        from unit in Gen.Elements(ClockUnit.Minutes, ClockUnit.Hours, ClockUnit.Days, ClockUnit.WorkingDays, ClockUnit.CalendarDays)
        let most = unit switch { ClockUnit.Minutes => 600, ClockUnit.Hours => 96, _ => 12 }
        from value in Gen.Choose(1, most)
        from earlier in Gen.Frequency((2, Gen.Constant<int[]>([])), (1, Gen.ArrayOf(Gen.Choose(1, most), 2)))
        from corrected in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(-600, 600)))
        from pauses in Gen.Choose(0, 4)
        from steps in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(1, 300)), (1, Gen.Choose(300, 4000))), pauses * 2)
        from reopened in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true))), pauses)
        from isSuperseded in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new History(new DateOnly(2025, 11, 1).AddDays(day).StartOfDay().AddMinutes(minute), unit, value, steps)
        {
            Earlier = earlier,
            Corrected = TimeSpan.FromMinutes(corrected),
            Reopened = reopened,
            IsSuperseded = isSuperseded,
        };

    // Another authority: Fridays and Saturdays off, one long holiday, one Friday made up for.
    private static Gen<History> OtherCalendarCases =>
        from history in Cases
        select history with { Calendar = OtherCalendar };

    private static BusinessCalendar OtherCalendar { get; } = new(
        "CAL-OTHER", new Bilingual("其他", "Other"), isContinuous: false, [DayOfWeek.Friday, DayOfWeek.Saturday], ShippedPolicy.Calendar.DayStart, ShippedPolicy.Calendar.DayEnd,
        [new CalendarYear(2026, true, [new Holiday(new Bilingual("春节", "Spring"), new DateOnly(2026, 2, 10), new DateOnly(2026, 2, 22))], [new DateOnly(2026, 2, 27)], "")]);

    /// <summary>A clock with pauses: minutes of running and of pausing by turns.</summary>
    /// <param name="Start">The instant it counts from, after all corrections.</param>
    /// <param name="Value">The target that holds in the end.</param>
    internal sealed record History(DateTimeOffset Start, ClockUnit Unit, int Value, int[] Steps)
    {
        /// <summary>Targets that were promised before the last one.</summary>
        public int[] Earlier { get; init; } = [];

        /// <summary>How much later than <see cref="Start"/> it was first thought to have started.</summary>
        public TimeSpan Corrected { get; init; }

        /// <summary>Which pauses are a stop and a reopening.</summary>
        public bool[] Reopened { get; init; } = new bool[Steps.Length / 2];

        public bool IsSuperseded { get; init; }

        public BusinessCalendar Calendar { get; init; } = ShippedPolicy.Calendar;

        public TimeSpan Allowed => Unit switch
        {
            ClockUnit.Minutes => TimeSpan.FromMinutes(Value),
            ClockUnit.Hours => TimeSpan.FromHours(Value),
            _ => TimeSpan.FromDays(Value),
        };

        public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Pauses()
        {
            var at = Start;
            for (var i = 0; i + 1 < Steps.Length; i += 2)
            {
                var from = at.AddMinutes(Steps[i]);
                at = from.AddMinutes(Steps[i + 1]);
                yield return (from, at);
            }
        }

        public LedgerBuilder Ledger()
        {
            var values = (int[])[.. Earlier, Value];
            var ledger = new LedgerBuilder().Start(Start + Corrected, values[0], Unit);
            if (Corrected != TimeSpan.Zero)
                ledger.Add(ClockEntryKind.Moved, Start);
            foreach (var ((from, to), isReopening) in Pauses().Zip(Reopened))
            {
                ledger.Add(isReopening ? ClockEntryKind.Stopped : ClockEntryKind.Paused, from, "CUSTOMER_INFO")
                    .Add(isReopening ? ClockEntryKind.Reopened : ClockEntryKind.Resumed, to, "CUSTOMER_INFO");
            }

            foreach (var value in values.Skip(1))
                ledger.SetTarget(Start, value, Unit);
            return IsSuperseded ? ledger.Add(ClockEntryKind.Superseded, Start.AddMinutes(Steps.Sum())) : ledger;
        }

        /// <summary>1 when a pause touched the first day, which lengthens the time by a day that counts.</summary>
        public int OwedForFirstDay() =>
            (Unit == ClockUnit.CalendarDays || Calendar.IsWorkingDay(Start.LocalDate()))
            && Pauses().Any(pause => pause.From < Start.LocalDate().EndOfDay()) ? 1 : 0;

        public override string ToString() =>
            $"{LocalTime.Format(Start)} {Value} {Unit}, before {string.Join(", ", Earlier)}, corrected {Corrected}, pauses {string.Join(", ", Pauses().Zip(Reopened, (p, reopened) => $"{LocalTime.Format(p.From)}–{LocalTime.Format(p.To)}{(reopened ? " reopened" : "")}"))}";
    }

    /// <summary>Walks from minute to minute with a stop watch, and from day to day with a tear-off calendar.</summary>
    private static class Simulation
    {
        public static DateTimeOffset DueAt(History history)
        {
            var pauses = history.Pauses().ToList();
            return history.Unit is ClockUnit.WorkingDays or ClockUnit.CalendarDays ? Days(history, pauses) : Minutes(history, pauses);
        }

        private static DateTimeOffset Minutes(History history, List<(DateTimeOffset From, DateTimeOffset To)> pauses)
        {
            var left = (int)history.Allowed.TotalMinutes;
            var minute = history.Start;
            for (; left > 0; minute = minute.AddMinutes(1))
            {
                if (!IsPaused(pauses, minute))
                    left--;
            }

            return minute;
        }

        private static DateTimeOffset Days(History history, List<(DateTimeOffset From, DateTimeOffset To)> pauses)
        {
            var isWorking = history.Unit == ClockUnit.WorkingDays;
            var touched = new HashSet<DateOnly>();
            var (seen, minute) = (0, history.Start);
            while (true)
            {
                if (IsPaused(pauses, minute) && Counts(history, minute.LocalDate()))
                    touched.Add(minute.LocalDate());

                minute = minute.AddMinutes(1);
                // the bell rings at 18:00, or at midnight for the day that has just ended
                var ended = isWorking ? minute.LocalDate() : minute.AddMinutes(-1).LocalDate();
                var rings = isWorking ? minute.ToLocal().TimeOfDay == TimeSpan.FromHours(18) : minute.ToLocal().TimeOfDay == TimeSpan.Zero;
                if (!rings || ended <= history.Start.LocalDate() || !Counts(history, ended))
                    continue;

                seen++;
                if (seen - touched.Count >= history.Value)
                    return minute;
            }
        }

        private static bool Counts(History history, DateOnly day) => history.Unit != ClockUnit.WorkingDays || history.Calendar.IsWorkingDay(day);

        private static bool IsPaused(List<(DateTimeOffset From, DateTimeOffset To)> pauses, DateTimeOffset minute) =>
            pauses.Any(pause => minute >= pause.From && minute < pause.To);
    }
}
