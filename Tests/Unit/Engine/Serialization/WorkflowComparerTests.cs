using Elsa.Workflows.Management;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

/// <summary>What containers within containers need; flat flows are in the seeded edits.</summary>
public sealed class WorkflowComparerTests
{
    private const string Nested = """
        {"definitionId":"d","version":1,"root":{"type":"Elsa.Sequence","id":"all","activities":[
          {"type":"Elsa.Sequence","id":"first","activities":[{"type":"Elsa.WriteLine","id":"a","text":"one"},{"type":"Elsa.WriteLine","id":"b","text":"two"}]},
          {"type":"Elsa.If","id":"if","then":{"type":"Elsa.WriteLine","id":"yes"},"else":{"type":"Elsa.WriteLine","id":"no"}}]}}
        """;

    private readonly IServiceProvider _services = EngineServices.Create();

    [Fact]
    public void Sees_a_property_at_any_depth() => AssertDiff(
        Nested.Replace("\"two\"", "\"three\"", StringComparison.Ordinal), "~ b.text: two → three");

    [Fact]
    public void The_order_within_a_sequence_means_something() => AssertDiff(
        Nested.Replace("""{"type":"Elsa.WriteLine","id":"a","text":"one"},{"type":"Elsa.WriteLine","id":"b","text":"two"}""",
            """{"type":"Elsa.WriteLine","id":"b","text":"two"},{"type":"Elsa.WriteLine","id":"a","text":"one"}""", StringComparison.Ordinal),
        "~ first.activities: a, b → b, a");

    [Fact]
    public void An_activity_that_stands_elsewhere_is_the_same_activity() => AssertDiff(
        Nested.Replace(""","else":{"type":"Elsa.WriteLine","id":"no"}""", "", StringComparison.Ordinal)
            .Replace("""{"type":"Elsa.WriteLine","id":"a",""", """{"type":"Elsa.WriteLine","id":"no"},{"type":"Elsa.WriteLine","id":"a",""", StringComparison.Ordinal),
        "~ first.activities: a, b → no, a, b", "~ if.else: no →", "~ no.container: if → first");

    [Fact]
    public void A_branch_replaced_is_one_gone_and_one_new() => AssertDiff(
        Nested.Replace("\"yes\"", "\"certainly\"", StringComparison.Ordinal),
        "~ if.then: yes → certainly", "+ certainly (Elsa.WriteLine)", "- yes (Elsa.WriteLine)");

    [Fact]
    public void A_literal_that_looks_like_an_activity_is_a_literal() => AssertDiff(
        Nested.Replace("\"text\":\"one\"", """
            "text":{"typeName":"Object","expression":{"type":"Literal","value":{"type":"Elsa.WriteLine","id":"x"}}}
            """, StringComparison.Ordinal),
        """~ a.text: one → {"type":"Elsa.WriteLine","id":"x"}""");

    private void AssertDiff(string after, params string[] lines)
    {
        var json = _services.GetRequiredService<DefinitionJson>();
        var comparer = new WorkflowComparer(_services.GetRequiredService<CanonicalWriter>());

        var diff = comparer.Compare(json.Read(Nested), json.Read(after));

        Assert.Equal(string.Join('\n', lines.Order(StringComparer.Ordinal)), string.Join('\n', WorkflowDiffText.Lines(diff).Order(StringComparer.Ordinal)));
    }
}
