using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Compares two versions by what they mean: canonical content, activities by id.</summary>
public sealed class WorkflowComparer(CanonicalWriter canonical)
{
    // Sections of a definition whose items have a name; other members are one value each.
    private static readonly Dictionary<string, string> Sections = new() { ["variables"] = "variable", ["inputs"] = "input", ["outputs"] = "output" };

    private static readonly Dictionary<string, string> Bags = new() { ["options"] = "option", ["customProperties"] = "customProperty" };

    private static readonly string[] Identity = ["definitionId", "version", "root"];

    private static readonly string[] TextMembers = ["name", "displayName", "description", "category"];

    /// <summary>What <paramref name="to"/> says differently than <paramref name="from"/>.</summary>
    public WorkflowDiff Compare(WorkflowDefinitionModel from, WorkflowDefinitionModel to)
    {
        var (before, after) = (canonical.WriteTree(from), canonical.WriteTree(to));
        var (oldTree, newTree) = (new ActivityTree(before), new ActivityTree(after));
        var pairs = new ActivityPairs(oldTree.Nodes, newTree.Nodes);
        var moved = pairs.Both.Count(pair => !JsonNode.DeepEquals(pair.Old.Position, pair.New.Position));
        var connections = ConnectionChanges.Between(oldTree.Arrows, newTree.Arrows, out var bent);
        return new WorkflowDiff(
            [.. Members(before, after)], [.. Activities(pairs)], connections, moved + bent, Likeness.Between(pairs, oldTree.Arrows, newTree.Arrows));
    }

    private static IEnumerable<ActivityChange> Activities(ActivityPairs pairs)
    {
        foreach (var (old, @new) in pairs.InOrder)
        {
            if (old is null)
                yield return new ActivityChange(ChangeKind.Added, @new!.Id, @new.ContainerId, @new.Type, [.. Properties(null, @new)]);
            else if (@new is null)
                yield return new ActivityChange(ChangeKind.Removed, old.Id, old.ContainerId, old.Type, [.. Properties(old, null)]);
            else if (Properties(old, @new).ToList() is { Count: > 0 } changes)
                yield return new ActivityChange(ChangeKind.Changed, @new.Id, @new.ContainerId, @new.Type, changes);
        }
    }

    private static IEnumerable<PropertyChange> Properties(ActivityTree.Node? old, ActivityTree.Node? @new)
    {
        if (old?.Type != @new?.Type)
            yield return new PropertyChange("type", Literal(old?.Type), Literal(@new?.Type));
        if (old is not null && @new is not null && old.ContainerId != @new.ContainerId)
            yield return new PropertyChange("container", Literal(old.ContainerId), Literal(@new.ContainerId));

        foreach (var name in NamesOf(old?.Properties.Keys, @new?.Properties.Keys))
        {
            var (before, after) = (old?.Properties.GetValueOrDefault(name), @new?.Properties.GetValueOrDefault(name));
            if (Change(name, before?.Json, before?.Value, after?.Json, after?.Value, (before ?? after)!.IsText) is { } change)
                yield return change;
        }
    }

    private static IEnumerable<MemberChange> Members(JsonObject before, JsonObject after)
    {
        foreach (var name in NamesOf(before.Select(x => x.Key), after.Select(x => x.Key)).Except(Identity))
        {
            if (Sections.TryGetValue(name, out var section))
            {
                foreach (var change in Items(section, before[name] as JsonArray ?? [], after[name] as JsonArray ?? []))
                    yield return change;
            }
            else if (Bags.TryGetValue(name, out var bag))
            {
                foreach (var change in Values(bag, before[name] as JsonObject ?? [], after[name] as JsonObject ?? []))
                    yield return change;
            }
            else
            {
                foreach (var change in Values("definition", Only(before, name), Only(after, name)))
                    yield return change;
            }
        }
    }

    private static IEnumerable<MemberChange> Values(string section, JsonObject before, JsonObject after)
    {
        foreach (var name in NamesOf(before.Select(x => x.Key), after.Select(x => x.Key)))
        {
            if (Change(name, before[name], Value(before[name]), after[name], Value(after[name]), section == "definition" && TextMembers.Contains(name)) is { } change)
                yield return new MemberChange(KindOf(change), section, name, [change]);
        }
    }

    // By id where there is one, so that a renamed variable is the same variable; then by name, for one that was made anew.
    private static IEnumerable<MemberChange> Items(string section, JsonArray before, JsonArray after)
    {
        var rest = before.Select(x => x!.AsObject()).ToList();
        foreach (var item in after.Select(x => x!.AsObject()))
        {
            var old = rest.Find(x => JsonNames.Text(x, "id") is { } id && id == JsonNames.Text(item, "id"))
                ?? rest.Find(x => JsonNames.Text(x, "name") == JsonNames.Text(item, "name"));
            if (old is not null)
                rest.Remove(old);
            var changes = Parts(old, item).ToList();
            if (changes.Count > 0)
                yield return new MemberChange(old is null ? ChangeKind.Added : ChangeKind.Changed, section, JsonNames.Text(item, "name") ?? "", changes);
        }

        foreach (var gone in rest)
            yield return new MemberChange(ChangeKind.Removed, section, JsonNames.Text(gone, "name") ?? "", [.. Parts(gone, null)]);
    }

    private static IEnumerable<PropertyChange> Parts(JsonObject? old, JsonObject? @new) =>
        NamesOf(old?.Select(x => x.Key), @new?.Select(x => x.Key))
            .Select(name => Change(name, old?[name], Value(old?[name]), @new?[name], Value(@new?[name]), name != "name" && TextMembers.Contains(name)))
            .OfType<PropertyChange>();

    private static PropertyChange? Change(string name, JsonNode? before, ContentValue? old, JsonNode? after, ContentValue? @new, bool isText)
    {
        if (JsonNode.DeepEquals(before, after))
            return null;

        return old is not null && old == @new
            ? new PropertyChange(name, ContentValues.Whole(before), ContentValues.Whole(after), isText)
            : new PropertyChange(name, old, @new, isText);
    }

    private static ChangeKind KindOf(PropertyChange change) =>
        change.Old is null ? ChangeKind.Added : change.New is null ? ChangeKind.Removed : ChangeKind.Changed;

    private static ContentValue? Value(JsonNode? node) => node is null ? null : ContentValues.Of(node);

    private static ContentValue? Literal(string? text) => text is null ? null : new ContentValue("Literal", text);

    private static JsonObject Only(JsonObject definition, string name) => new() { [name] = definition[name]?.DeepClone() };

    private static IEnumerable<string> NamesOf(IEnumerable<string>? old, IEnumerable<string>? @new) => (@new ?? []).Union(old ?? []);
}
