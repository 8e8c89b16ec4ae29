using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>Names and descriptions of activities in other languages than their own, which is English.</summary>
/// <remarks>
/// Read from embedded files <c>activities.&lt;language&gt;.json</c> of any number of assemblies. Within a file an input or output has one name
/// wherever it occurs (<c>inputs</c>) unless an activity gives its own; categories and words (outcomes, values) are shared by all files.
/// </remarks>
public sealed class ActivityTexts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly FrozenDictionary<string, Language> _languages;

    /// <summary>Reads the files of the assemblies.</summary>
    public ActivityTexts(IEnumerable<Assembly> assemblies)
    {
        var files =
            from assembly in assemblies.Distinct()
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith("activities.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)
            select (Language: name.Split('.')[1], File: Read(assembly, name));
        _languages = files.GroupBy(x => x.Language, x => x.File).ToFrozenDictionary(x => x.Key, x => new Language([.. x]), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Name of an activity in the person's language; null where its own, English name is to be used.</summary>
    public string? NameOf(string type) => Current?.Activity(type)?.Name;

    /// <summary>Name of an input or output in the person's language; null where its own, English name is to be used.</summary>
    public string? NameOf(string type, string member) => Current?.Member(type, member).Name;

    /// <summary>The texts of the person's language; null for English.</summary>
    internal Language? Current => _languages.GetValueOrDefault(CultureInfo.CurrentUICulture.Name);

    private static TextFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<TextFile>(stream, Json)!;
    }

    /// <summary>All texts of one language.</summary>
    internal sealed class Language(IReadOnlyList<TextFile> files)
    {
        public string? Category(string category) => First(x => x.Categories, category);

        public string? Word(string word) => First(x => x.Words, word);

        public ActivityText? Activity(string type) => files.Select(x => x.Activities.GetValueOrDefault(type)).FirstOrDefault(x => x is not null);

        /// <summary>Name and description of an input or output; either may be null.</summary>
        public (string? Name, string? Description) Member(string type, string name)
        {
            if (files.FirstOrDefault(x => x.Activities.ContainsKey(type)) is not { } file)
                return default;

            var text = file.Activities[type].Inputs?.GetValueOrDefault(name) ?? file.Inputs.GetValueOrDefault(name);
            return (text?[0], text?.ElementAtOrDefault(1));
        }

        private string? First(Func<TextFile, Dictionary<string, string>> part, string key) => files.Select(x => part(x).GetValueOrDefault(key)).FirstOrDefault(x => x is not null);
    }

    /// <summary>One file.</summary>
    internal sealed record TextFile(
        Dictionary<string, string> Categories, Dictionary<string, string> Words, Dictionary<string, string[]> Inputs, Dictionary<string, ActivityText> Activities);

    /// <summary>Texts of one activity; what it does not say stays English.</summary>
    internal sealed record ActivityText(string Name, string? Description, Dictionary<string, string[]>? Inputs);
}
