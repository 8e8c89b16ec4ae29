using System.Text.RegularExpressions;
using System.Xml.Linq;
using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Unit.Architecture;

/// <summary>The texts of the pages: complete in both languages, and whatever a page asks for is there.</summary>
public sealed partial class PageTextTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "Host", "Web");

    [Fact]
    public void Both_languages_have_the_same_texts() => Assert.Equal(Keys("Ui.resx"), Keys("Ui.en.resx"));

    [Fact]
    public void No_two_texts_differ_in_case_only() // neither is found then
    {
        var twice = Keys("Ui.resx").GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).SelectMany(group => group);

        Assert.Empty(twice);
    }

    [Fact]
    public void Every_text_that_a_page_names_is_there()
    {
        var known = Keys("Ui.resx").ToHashSet(StringComparer.Ordinal);
        var missing =
            from file in Directory.EnumerateFiles(Web, "*.razor", SearchOption.AllDirectories)
            from Match use in Named().Matches(File.ReadAllText(file))
            where !known.Contains(use.Groups[1].Value)
            select $"{Path.GetFileName(file)}: {use.Groups[1].Value}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_icon_that_a_page_or_the_menu_shows_is_in_the_sprite()
    {
        var known = File.ReadAllText(Path.Combine(Web, "Assets", "icons.txt")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var missing =
            (from file in Directory.EnumerateFiles(Web, "*.razor", SearchOption.AllDirectories)
             from Match use in Icon().Matches(File.ReadAllText(file))
             select use.Groups[1].Value)
            .Concat(from Match use in MenuIcon().Matches(File.ReadAllText(Path.Combine(Web, "Shell", "Menu.cs"))) select use.Groups[1].Value)
            .Where(name => !known.Contains(name)).Distinct();

        Assert.Empty(missing);
    }

    private static List<string> Keys(string file) =>
        [.. XDocument.Load(Path.Combine(Web, "Localization", file)).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("""\bT\["([^"]+)"[\],]""")]
    private static partial Regex Named();

    [GeneratedRegex("""<Icon Name="([a-z0-9-]+)[" ]""")]
    private static partial Regex Icon();

    [GeneratedRegex("""new\("[a-z]+", "([a-z0-9-]+)", "/""")]
    private static partial Regex MenuIcon();
}
