using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

public sealed class PolicyDocumentTests
{
    [Fact]
    public void An_edit_changes_its_part_alone()
    {
        var document = PolicyDocument.Open(ShippedPolicy.Json);
        document.Apply(new ClockEdit("GD-L1-RESTORE-ONSITE", [new("5", "h"), new("6", "h"), new("7.5", "h"), new("10", "h")], true, "ESC-L1", "PEN-L1-TIMEOUT"));
        document.Apply(new PauseEdit("CUSTOMER_INFO", [3, 2], "CustomerUser", "48"));
        document.Apply(new PenaltyEdit("PEN-L1-DOC", "1.5", "case", true, "每案扣1.5分", "1.5 points"));
        document.Apply(new ProfileEdit("ESC-LEG", [new("80", "Warn", null, null, ["Assignee"], null), new("100", "Breach", "M1", "Critical", ["OfficeManager"], null)]));

        var changed = SlaPolicyParser.Parse(document.ToJson(), 2);

        var changes = PolicyDiff.Between(ShippedPolicy.Set, changed);
        Assert.Equal(["GD-L1-RESTORE-ONSITE", "ESC-LEG", "CUSTOMER_INFO", "PEN-L1-DOC"], changes.Select(x => x.Id));
        Assert.Equal(["targets", "thresholds", "levels", "maxPauseHours", "points", "per", "trigger"], changes.SelectMany(x => x.Fields).Select(x => x.Name).Except(["proposedBy"]));
        Assert.Equal(7.5m, changed.Clock("GD-L1-RESTORE-ONSITE").Targets[2].Target.Value);
        Assert.Equal("R3", changed.Clock("GD-L1-RESTORE-ONSITE").Targets[2].When.Wanted["region"][0]);
    }

    [Fact]
    public void A_file_that_nobody_edited_means_what_it_meant() =>
        Assert.Empty(PolicyDiff.Between(ShippedPolicy.Set, SlaPolicyParser.Parse(PolicyDocument.Open(ShippedPolicy.Json).ToJson(), 2)));

    [Fact]
    public void A_target_in_working_days_is_counted_on_the_working_calendar()
    {
        var document = PolicyDocument.Open(ShippedPolicy.Json);
        document.Apply(new ClockEdit("GD-L3-RESOLVE", [new("8", "wd")], true, "ESC-STD", "PEN-L34-TIMEOUT"));

        Assert.Contains("\"calendar\": \"CAL-CN-WORK\"", document.ToJson()[document.ToJson().IndexOf("GD-L3-RESOLVE", StringComparison.Ordinal)..][..900], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "h", "policy.value")]
    [InlineData("-3", "h", "policy.value")]
    [InlineData("three", "h", "policy.value")]
    [InlineData("2.5", "wd", "policy.value-whole")]
    [InlineData("3", "year", "policy.unit")]
    [InlineData("3", "fortnight", "policy.unit")]
    public void A_target_that_cannot_be_counted_is_refused(string value, string unit, string code) =>
        Assert.Equal(code, Refused(document => document.Apply(new ClockEdit("GD-L3-RESOLVE", [new(value, unit)], true, "ESC-STD", null))));

    [Theory]
    [InlineData("half", "Warn", null, "Assignee", "policy.percent")]
    [InlineData("70", "Warn", null, "Assignee", "policy.percents-rise")]
    [InlineData("90", "Shout", null, "Assignee", "policy.action")]
    [InlineData("90", "Breach", "M1", "Assignee", "policy.breach-at-due")]
    [InlineData("90", "Escalate", null, "Assignee", "policy.level")]
    [InlineData("90", "Warn", null, "Nobody", "policy.role")]
    public void A_threshold_that_cannot_act_is_refused(string percent, string action, string? level, string notify, string code) =>
        Assert.Equal(code, Refused(document => document.Apply(new ProfileEdit("ESC-L1", [new("80", "Remind", null, null, ["Assignee"], null), new(percent, action, level, "Critical", [notify], null)]))));

    [Fact]
    public void Whatever_else_is_wrong_is_refused_with_its_own_reason()
    {
        Assert.Equal("policy.unknown-part", Refused(document => document.Apply(new PenaltyEdit("PEN-NONE", "1", "case", true, "扣分", "Late"))));
        Assert.Equal("policy.points", Refused(document => document.Apply(new PenaltyEdit("PEN-L1-DOC", "0", "case", true, "扣分", "Late"))));
        Assert.Equal("policy.per", Refused(document => document.Apply(new PenaltyEdit("PEN-L1-DOC", "1", "week", true, "扣分", "Late"))));
        Assert.Equal("policy.trigger", Refused(document => document.Apply(new PenaltyEdit("PEN-L1-DOC", "1", "case", true, "扣分", " "))));
        Assert.Equal("policy.levels", Refused(document => document.Apply(new PauseEdit("CUSTOMER_INFO", [], "CustomerUser", null))));
        Assert.Equal("policy.approver", Refused(document => document.Apply(new PauseEdit("CUSTOMER_INFO", [2], "DutyManager", null))));
        Assert.Equal("policy.hours", Refused(document => document.Apply(new PauseEdit("CUSTOMER_INFO", [2], "CustomerUser", "a day"))));
        Assert.Equal("policy.targets", Refused(document => document.Apply(new ClockEdit("GD-L1-RESTORE-ONSITE", [new("5", "h")], true, "ESC-L1", null))));
        Assert.Equal("policy.value-date", Refused(document => document.Apply(new ClockEdit("GD-INSP-PLAN-SUBMIT", [new("31 March", "date")], false, "ESC-STD", null))));
    }

    [Fact]
    public void A_clock_may_not_name_what_the_file_does_not_have()
    {
        var document = PolicyDocument.Open(ShippedPolicy.Json);
        document.Apply(new ClockEdit("GD-L3-RESOLVE", [new("8", "d")], true, "ESC-NOWHERE", "PEN-NONE"));

        var wrong = Assert.Throws<PolicyFormatException>(() => SlaPolicyParser.Parse(document.ToJson(), 2));
        Assert.Equal(2, wrong.Faults.Count);
    }

    private static string Refused(Action<PolicyDocument> edit) => Assert.Throws<RuleViolationException>(() => edit(PolicyDocument.Open(ShippedPolicy.Json))).Code;
}
