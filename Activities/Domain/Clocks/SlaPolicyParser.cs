using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Reads a policy file; every mistake in it is reported at once, with its place and what was expected.</summary>
public static class SlaPolicyParser
{
    private static readonly string[] Actions = ["Remind", "Warn", "Escalate", "Breach", "RaiseTier", "RaiseManagementLevel"];

    /// <summary>Reads the JSON of <c>sla.v&lt;N&gt;.json</c>.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="version">Version of the set; the file's policies carry it.</param>
    /// <exception cref="PolicyFormatException">The file is no JSON, lacks something, or refers to something it does not define.</exception>
    public static SlaPolicySet Parse(string json, int version)
    {
        using var document = Open(json);
        var file = new PolicyReader(document.RootElement);
        if (file.Text("timeZone") is { } zone && zone != LocalTime.ZoneId)
            file.Fault("timeZone", LocalTime.ZoneId, zone);

        var calendars = file.Items("calendars").Select(Calendar).ToList();
        var profiles = file.Items("escalationProfiles").Select(Profile).ToList();
        var rules = file.Items("penaltyRules").Select(Rule).ToList();
        var policies = file.Items("policies").Select(Policy).ToList();
        var clocks = file.Items("clocks").Select(ClockParser.Read).ToList();
        var working = calendars.Find(calendar => !calendar.IsContinuous);
        if (working is null)
            file.Fault("calendars", "one calendar of type WorkingDays", "none");

        var set = new SlaPolicySet
        {
            Version = version,
            Regions = [.. file.Items("regions").Select(Region)],
            Calendars = ById(file, "calendars", calendars, calendar => calendar.Id),
            WorkingCalendar = working!,
            PauseReasons = ById(file, "pauseReasons", [.. file.Items("pauseReasons").Select(Reason)], reason => reason.Code),
            Policies = ById(file, "policies", policies, policy => policy.Code),
            FaultLevels = [.. file.Items("faultLevels").Select(Level)],
            FaultMatrix = ById(file, "faultMatrix", [.. file.Items("faultMatrix").Select(MatrixRow)], row => row.Code),
            Clocks = ById(file, "clocks", clocks, clock => clock.Id),
            Profiles = ById(file, "escalationProfiles", profiles, profile => profile.Id),
            PenaltyRules = ById(file, "penaltyRules", rules, rule => rule.Id),
            Scorecard = Scorecard(file.Object("scorecard")),
            Changes = Changes(file.Object("changeRules")),
            Upgrades = new UpgradeRules((int)file.Object("upgradeRules").Number("internalReviewAbove")),
            Campaigns = Campaigns(file.Object("campaignRules")),
        };
        Refer(file, set);
        file.ThrowIfFaulty();
        return set;
    }

