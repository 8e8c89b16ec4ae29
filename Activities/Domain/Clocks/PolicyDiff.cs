using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>What one version says differently from another, part by part.</summary>
public static class PolicyDiff
{
    /// <summary>Compares two versions; order and notes of their files do not matter.</summary>
    public static IReadOnlyList<PolicyChange> Between(SlaPolicySet old, SlaPolicySet @new) =>
    [
        .. Parts(PolicyPart.Clock, old.Clocks, @new.Clocks, clock => clock.Name, Clock),
        .. Parts(PolicyPart.Profile, old.Profiles, @new.Profiles, profile => profile.Name, Profile),
        .. Parts(PolicyPart.Pause, old.PauseReasons, @new.PauseReasons, reason => reason.Name, Pause),
        .. Parts(PolicyPart.Penalty, old.PenaltyRules, @new.PenaltyRules, rule => rule.Trigger, Penalty),
    ];

    private static IEnumerable<PolicyChange> Parts<T>(
        PolicyPart part, IReadOnlyDictionary<string, T> old, IReadOnlyDictionary<string, T> @new, Func<T, Bilingual> name, Func<T, T, IEnumerable<PolicyField>> compare)
        where T : class
    {
        foreach (var id in old.Keys.Union(@new.Keys, StringComparer.Ordinal))
        {
            var (before, after) = (old.GetValueOrDefault(id), @new.GetValueOrDefault(id));
            var fields = before is not null && after is not null ? compare(before, after).Where(field => field.Differs).ToList() : [];
            if (before is null || after is null || fields.Count > 0)
                yield return new PolicyChange(part, id, name((after ?? before)!), before is null, after is null, fields);
        }
    }

    private static IEnumerable<PolicyField> Clock(ClockDefinition old, ClockDefinition @new) =>
    [
        new("targets", old.Targets, @new.Targets, Text(old.Targets) != Text(@new.Targets)),
        new("pausable", old.Pausable, @new.Pausable),
        new("escalationProfile", old.EscalationProfile, @new.EscalationProfile),
        new("penaltyRule", old.PenaltyRule, @new.PenaltyRule),
        new("startEvent", old.StartEvent?.ToString(), @new.StartEvent?.ToString()),
        new("stopEvent", old.StopEvent?.ToString(), @new.StopEvent?.ToString()),
        new("appliesWhen", old.AppliesWhen.ToString(), @new.AppliesWhen.ToString()),
    ];

    private static IEnumerable<PolicyField> Profile(EscalationProfile old, EscalationProfile @new) =>
        [new("thresholds", old.Thresholds, @new.Thresholds, !old.Thresholds.Select(Text).SequenceEqual(@new.Thresholds.Select(Text)))];

    private static IEnumerable<PolicyField> Pause(PauseReason old, PauseReason @new) =>
    [
        new("levels", string.Join(", ", old.Levels), string.Join(", ", @new.Levels)),
        new("approval", old.ApproverRole, @new.ApproverRole),
        new("maxPauseHours", old.MaxFor, @new.MaxFor),
    ];

    private static IEnumerable<PolicyField> Penalty(PenaltyRule old, PenaltyRule @new) =>
    [
        new("points", old.Points, @new.Points),
        new("per", old.Per, @new.Per),
        new("proposedBy", old.IsAutomatic, @new.IsAutomatic),
        new("trigger", old.Trigger, @new.Trigger),
    ];

    private static string Text(IEnumerable<TargetRule> rules) => string.Join(';', rules.Select(rule => $"{rule.When}:{rule.Target}"));

    private static string Text(ClockThreshold step) => $"{step.Percent}{step.Action}{step.Level}{step.Urgency}{string.Join(',', step.Notify)}{step.ReassignTo}";
}

/// <summary>What of a policy changes.</summary>
public enum PolicyPart
{
    /// <summary>A clock or timer.</summary>
    Clock,

    /// <summary>An escalation profile.</summary>
    Profile,

    /// <summary>A reason for pausing.</summary>
    Pause,

    /// <summary>A penalty rule.</summary>
    Penalty,
}

/// <summary>One part that differs.</summary>
/// <param name="Part">Its kind.</param>
/// <param name="Id">Its id or code.</param>
/// <param name="Name">For people.</param>
/// <param name="IsNew">The older version does not have it.</param>
/// <param name="IsGone">The newer version does not have it.</param>
/// <param name="Fields">What differs; empty for what is new or gone.</param>
public sealed record PolicyChange(PolicyPart Part, string Id, Bilingual Name, bool IsNew, bool IsGone, IReadOnlyList<PolicyField> Fields);

/// <summary>One field of a part in both versions.</summary>
/// <param name="Name">Key of the file, e.g. <c>targets</c>.</param>
/// <param name="Old">Value of the older version, typed.</param>
/// <param name="New">Value of the newer version.</param>
/// <param name="Differs">Whether they differ.</param>
public sealed record PolicyField(string Name, object? Old, object? New, bool Differs)
{
    /// <summary>A field whose values know whether they are equal.</summary>
    public PolicyField(string name, object? old, object? @new)
        : this(name, old, @new, !Equals(old, @new))
    {
    }
}
