namespace Elsa.ITR.Domain.Clocks;

/// <summary>Reads one clock or timer of a policy file.</summary>
internal static class ClockParser
{
    public static ClockDefinition Read(PolicyReader row)
    {
        var kind = row.Word("kind", "deadline", "recurring", "quota", "timer") switch
        {
            "recurring" => ClockKind.Recurring,
            "quota" => ClockKind.Quota,
            "timer" => ClockKind.Timer,
            _ => ClockKind.Deadline,
        };
        var start = row.OptionalText("startEvent") is { } text ? EventPattern.Parse(text) : null;
        var stop = row.OptionalText("stopEvent") is { } end ? EventPattern.Parse(end) : null;
        if (kind != ClockKind.Timer && (start is null || stop is null))
            row.Fault(start is null ? "startEvent" : "stopEvent", "an event (only a timer may do without)", "nothing");

        return new ClockDefinition
        {
            Id = row.Id("id"),
            Policy = row.Text("policy") ?? "",
            Name = row.Name(),
            Kind = kind,
            Direction = row.OptionalText("direction") is not "before" ? ClockDirection.Forward : ClockDirection.Before,
            Targets = Targets(row),
            StartEvent = start,
            StopEvent = stop,
            CancelEvents = Events(row, "cancelEvents"),
            HoldEvents = Events(row, "holdEvents"),
            ReleaseEvents = Events(row, "releaseEvents"),
            ReopenEvents = Events(row, "reopenEvents"),
            AppliesWhen = row.OptionalObject("appliesWhen") is { } facts ? Facts(facts) : FactMatch.Always,
            LateStart = row.OptionalText("lateStart") is "change" ? LateStart.AtChange : LateStart.AtEvent,
            Replaces = row.OptionalObject("replaces") is { } other
                ? new Replacement(other.Text("clock") ?? "", other.Text("consentFact") ?? "")
                : null,
            Party = row.OptionalWord<ResponsibleParty>("responsibleParty") ?? ResponsibleParty.Vendor,
            Pausable = row.Flag("pausable"),
            EscalationProfile = row.OptionalText("escalationProfile") ?? "ESC-NONE",
            Repeats = row.Flag("repeat"),
            PenaltyRule = row.OptionalText("penaltyRule"),
            Template = row.OptionalText("template"),
            BreachTemplate = row.OptionalText("breachTemplate"),
            Source = row.OptionalText("source") ?? "",
        };
    }

    private static List<TargetRule> Targets(PolicyReader row)
    {
        if (row.OptionalObject("target") is { } single)
            return [new TargetRule(FactMatch.Always, Target(single))];

        var rules = row.Items("targets")
            .Select(item => new TargetRule(item.OptionalObject("when") is { } when ? Facts(when) : FactMatch.Always, Target(item)))
            .ToList();
        if (rules.Count == 0)
            row.Fault("targets", "target, or targets with at least one row", "nothing");
        return rules;
    }

    private static ClockTarget Target(PolicyReader row)
    {
        var code = row.Word("unit", [.. ClockUnits.All]);
        var unit = ClockUnits.Parse(code) ?? ClockUnit.Hours;
        var isNegotiated = row.Flag("negotiated");
        if (unit == ClockUnit.Date)
        {
            var day = row.MonthDay("value");
            return new ClockTarget(null, unit, day);
        }

        var value = row.OptionalNumber("value");
        if (value is null && !isNegotiated)
            row.Fault("value", "a number, or \"negotiated\": true", "nothing");
        else if (value <= 0)
            row.Fault("value", "a number above 0", $"{value}");
        else if (value is { } number && !unit.IsElapsed() && decimal.Truncate(number) != number)
            row.Fault("value", $"a whole number of {code}", $"{number}");
        return new ClockTarget(value, unit, null, isNegotiated);
    }

    private static List<EventPattern> Events(PolicyReader row, string list) => [.. row.Texts(list).Select(EventPattern.Parse)];

    private static FactMatch Facts(PolicyReader row) => new(row.Keys().ToDictionary(key => key, row.Values, StringComparer.Ordinal));
}
