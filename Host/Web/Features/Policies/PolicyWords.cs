using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>The numbers of a policy in the words of the page.</summary>
public sealed class PolicyWords(IStringLocalizer<Ui> texts)
{
    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    public static string? Tone(PolicyStanding standing) => standing switch { PolicyStanding.InForce => "met", PolicyStanding.Draft => "warn", PolicyStanding.Scheduled => "run", _ => null };

    public static string? Icon(PolicyStanding standing) => standing switch { PolicyStanding.InForce => "check", PolicyStanding.Draft => "pencil", PolicyStanding.Scheduled => "hourglass", _ => null };

    public string Unit(ClockUnit unit) => texts["Policy.Unit." + unit.Code()];

    public string Target(ClockTarget target) =>
        target.Date is { } day ? $"{day.Month:00}-{day.Day:00}"
        : target.IsNegotiated ? texts["Policy.Negotiated"]
        : texts["Policy.Amount", Number(target.Value ?? 0), Unit(target.Unit)];

    public string Targets(IReadOnlyList<TargetRule> rules) =>
        string.Join(Languages.IsChinese ? "；" : "; ", rules.Select(rule => rule.When.Wanted.Count == 0 ? Target(rule.Target) : $"{When(rule.When)}: {Target(rule.Target)}"));

    /// <summary>For which records: names of the facts with their values.</summary>
    public string When(FactMatch match) => string.Join(Languages.IsChinese ? "，" : ", ", match.Wanted.Select(fact => $"{Fact(fact.Key)} {string.Join('/', fact.Value.Select(value => FactValue(fact.Key, value)))}"));

    private string Fact(string key) => texts["Policy.Fact." + key] is { ResourceNotFound: false } known ? known.Value : key;

    private string FactValue(string key, string value) => value switch
    {
        "true" => texts["Policy.Yes"],
        "false" => texts["Policy.No"],
        _ => FactNames.TryGetValue(key, out var list) ? Names.Of(list, value) : value,
    };

    // Which enumeration the values of a fact are of.
    private static readonly Dictionary<string, string> FactNames = new()
    {
        ["caseType"] = "CaseType",
        ["serviceMode"] = "ServiceMode",
        ["entitlement"] = "EntitlementResult",
        ["urgency"] = "Urgency",
        ["purpose"] = "SparePurpose",
        ["ownership"] = "Ownership",
        ["changeType"] = "ChangeType",
        ["initiator"] = "UpgradeInitiator",
        ["cause"] = "UpgradeCause",
        ["risk"] = "RiskClass",
    };

    public string Action(ThresholdAction action) => texts["Policy.Action." + action];

    public string Step(ClockThreshold step) => step.Level is { } level ? $"{Action(step.Action)} {level}" : Action(step.Action);

    public string Audience(string name) => RoleCodes.All.Contains(name) ? Names.Of("Role", name) : texts["Audience." + name];

    public string Told(ClockThreshold step) => string.Join(Languages.IsChinese ? "、" : ", ", step.Notify.Select(Audience));

    public string Thresholds(IReadOnlyList<ClockThreshold> steps) =>
        steps.Count == 0 ? "–" : string.Join(Languages.IsChinese ? "；" : "; ", steps.Select(step => $"{step.Percent} % {Step(step)}"));

    /// <summary>An event by its noun and verb; a new one that nobody has named reads as its code.</summary>
    public string Event(EventPattern? pattern)
    {
        if (pattern is null)
            return "–";
        if (pattern.Name.Split('.') is not [var noun, var verb] || texts["Policy.Noun." + noun] is not { ResourceNotFound: false } named || texts["Policy.Verb." + verb] is not { ResourceNotFound: false } done)
            return pattern.ToString();

        var words = texts["Policy.EventWords", named.Value, done.Value].Value;
        return pattern.Filter is { } filter ? $"{words} · {FilterNames.Select(list => Names.Of(list, filter)).FirstOrDefault(name => name != filter) ?? filter}" : words;
    }

    // What filters of events are values of.
    private static readonly string[] FilterNames = ["DocumentType", "Tier", "NoticeStage"];

    public string Points(decimal points) => points < 0 ? texts["Policy.Bonus", Number(-points)] : texts["Policy.Deducts", Number(points)];

    public string Field(PolicyField field) => texts["Policy.Field." + field.Name];

    /// <summary>A value of a difference.</summary>
    public string Value(object? value) => value switch
    {
        null => "–",
        bool flag => texts[flag ? "Policy.Yes" : "Policy.No"],
        IReadOnlyList<TargetRule> targets => Targets(targets),
        IReadOnlyList<ClockThreshold> steps => Thresholds(steps),
        TimeSpan span => texts["Policy.Amount", Number((decimal)span.TotalHours), Unit(ClockUnit.Hours)],
        decimal number => Number(number),
        string text when RoleCodes.All.Contains(text) => Names.Of("Role", text),
        _ => value.ToString() ?? "",
    };
}
