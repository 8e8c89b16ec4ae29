using System.Collections.Frozen;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Who may call an address.</summary>
/// <param name="Name">What the addresses of its section are for.</param>
/// <param name="IsOpen">Whether somebody who is not signed in may call it.</param>
/// <param name="RecordKind">Kind of the record that the address names; null for an address without such a record.</param>
internal sealed record RouteRule(string Name, bool IsOpen, FrozenSet<string> Roles, string? RecordKind);

/// <summary>The declared matrix of <c>routes.txt</c>: roles by address.</summary>
internal static class RouteMatrix
{
    /// <summary>Rules by address, e.g. <c>GET /cases/{no}</c>.</summary>
    public static IReadOnlyDictionary<string, RouteRule> Read()
    {
        var groups = new Dictionary<string, HashSet<string>> { ["Everyone"] = [.. RoleCodes.All] };
        var rules = new Dictionary<string, RouteRule>();
        RouteRule? section = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "Tests", "Integration", "Access", "routes.txt")).Select(x => x.Trim()).Where(x => x.Length > 0 && x[0] != '#'))
        {
            if (line[0] == '[')
            {
                var parts = line[1..].Split(']', 2);
                var who = parts[1].Trim();
                section = new RouteRule(parts[0], who == "anybody", Roles(who == "anybody" ? "Everyone" : who, groups).ToFrozenSet(), null);
            }
            else if (line.Split(" = ", 2) is [var name, var members])
            {
                groups[name] = Roles(members, groups);
            }
            else
            {
                var parts = line.Split(" : ", 2);
                rules.Add(parts[0], section! with { RecordKind = parts.ElementAtOrDefault(1) });
            }
        }

        return rules;
    }

    // Names of roles and groups; one with a minus takes away what came before it.
    private static HashSet<string> Roles(string text, Dictionary<string, HashSet<string>> groups)
    {
        var roles = new HashSet<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = word.TrimStart('-');
            var named = groups.GetValueOrDefault(name)
                ?? (RoleCodes.All.Contains(name) ? [name] : throw new InvalidDataException($"Expected a role or a group in routes.txt, found '{name}'."));
            if (word[0] == '-')
                roles.ExceptWith(named);
            else
                roles.UnionWith(named);
        }

        return roles;
    }
}
