using Elsa.ITR.Domain.Clocks;
using static Elsa.ITR.Tests.Unit.Domain.Clocks.ShippedPolicy;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

/// <summary>One ledger read with the numbers of another version.</summary>
public sealed class ClockReplayTests
{
    private static readonly ClockDefinition Remote = Set.Clock("GD-L1-RESTORE-REMOTE"); // three hours, pausable
    private static readonly ClockDefinition Onsite = Set.Clock("GD-L1-RESTORE-ONSITE"); // by region

    [Theory]
    [InlineData(3, true)]
    [InlineData(2.5, true)] // three hours and ten minutes, forty minutes of them paused
    [InlineData(2.4, false)]
    public void Pauses_do_not_count_under_another_number_either(double hours, bool isKept) =>
        Assert.Equal(isKept, ClockReplay.IsKept(Paused(), Remote, With(Remote, (decimal)hours), Calendar));

    [Fact]
    public void What_may_no_longer_be_paused_counts() =>
        Assert.False(ClockReplay.IsKept(Paused(), Remote, Remote with { Pausable = false }, Calendar));

    [Fact]
    public void The_condition_that_chose_the_target_chooses_the_other_one()
    {
        var shorter = Onsite with { Targets = [.. Onsite.Targets.Select((rule, i) => i == 1 ? rule with { Target = rule.Target with { Value = 4 } } : rule)] };

        Assert.True(ClockReplay.IsKept(Ended(5, "2026-11-23 06:30"), Onsite, shorter, Calendar)); // R1 keeps its five hours
        Assert.False(ClockReplay.IsKept(Ended(6, "2026-11-23 06:30"), Onsite, shorter, Calendar)); // R2 had six
    }

    [Fact]
    public void What_cannot_be_told_is_not_told()
    {
        var same = Onsite with { Targets = [.. Onsite.Targets.Select(rule => rule with { Target = rule.Target with { Value = 5 } })] };
        var split = same with { Targets = [.. same.Targets.Select((rule, i) => i == 1 ? rule with { Target = rule.Target with { Value = 4 } } : rule)] };

        Assert.True(ClockReplay.IsKept(Ended(5, "2026-11-23 06:30"), same, Onsite with { Targets = same.Targets }, Calendar));
        Assert.Null(ClockReplay.IsKept(Ended(5, "2026-11-23 06:30"), same, split, Calendar)); // which region?
        Assert.Null(ClockReplay.IsKept(Ended(5, "2026-11-23 06:30"), Onsite, Onsite with { AppliesWhen = FactMatch.Always }, Calendar));
        Assert.Null(ClockReplay.IsKept(Ended(5, "2026-11-23 06:30"), Onsite, Onsite with { Targets = [Onsite.Targets[0]] }, Calendar));
    }

    private static ClockDefinition With(ClockDefinition definition, decimal value) =>
        definition with { Targets = [definition.Targets[0] with { Target = definition.Targets[0].Target with { Value = value } }] };

    private static SlaClock Paused() => Clock(3, new LedgerBuilder().Start(At("2026-11-23 02:00"), 3, ClockUnit.Hours)
        .Add(ClockEntryKind.Paused, At("2026-11-23 03:00"), "CUSTOMER_ACCESS").Add(ClockEntryKind.Resumed, At("2026-11-23 03:40")).Add(ClockEntryKind.Stopped, At("2026-11-23 05:10")));

    private static SlaClock Ended(decimal hours, string stopped) =>
        Clock(hours, new LedgerBuilder().Start(At("2026-11-23 02:00"), hours, ClockUnit.Hours).Add(ClockEntryKind.Stopped, At(stopped)));

    private static SlaClock Clock(decimal hours, LedgerBuilder ledger) => new() { Severity = 1, TargetValue = hours, Unit = ClockUnit.Hours, Entries = [.. ledger.Lines] };
}
