using System.Reflection;

namespace Elsa.ITR.Workflows;

/// <summary>Files shipped inside this assembly, by the names they have in the source tree.</summary>
internal static class EmbeddedContent
{
    private static readonly Assembly Here = typeof(EmbeddedContent).Assembly;

    /// <summary>Names of the shipped files that start with a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. Here.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The text of a shipped file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file in the assembly.</exception>
    public static string Read(string name)
    {
        using var stream = Here.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"Expected '{name}' to be embedded in {Here.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The text of a shipped file; null when there is none.</summary>
    public static string? Find(string name) => Here.GetManifestResourceInfo(name) is null ? null : Read(name);
}
