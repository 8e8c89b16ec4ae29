using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Upgrades;

namespace Elsa.ITR.Tests.Unit.Domain.Records;

public sealed class BusinessRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_trigger_that_means_nothing_in_a_state_changes_nothing()
    {
        var change = new ChangeRequest();

        var refusal = Assert.Throws<RuleViolationException>(() => change.Fire(ChangeTrigger.Close, Now));

        Assert.Equal("record.wrong-state", refusal.Code);
        Assert.Equal((ChangeState.Draft, (DateTimeOffset?)null), (change.State, change.EndedAt));
    }

    [Fact]
    public void Stopping_ends_a_change_even_where_its_state_stays()
    {
        var change = new ChangeRequest();
        foreach (var trigger in (ChangeTrigger[])[ChangeTrigger.Submit, ChangeTrigger.Review, ChangeTrigger.Authorise, ChangeTrigger.Schedule, ChangeTrigger.StartWork, ChangeTrigger.RollBack])
            change.Fire(trigger, Now);
        Assert.Null(change.EndedAt);

        change.Fire("Stop", Now, "no board");

        Assert.Equal((ChangeState.RolledBack, Now, "no board"), (change.State, change.EndedAt!.Value, change.EndReason));
    }

    [Fact]
    public void A_change_can_be_withdrawn_until_it_is_implemented()
    {
        var change = new ChangeRequest();
        foreach (var trigger in (ChangeTrigger[])[ChangeTrigger.Submit, ChangeTrigger.Review, ChangeTrigger.Authorise, ChangeTrigger.Schedule, ChangeTrigger.StartWork])
            change.Fire(trigger, Now);
        Assert.True(change.May(change.CancelTrigger));

        change.Fire(ChangeTrigger.Implement, Now);

        Assert.False(change.May(change.CancelTrigger));
        Assert.False(change.May("Nonsense"));
    }

    [Fact]
    public void Every_open_upgrade_can_be_withdrawn_and_no_ended_one()
    {
        var withdrawn = UpgradeApplication.Table.Rows.Where(row => row.Trigger == UpgradeTrigger.Cancel).Select(row => row.From).ToHashSet();

        Assert.Equal(
            [UpgradeState.Completed, UpgradeState.Rejected, UpgradeState.Cancelled],
            Enum.GetValues<UpgradeState>().Except(withdrawn).Order());
    }

    [Fact]
    public void Facts_are_set_and_read_by_name()
    {
        var change = new ChangeRequest();

        RecordFacts.Set(change, "changeType", "Emergency");
        RecordFacts.Set(change, "equipment", "NE-GZ-0001, NE-GZ-0002\nNE-GZ-0003");
        RecordFacts.Set(change, "windowStart", "2026-12-02T00:00");
        RecordFacts.Set(change, "risk", "4");
        RecordFacts.Set(change, "guaranteePeriod", true);

        Assert.Equal((ChangeType.Emergency, 4, true), (change.ChangeType, change.Risk, change.GuaranteePeriod));
        Assert.Equal(["NE-GZ-0001", "NE-GZ-0002", "NE-GZ-0003"], change.Equipment);
        var facts = RecordFacts.Of(change);
        Assert.Equal("2026-12-01T16:00:00Z", facts["windowStart"]);
        Assert.Equal("Emergency", RecordFacts.ForClocks(change)["changeType"]);
        Assert.DoesNotContain("officeOrgId", facts.Keys);
    }

    [Theory]
    [InlineData("nonsense", "x", "record.fact-unknown")]
    [InlineData("riskClass", "Terrible", "case.fact-invalid")]
    public void What_is_no_fact_is_refused(string name, string value, string code) =>
        Assert.Equal(code, Assert.Throws<RuleViolationException>(() => RecordFacts.Set(new ChangeRequest(), name, value)).Code);
}