    private static JsonDocument Open(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new PolicyFormatException([$"the file: expected a JSON object, found {document.RootElement.ValueKind}"]);
        }
        catch (JsonException error)
        {
            throw new PolicyFormatException([$"the file: expected JSON, {error.Message}"]);
        }
    }

    private static Dictionary<string, T> ById<T>(PolicyReader file, string list, List<T> items, Func<T, string> id)
    {
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!byId.TryAdd(id(item), item))
                file.Fault(list, "every id once", $"{id(item)} twice");
        }

        return byId;
    }

    // What a clock names must stand in the same file.
    private static void Refer(PolicyReader file, SlaPolicySet set)
    {
        foreach (var clock in set.Clocks.Values)
        {
            var place = $"clocks ({clock.Id})";
            if (!set.Policies.ContainsKey(clock.Policy))
                file.Fault($"{place}.policy", string.Join(", ", set.Policies.Keys), clock.Policy);
            if (!set.Profiles.ContainsKey(clock.EscalationProfile))
                file.Fault($"{place}.escalationProfile", "an id of escalationProfiles", clock.EscalationProfile);
            if (clock.PenaltyRule is { } rule && !set.PenaltyRules.ContainsKey(rule))
                file.Fault($"{place}.penaltyRule", "an id of penaltyRules", rule);
            if (clock.Replaces is { } replaced && !set.Clocks.ContainsKey(replaced.ClockId))
                file.Fault($"{place}.replaces.clock", "an id of clocks", replaced.ClockId);
        }

        foreach (var rule in set.PenaltyRules.Values.Where(rule => set.Scorecard.Categories.All(category => category.Id != rule.Category)))
            file.Fault($"penaltyRules ({rule.Id}).category", "an id of scorecard.categories", rule.Category);
    }

    private static BusinessCalendar Calendar(PolicyReader row)
    {
        var isContinuous = row.Word("type", "Continuous", "WorkingDays") != "WorkingDays";
        return new BusinessCalendar(
            row.Id("id"),
            row.Name(),
            isContinuous,
            row.Texts("weekend").Select(day => Enum.TryParse<DayOfWeek>(day, out var parsed) ? parsed : DayOfWeek.Sunday),
            isContinuous ? TimeOnly.MinValue : row.Time("dayStart"),
            isContinuous ? TimeOnly.MinValue : row.Time("dayEnd"),
            isContinuous ? [] : [.. row.Items("years").Select(Year)]);
    }

    private static CalendarYear Year(PolicyReader row) => new(
        (int)row.Number("year"),
        row.Word("status", "official", "provisional") == "official",
        [.. row.Items("holidays").Select(holiday => new Holiday(holiday.Name(), holiday.Date("from"), holiday.Date("to")))],
        [.. row.Dates("makeUpWorkingDays")],
        row.OptionalText("source") ?? "");

    private static RegionRule Region(PolicyReader row) => new(
        row.Id("code"),
        row.Name(),
        row.Texts("cities").ToHashSet(),
        row.Texts("urbanOnly").ToHashSet(),
        row.OptionalText("otherwise"));

    private static PauseReason Reason(PolicyReader row) => new(
        row.Id("code"),
        row.Name(),
        [.. row.Numbers("levels").Select(level => (int)level)],
        row.Word("approval", "InstituteApprover", "CustomerUser"),
        row.OptionalNumber("maxPauseHours") is { } hours ? TimeSpan.FromHours((double)hours) : null);

    private static PolicyInfo Policy(PolicyReader row) => new(
        row.Id("id"), row.Name(), row.OptionalText("source") ?? "", [.. row.Numbers("faultLevels").Select(level => (int)level)]);

    private static FaultLevelInfo Level(PolicyReader row) => new(
        (int)row.Number("level"), row.Name(), new Bilingual(row.Text("definitionZh") ?? "", row.Text("definitionEn") ?? ""));

    private static FaultMatrixRow MatrixRow(PolicyReader row) => new(
        row.Id("code"), row.Text("category") ?? "", (int)row.Number("level"), row.Name(), row.Flag("isNmsDownDefault"));

    private static PenaltyRule Rule(PolicyReader row) => new(
        row.Id("id"),
        row.Text("category") ?? "",
        row.Number("points"),
        row.Word("per", "case", "occurrence", "period"),
        new Bilingual(row.Text("triggerZh") ?? "", row.Text("triggerEn") ?? ""),
        row.Word("proposedBy", "Automatic", "Manual") == "Automatic",
        row.Text("verifiedBy") ?? "",
        row.Flag("pointsLostInSeed"));

    private static EscalationProfile Profile(PolicyReader row)
    {
        var thresholds = row.Items("thresholds").Select(step => new ClockThreshold(
            (int)step.Number("at"),
            Enum.TryParse<ThresholdAction>(step.Word("action", Actions), out var action) ? action : ThresholdAction.Warn,
            step.OptionalWord<ManagementLevel>("level"),
            step.OptionalWord<EscalationUrgency>("urgency"),
            [.. step.Texts("notify")],
            step.OptionalText("reassignTo"))).ToList();
        if (thresholds.Zip(thresholds.Skip(1)).Any(pair => pair.First.Percent >= pair.Second.Percent))
            row.Fault("thresholds", "percents that rise", string.Join(", ", thresholds.Select(step => step.Percent)));

        return new EscalationProfile(row.Id("id"), row.OptionalName() ?? Bilingual.Same(row.Id("id")), thresholds);
    }

    private static ChangeRules Changes(PolicyReader row) => new((int)row.Number("lowRiskUpTo"), (int)row.Number("mediumRiskUpTo"));

    private static CampaignRules Campaigns(PolicyReader row) => new(
        (int)row.Number("pilotItems"), (int)row.Number("parallelItems"), (int)row.Number("gateFinalPercent"), (int)row.Number("gateSuccessPercent"),
        (int)row.Number("provinceAboveItems"), (int)row.Number("auditSamplePercent"));

    private static ScorecardRules Scorecard(PolicyReader row) => new(
        row.Number("baseScore"),
        row.Number("bonusCapPerQuarter"),
        [.. row.Items("categories").Select(item => new ScorecardCategory(item.Id("id"), item.Name(), item.Number("weight")))],
        [.. row.Items("grades").Select(item => new GradeRule(item.Id("grade"), item.Number("min")))]);
}

/// <summary>A policy file that cannot be used; nothing of it is.</summary>
public sealed class PolicyFormatException(IReadOnlyList<string> faults)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The policy file has {faults.Count} fault(s): {string.Join("; ", faults)}"))
{
    /// <summary>One line per fault: where, what was expected, what was found.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
