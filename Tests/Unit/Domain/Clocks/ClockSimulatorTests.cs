using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

/// <summary>The ledger against a simulator that knows nothing of it and looks at every minute.</summary>
public sealed class ClockSimulatorTests
{
    private static readonly int Histories = (int)(300 * Scale());

    [Fact]
    public void Every_random_history_is_due_at_the_same_minute_as_in_the_simulation()
    {
        var property = Prop.ForAll(Arb.From(Cases), history =>
        {
            var reading = history.Ledger().Read();
            var simulated = Simulation.DueAt(history);
            Assert.True(
                reading.DueAt == simulated,
                $"{history}\n ledger {LocalTime.Format(reading.DueAt)}, simulation {LocalTime.Format(simulated)}");
            return true;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    [Fact]
    public void Every_random_history_is_explained_without_a_hole()
    {
        var property = Prop.ForAll(Arb.From(Cases), history =>
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
        from value in Gen.Choose(1, unit switch { ClockUnit.Minutes => 600, ClockUnit.Hours => 96, _ => 12 })
        from pauses in Gen.Choose(0, 4)
        from steps in Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(1, 300)), (1, Gen.Choose(300, 4000))), pauses * 2)
        select new History(new DateOnly(2025, 11, 1).AddDays(day).StartOfDay().AddMinutes(minute), unit, value, steps);

    private static double Scale() =>
        double.TryParse(Environment.GetEnvironmentVariable("ITR_TEST_SCALE"), System.Globalization.CultureInfo.InvariantCulture, out var scale) ? scale : 1;

    /// <summary>A clock with pauses: minutes of running and of pausing by turns.</summary>
    internal sealed record History(DateTimeOffset Start, ClockUnit Unit, int Value, int[] Steps)
    {
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
            var ledger = new LedgerBuilder().Start(Start, Value, Unit);
            foreach (var (from, to) in Pauses())
                ledger.Add(ClockEntryKind.Paused, from, "CUSTOMER_INFO").Add(ClockEntryKind.Resumed, to, "CUSTOMER_INFO");
            return ledger;
        }

        /// <summary>1 when a pause touched the first day, which lengthens the time by a day that counts.</summary>
        public int OwedForFirstDay() =>
            (Unit == ClockUnit.CalendarDays || ShippedPolicy.Calendar.IsWorkingDay(Start.LocalDate()))
            && Pauses().Any(pause => pause.From < Start.LocalDate().EndOfDay()) ? 1 : 0;

        public override string ToString() =>
            $"{LocalTime.Format(Start)} {Value} {Unit}, pauses {string.Join(", ", Pauses().Select(p => $"{LocalTime.Format(p.From)}–{LocalTime.Format(p.To)}"))}";
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
                if (IsPaused(pauses, minute) && Counts(isWorking, minute.LocalDate()))
                    touched.Add(minute.LocalDate());

                minute = minute.AddMinutes(1);
                // the bell rings at 18:00, or at midnight for the day that has just ended
                var ended = isWorking ? minute.LocalDate() : minute.AddMinutes(-1).LocalDate();
                var rings = isWorking ? minute.ToLocal().TimeOfDay == TimeSpan.FromHours(18) : minute.ToLocal().TimeOfDay == TimeSpan.Zero;
                if (!rings || ended <= history.Start.LocalDate() || !Counts(isWorking, ended))
                    continue;

                seen++;
                if (seen - touched.Count >= history.Value)
                    return minute;
            }
        }

        private static bool Counts(bool isWorking, DateOnly day) => !isWorking || ShippedPolicy.Calendar.IsWorkingDay(day);

        private static bool IsPaused(List<(DateTimeOffset From, DateTimeOffset To)> pauses, DateTimeOffset minute) =>
            pauses.Any(pause => minute >= pause.From && minute < pause.To);
    }
}
