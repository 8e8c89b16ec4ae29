using System.Globalization;

namespace Elsa.ITR.Workflows;

/// <summary>The numbers and message texts that ship, as versioned files in <c>Policies/</c>.</summary>
public static class PolicyContent
{
    /// <summary>Policies, clocks, calendars, profiles and penalty rules.</summary>
    public const string Sla = "sla";

    /// <summary>Texts of messages.</summary>
    public const string Notifications = "notifications";

    /// <summary>Every shipped version of a kind, oldest first.</summary>
    /// <param name="kind"><see cref="Sla"/> or <see cref="Notifications"/>.</param>
    public static IReadOnlyList<PolicyFile> Versions(string kind) =>
        [.. EmbeddedContent.Names($"Policies/{kind}.v").Select(name => new PolicyFile(kind, VersionOf(name), EmbeddedContent.Read(name))).OrderBy(file => file.Version)];

    // Policies/sla.v12.json → 12
    private static int VersionOf(string name)
    {
        var from = name.LastIndexOf(".v", StringComparison.Ordinal) + 2;
        return int.Parse(name[from..name.LastIndexOf('.')], CultureInfo.InvariantCulture);
    }
}

/// <summary>One shipped file.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Json">The whole file.</param>
public sealed record PolicyFile(string Kind, int Version, string Json);
