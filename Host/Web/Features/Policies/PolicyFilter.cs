using Elsa.ITR.Domain.Clocks;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Which parts of a version are listed; stands in the URL.</summary>
public sealed record PolicyFilter
{
    public const string ClocksPart = "clocks";
    public const string ProfilesPart = "profiles";
    public const string PausesPart = "pauses";
    public const string PenaltiesPart = "penalties";

    [FromQuery(Name = "part")] public string? PartName { get; init; }

    /// <summary>Chosen to see the clocks of all policies.</summary>
    public const string AnyPolicy = "all";

    [FromQuery(Name = "policy")] public string? Policy { get; init; }

    [FromQuery(Name = "q")] public string? Text { get; init; }

    /// <summary>Only what differs from the version before.</summary>
    [FromQuery(Name = "changed")] public string? ChangedOnly { get; init; }

    public bool IsChangedOnly => ChangedOnly == "true";

    public string Part => PartName is ProfilesPart or PausesPart or PenaltiesPart ? PartName : ClocksPart;

    /// <summary>The policy whose clocks are shown; null for all. Who looks for something looks in all of them, else the first is enough to begin with.</summary>
    public string? PolicyOf(GetPolicy.Details found) =>
        Policy == AnyPolicy ? null
        : !string.IsNullOrEmpty(Policy) ? Policy
        : IsChangedOnly || !string.IsNullOrWhiteSpace(Text) ? null
        : found.Set.Policies.Keys.First();

    public IReadOnlyList<ClockDefinition> Clocks(GetPolicy.Details found) =>
    [
        .. found.Clocks.Where(clock => (PolicyOf(found) is not { } policy || clock.Policy == policy) && Fits(clock.Id, clock.Name.Zh, clock.Name.En) && Shows(found, PolicyPart.Clock, clock.Id)),
    ];

    public IReadOnlyList<EscalationProfile> Profiles(GetPolicy.Details found) =>
        [.. found.Set.Profiles.Values.Where(profile => Fits(profile.Id, profile.Name.Zh, profile.Name.En) && Shows(found, PolicyPart.Profile, profile.Id))];

    public IReadOnlyList<PauseReason> Pauses(GetPolicy.Details found) =>
        [.. found.Set.PauseReasons.Values.Where(reason => Fits(reason.Code, reason.Name.Zh, reason.Name.En) && Shows(found, PolicyPart.Pause, reason.Code))];

    public IReadOnlyList<PenaltyRule> Penalties(GetPolicy.Details found) =>
        [.. found.Penalties.Where(rule => Fits(rule.Id, rule.Trigger.Zh, rule.Trigger.En) && Shows(found, PolicyPart.Penalty, rule.Id))];

    private bool Fits(params string[] texts) => string.IsNullOrWhiteSpace(Text) || texts.Any(text => text.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase));

    private bool Shows(GetPolicy.Details found, PolicyPart part, string id) => !IsChangedOnly || found.IsChanged(part, id);
}
