using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>A diff as lines of plain text: one per change, for terminals, logs and tests.</summary>
/// <remarks><c>+</c> added, <c>-</c> removed, <c>~</c> changed; <c>~ approve.role: DutyManager → Tier1Engineer</c>.</remarks>
public static class WorkflowDiffText
{
    /// <summary>Members of the definition, activities with their properties, arrows.</summary>
    public static IEnumerable<string> Lines(WorkflowDiff diff)
    {
        foreach (var member in diff.Members)
            foreach (var line in member.Kind == ChangeKind.Changed ? Changed($"{member.Section} {member.Name}", member.Name, member.Properties) : [$"{Sign(member.Kind)} {member.Section} {member.Name}{Single(member)}"])
                yield return line;
        foreach (var activity in diff.Activities)
            foreach (var line in activity.Kind == ChangeKind.Changed ? Changed(activity.ActivityId, null, activity.Properties) : [$"{Sign(activity.Kind)} {activity.ActivityId} ({activity.Type})"])
                yield return line;
        foreach (var arrow in diff.Connections)
            yield return $"{Sign(arrow.Kind)} {arrow.Source}:{arrow.Port} → {Between(arrow.OldTarget, arrow.NewTarget)}";
    }

    private static IEnumerable<string> Changed(string owner, string? sameName, IEnumerable<PropertyChange> properties) =>
        properties.Select(x => $"~ {owner}{(x.Name == sameName ? "" : "." + x.Name)}: {Between(Text(x.Old), Text(x.New))}");

    private static string Single(MemberChange member) =>
        member.Properties is [{ } only] && only.Name == member.Name ? $": {Text(only.New ?? only.Old)}" : "";

    private static string Between(string? old, string? @new) => (old, @new) switch
    {
        (null, _) => @new ?? "",
        (_, null) => $"{old} →",
        _ => $"{old} → {@new}",
    };

    private static string? Text(ContentValue? value) => value switch
    {
        null => null,
        { Syntax: "Literal" or "Json" } => value.Text,
        _ => $"{value.Syntax} {value.Text}",
    };

    private static char Sign(ChangeKind kind) => kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };
}
