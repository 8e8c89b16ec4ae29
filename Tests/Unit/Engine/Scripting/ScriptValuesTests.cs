using System.Dynamic;
using System.Text.Json;
using Elsa.Expressions.JavaScript;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

public sealed class ScriptValuesTests
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 5 * 10", "50")]
    [InlineData("({ v: 9, a: [1, 'x', null] })", """{"v":9,"a":[1,"x",null]}""")]
    [InlineData("if (true) { 3 }", "3")]
    [InlineData("for (var i = 0; i < 3; i++) i", "2")]
    [InlineData("try { throw new Error('boom') } catch (e) { e.message }", "\"boom\"")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00Z\"")]
    [InlineData("'a,b'.split(',')", """["a","b"]""")]
    [InlineData("[1, 2].map(function (x) { return x * 2 }).join('-')", "\"2-4\"")]
    [InlineData("'abc'.replace(/b/, function (m) { return m + m })", "\"abbc\"")]
    [InlineData("undefined", "null")]
    [InlineData("(function () {})", "null")]
    [InlineData("JSON.parse('{\"a\":[1,2]}').a[1]", "2")]
    [InlineData("JSON.parse('[1,2]', function (k, v) { return k === '' ? v : v + 1 })", "[2,3]")]
    public void Yields_the_last_value_or_what_was_returned(string script, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(new ScriptEngine(new ScriptLimits()).Evaluate(script)));

    [Theory]
    [InlineData("{a:[1,{b:null}],c:undefined,d:new Date(0),e:function(){},f:'\"\\n€'}", null, """{"a":[1,{"b":null}],"d":"1970-01-01T00:00:00.000Z","f":"\"\n€"}""")]
    [InlineData("[undefined,NaN]", null, "[null,null]")]
    [InlineData("{a:1,b:[]}", "null, 2", "{\n  \"a\": 1,\n  \"b\": []\n}")]
    [InlineData("{a:1,b:2}", "['b']", """{"b":2}""")]
    [InlineData("{a:1}", "function (k, v) { return typeof v === 'number' ? v + 1 : v }", """{"a":2}""")]
    public void Writes_json_as_the_standard_says(string value, string? more, string expected)
    {
        var script = $"JSON.stringify({value}{(more is null ? "" : ", " + more)})";

        Assert.Equal(expected.Replace("\"\n€", "\\\"\\n€", StringComparison.Ordinal).Replace("\\\\\"", "\\\"", StringComparison.Ordinal),
            new ScriptEngine(new ScriptLimits()).Evaluate(script));
    }

    [Fact]
    public void Copies_values_of_the_process_in()
    {
        var engine = new ScriptEngine(new ScriptLimits());
        engine.SetValue("order", new
        {
            No = "A-1",
            Lines = new[] { new { Price = 12.5m } },
            Day = new DateOnly(2026, 11, 23),
            State = DayOfWeek.Monday,
            Raw = JsonDocument.Parse("""{"x":[1]}""").RootElement,
            Map = new Dictionary<string, object> { ["k"] = 1L },
            Nothing = (string?)null,
        });

        var text = engine.Evaluate(
            "order.No + ' ' + order.Lines[0].Price + ' ' + order.Day + ' ' + order.State + ' ' + order.Raw.x[0] + ' ' + order.Map.k + ' ' + order.Nothing");

        Assert.Equal("A-1 12.5 2026-11-23 Monday 1 1 null", text);
    }

    [Fact]
    public void A_script_cannot_change_an_object_of_the_process()
    {
        dynamic shared = new ExpandoObject();
        shared.Count = 1;
        var engine = new ScriptEngine(new ScriptLimits());
        engine.SetValue("shared", shared);

        engine.Evaluate("shared.Count = 2");

        Assert.Equal(1, shared.Count);
    }

    [Fact]
    public void Tells_which_members_changed()
    {
        var engine = new ScriptEngine(new ScriptLimits());
        engine.SetObject("variables", new Dictionary<string, object?> { ["A"] = 1, ["B"] = new[] { 1 }, ["C"] = "same" });

        engine.Evaluate("variables.B.push(2); variables.C = 'same'; variables.D = 4");

        Assert.Equal("""{"B":[1,2],"D":4}""", JsonSerializer.Serialize(engine.ReadChanges("variables")));
    }

    [Fact]
    public void Functions_get_copies_and_give_copies()
    {
        var engine = new ScriptEngine(new ScriptLimits());
        engine.SetFunction("twice", arguments => new { Value = (double)arguments[0]! * 2 });

        Assert.Equal(42d, engine.Evaluate("twice(21).Value"));
    }
}
