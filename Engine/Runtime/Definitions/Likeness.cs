using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Guesses which added activity took the place of a removed one: one of the same type with the most in common.</summary>
internal static class Likeness
{
    private const double Least = 0.5; // below it, less than half is the same: no guess is better than a wrong one

    public static IReadOnlyList<LikelyReplacement> Between(
        ActivityPairs pairs, IReadOnlyList<ActivityTree.Arrow> before, IReadOnlyList<ActivityTree.Arrow> after)
    {
        var found = new List<LikelyReplacement>();
        var added = pairs.Added.ToList();
        var candidates = pairs.Removed
            .SelectMany(old => added.Where(x => x.Type == old.Type).Select(x => new LikelyReplacement(old.Id, x.Id, Of(old, x, before, after))))
            .Where(x => x.Likeness > Least)
            .OrderByDescending(x => x.Likeness).ThenBy(x => x.OldId, StringComparer.Ordinal).ThenBy(x => x.NewId, StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (!found.Exists(x => x.OldId == candidate.OldId || x.NewId == candidate.NewId))
                found.Add(candidate);
        }

        return found;
    }

    private static double Of(ActivityTree.Node old, ActivityTree.Node @new, IReadOnlyList<ActivityTree.Arrow> before, IReadOnlyList<ActivityTree.Arrow> after)
    {
        var names = old.Properties.Keys.Union(@new.Properties.Keys).ToList();
        var equal = names.Count(name => old.Properties.TryGetValue(name, out var x) && @new.Properties.TryGetValue(name, out var y) && JsonNode.DeepEquals(x.Json, y.Json));
        var (around, aroundNow) = (Neighbours(old.Id, before), Neighbours(@new.Id, after));
        var all = around.Union(aroundNow).Count();
        return names.Count + all == 0 ? 0 : (double)(equal + around.Intersect(aroundNow).Count()) / (names.Count + all);
    }

    private static List<string> Neighbours(string id, IReadOnlyList<ActivityTree.Arrow> arrows) =>
    [
        .. arrows.Where(x => x.Target == id).Select(x => $"{x.Source}:{x.Port}>").Concat(arrows.Where(x => x.Source == id).Select(x => $">{x.Port}:{x.Target}")).Distinct(),
    ];
}
