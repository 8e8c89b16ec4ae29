using System.Text.Json;
using Elsa.Expressions.Liquid;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

public sealed class LiquidTemplateTests
{
    [Theory]
    [InlineData("{{ Variables.S }}!", "n is 5!")]
    [InlineData("{{ Variables.Order.No | downcase | append: '-x' }}", "a1-x")]
    [InlineData("{{Variables.Order.Lines[1].Price | times: 2}}", "5.0")]
    [InlineData("{{ Variables.Missing | default: \"none\" }}", "none")]
    [InlineData("{% if Variables.N > 3 and Variables.S contains 'is' %}big{% elsif Variables.N == 0 %}zero{% else %}small{% endif %}", "big")]
    [InlineData("{% for line in Variables.Order.Lines %}{{ line.Price }};{% endfor %}", "1;2.5;")]
    [InlineData("{% assign x = Variables.N | plus: 1 -%}  {{ x }}", "6")]
    [InlineData("{% unless Variables.Missing %}nothing{% endunless %}", "nothing")]
    [InlineData("a { b } c", "a { b } c")]
    public void Renders(string template, string expected)
    {
        var order = JsonDocument.Parse("""{"no":"A1","lines":[{"price":1},{"price":2.5}]}""").RootElement;
        var variables = new Dictionary<string, object?> { ["S"] = "n is 5", ["N"] = 5, ["Order"] = order };

        Assert.Equal(expected, LiquidTemplate.Parse(template).Render(new LiquidScope(name => name == "Variables" ? variables : null)));
    }

    [Theory]
    [InlineData("{% if x %}never closed")]
    [InlineData("{% include 'other' %}")]
    public void Says_what_it_does_not_understand(string template) => Assert.Throws<FormatException>(() => LiquidTemplate.Parse(template));
}
