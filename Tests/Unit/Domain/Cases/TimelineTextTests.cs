using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;

namespace Elsa.ITR.Tests.Unit.Domain.Cases;

public sealed partial class TimelineTextTests
{
    [Fact]
    public void Every_event_that_domain_and_flows_raise_has_a_text()
    {
        var raised = new[] { "Activities", "Workflows/CodeFirst", "Host" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Raise().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Concat(typeof(EventNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
                .Where(name => name.Contains('.', StringComparison.Ordinal)))
            .Distinct().ToList();

        Assert.Contains("Case.Received", raised);
        Assert.Empty(raised.Except(TimelineTexts.Keys).Order());
    }

    [Fact]
    public void Texts_name_the_same_values_in_both_languages()
    {
        Assert.All(TimelineTexts.Keys, key =>
        {
            var text = TimelineTexts.For(key).Text;
            Assert.Equal(Names(text.Zh), Names(text.En));
        });
    }

    private static IEnumerable<string> Names(string text) => Braces().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../.."));

    [GeneratedRegex("""(PublishAsync\(\s*|timeline\.Write\([^,]+,\s*|new PublishBusinessEvent\s*\{\s*EventName = new\()"(?<name>[A-Z][A-Za-z]+\.[A-Za-z]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Raise();

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Braces();
}
