using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>The file of a draft while it is edited; what nobody edited stays as it was written. <see cref="SlaPolicyParser"/> reads the outcome.</summary>
public sealed class PolicyDocument
{
    // One thousand percent is further than anything that is escalated, and a hundred points are the whole quarter.
    private const int MostPercent = 1000;
    private const decimal MostPoints = 100;

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly JsonObject _root;

    private PolicyDocument(JsonObject root) => _root = root;

    /// <summary>Opens a stored file.</summary>
    public static PolicyDocument Open(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>The file as it is now.</summary>
    public string ToJson() => _root.ToJsonString(Written);

    /// <summary>Changes targets, pausing, escalation and penalty of a clock; events and conditions belong to the flows and stay.</summary>
    /// <exception cref="RuleViolationException">policy.unknown-part, .targets, .value, .value-whole, .value-date, .unit.</exception>
    public void Apply(ClockEdit edit)
    {
        var clock = Row("clocks", "id", edit.Id);
        var rows = TargetsOf(clock);
        if (rows.Count != edit.Targets.Count)
            throw new RuleViolationException("policy.targets", ("id", edit.Id), ("count", rows.Count));
        foreach (var (row, target) in rows.Zip(edit.Targets))
            SetTarget(clock, row, target);

        clock["pausable"] = edit.Pausable;
        clock["escalationProfile"] = edit.EscalationProfile;
        if (edit.PenaltyRule is { Length: > 0 } rule)
            clock["penaltyRule"] = rule;
        else
            clock.Remove("penaltyRule");
    }

    /// <summary>Changes the thresholds of an escalation profile.</summary>
    /// <exception cref="RuleViolationException">policy.unknown-part, .percent, .percents-rise, .action, .level, .role.</exception>
    public void Apply(ProfileEdit edit)
    {
        var profile = Row("escalationProfiles", "id", edit.Id);
        var steps = new JsonArray();
        var last = 0;
        foreach (var step in edit.Thresholds)
        {
            var percent = int.TryParse(step.Percent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostPercent
                ? number
                : throw new RuleViolationException("policy.percent", ("found", step.Percent), ("most", MostPercent));
            if (percent <= last)
                throw new RuleViolationException("policy.percents-rise", ("before", last), ("found", percent));
            last = percent;
            steps.Add(Step(step, percent));
        }

        profile["thresholds"] = steps;
    }

    /// <summary>Changes for which levels a reason holds, who decides and how long it may last.</summary>
    /// <exception cref="RuleViolationException">policy.unknown-part, .levels, .approver, .hours.</exception>
    public void Apply(PauseEdit edit)
    {
        var reason = Row("pauseReasons", "code", edit.Code);
        if (edit.Levels.Count == 0 || edit.Levels.Any(level => level is < 1 or > 4))
            throw new RuleViolationException("policy.levels");
        if (edit.Approver is not (RoleCodes.InstituteApprover or RoleCodes.CustomerUser))
            throw new RuleViolationException("policy.approver", ("found", edit.Approver));

        reason["levels"] = new JsonArray([.. edit.Levels.Distinct().Order().Select(level => (JsonNode)level)]);
        reason["approval"] = edit.Approver;
        if (string.IsNullOrWhiteSpace(edit.MaxHours))
            reason.Remove("maxPauseHours");
        else
            reason["maxPauseHours"] = Number(edit.MaxHours) is { } hours and > 0 ? hours : throw new RuleViolationException("policy.hours", ("found", edit.MaxHours));
    }

    /// <summary>Changes points, how a penalty counts, and its text, which often names the points.</summary>
    /// <exception cref="RuleViolationException">policy.unknown-part, .points, .per, .trigger.</exception>
    public void Apply(PenaltyEdit edit)
    {
        var rule = Row("penaltyRules", "id", edit.Id);
        if (edit.Per is not ("case" or "occurrence" or "period"))
            throw new RuleViolationException("policy.per", ("found", edit.Per));

        rule["points"] = Number(edit.Points) is { } points && points != 0 && Math.Abs(points) <= MostPoints
            ? points
            : throw new RuleViolationException("policy.points", ("found", edit.Points), ("most", MostPoints));
        if (string.IsNullOrWhiteSpace(edit.TriggerZh) || string.IsNullOrWhiteSpace(edit.TriggerEn))
            throw new RuleViolationException("policy.trigger");

        rule["per"] = edit.Per;
        (rule["triggerZh"], rule["triggerEn"]) = (edit.TriggerZh, edit.TriggerEn);
        rule["proposedBy"] = edit.IsAutomatic ? "Automatic" : "Manual";
    }

    private void SetTarget(JsonObject clock, JsonObject row, TargetEdit target)
    {
        var unit = ClockUnits.Parse((string?)row["unit"] ?? "") ?? ClockUnit.Hours;
        if ((bool?)row["negotiated"] == true)
            return; // agreed per record

        if (unit == ClockUnit.Date)
        {
            row["value"] = DateOnly.TryParseExact($"2000-{target.Value}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? target.Value
                : throw new RuleViolationException("policy.value-date", ("found", target.Value));
            return;
        }

        var wanted = ClockUnits.Parse(target.Unit) is { } parsed && (parsed == unit || (IsFree(parsed) && IsFree(unit)))
            ? parsed
            : throw new RuleViolationException("policy.unit", ("found", target.Unit));
        var value = Number(target.Value) is { } number and > 0 ? number : throw new RuleViolationException("policy.value", ("found", target.Value));
        if (!wanted.IsElapsed() && decimal.Truncate(value) != value)
            throw new RuleViolationException("policy.value-whole", ("found", target.Value));

        row["value"] = value;
        if (wanted == unit)
            return;

        row["unit"] = target.Unit;
        clock["calendar"] = CalendarOf(wanted);
    }

    /// <summary>Units that one may be exchanged for another; the rest belong to what the clock is for.</summary>
    public static bool IsFree(ClockUnit unit) => unit is ClockUnit.Minutes or ClockUnit.Hours or ClockUnit.Days or ClockUnit.WorkingDays or ClockUnit.CalendarDays;

    // Working days are counted on the working calendar, everything else on the continuous one (sla.md §2).
    private string? CalendarOf(ClockUnit unit)
    {
        var type = unit == ClockUnit.WorkingDays ? "WorkingDays" : "Continuous";
        return (string?)_root["calendars"]!.AsArray().FirstOrDefault(calendar => (string?)calendar!["type"] == type)?["id"];
    }

    private static JsonObject Step(ThresholdEdit step, int percent)
    {
        if (!Enum.TryParse<ThresholdAction>(step.Action, out var action) || action == ThresholdAction.Mark || !Enum.IsDefined(action))
            throw new RuleViolationException("policy.action", ("found", step.Action), ("percent", percent));
        if (action == ThresholdAction.Breach && percent != ClockThreshold.Due)
            throw new RuleViolationException("policy.breach-at-due", ("percent", percent));
        if (action == ThresholdAction.Escalate && (!Is<ManagementLevel>(step.Level) || !Is<EscalationUrgency>(step.Urgency)))
            throw new RuleViolationException("policy.level", ("percent", percent));
        if (step.Notify.FirstOrDefault(name => !Audience.Contains(name)) is { } unknown)
            throw new RuleViolationException("policy.role", ("found", unknown), ("percent", percent));
        if (step.ReassignTo is { Length: > 0 } role && !RoleCodes.All.Contains(role))
            throw new RuleViolationException("policy.role", ("found", role), ("percent", percent));

        var row = new JsonObject { ["at"] = percent, ["action"] = step.Action };
        if (Is<ManagementLevel>(step.Level))
            row["level"] = step.Level;
        if (Is<EscalationUrgency>(step.Urgency))
            row["urgency"] = step.Urgency;
        row["notify"] = new JsonArray([.. step.Notify.Distinct().Select(name => (JsonNode)name)]);
        if (step.ReassignTo is { Length: > 0 } other)
            row["reassignTo"] = other;
        return row;
    }

    /// <summary>Whom a threshold may tell: roles, and tokens that a record fills.</summary>
    public static IReadOnlyList<string> Audience { get; } = [AudienceTokens.Assignee, AudienceTokens.EscalationOwner, AudienceTokens.NextLevelOwner, .. RoleCodes.All];

    private static bool Is<TWord>(string? text) where TWord : struct, Enum => Enum.TryParse<TWord>(text, out var word) && Enum.IsDefined(word);

    private static List<JsonObject> TargetsOf(JsonObject clock) =>
        clock["target"] is JsonObject single ? [single] : [.. clock["targets"]!.AsArray().Select(row => row!.AsObject())];

    private JsonObject Row(string list, string key, string id) =>
        _root[list]?.AsArray().FirstOrDefault(row => (string?)row?[key] == id)?.AsObject() ?? throw new RuleViolationException("policy.unknown-part", ("id", id));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One change of a draft, as a form or a program says it; numbers are text until they are checked.</summary>
public abstract record PolicyEdit;

/// <summary>A clock's numbers.</summary>
/// <param name="Id">Definition.</param>
/// <param name="Targets">One for every target of the definition, in its order.</param>
/// <param name="Pausable">Whether an approved pause stops the count.</param>
/// <param name="EscalationProfile">What happens at which percent.</param>
/// <param name="PenaltyRule">What a breach proposes; null for nothing.</param>
public sealed record ClockEdit(string Id, IReadOnlyList<TargetEdit> Targets, bool Pausable, string EscalationProfile, string? PenaltyRule) : PolicyEdit;

/// <summary>A target: number (or MM-dd) and code of the unit.</summary>
public sealed record TargetEdit(string Value, string Unit);

/// <summary>The thresholds of a profile, rising.</summary>
public sealed record ProfileEdit(string Id, IReadOnlyList<ThresholdEdit> Thresholds) : PolicyEdit;

/// <summary>One threshold; see <see cref="ClockThreshold"/>.</summary>
public sealed record ThresholdEdit(string Percent, string Action, string? Level, string? Urgency, IReadOnlyList<string> Notify, string? ReassignTo);

/// <summary>A reason for pausing; see <see cref="PauseReason"/>.</summary>
public sealed record PauseEdit(string Code, IReadOnlyList<int> Levels, string Approver, string? MaxHours) : PolicyEdit;

/// <summary>A penalty rule; see <see cref="PenaltyRule"/>.</summary>
public sealed record PenaltyEdit(string Id, string Points, string Per, bool IsAutomatic, string TriggerZh, string TriggerEn) : PolicyEdit;
