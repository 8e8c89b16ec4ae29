using Elsa.Expressions.JavaScript;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

public sealed class ScriptEnginesTests
{
    private static readonly ScriptLimits Limits = new();

    [Theory]
    [InlineData("getN() > 3")]
    [InlineData("getN() + 1")]
    [InlineData("return variables.Kind === 'a' && !getInput('urgent') ? getOrder().Lines[0].Price * 2 : -1")]
    [InlineData("if (typeof getN() === 'number') { return String(getN()) } return getName().toLowerCase().indexOf('x') >= 0")]
    [InlineData("setCount(getCount() + 1)")]
    [InlineData("TimeSpan.FromMinutes(5)")]
    public void Scripts_that_only_read_and_compute_share_engines(string script) => Assert.True(CalmScripts.IsCalm(ScriptParser.Parse(script, Limits)));

    [Theory]
    [InlineData("Array.prototype.first = 1")]
    [InlineData("variables.X = 1")]
    [InlineData("var n = 1; n")]
    [InlineData("n++")]
    [InlineData("delete variables.X")]
    [InlineData("(function () { return 1 })()")]
    [InlineData("function f() {} f()")]
    [InlineData("new Date()")]
    [InlineData("getOrder().Lines.push(1)")]
    [InlineData("getOrder().Lines.sort()")]
    [InlineData("getName()['replace']('a', 'b')")]
    [InlineData("''.concat.call('a', 'b')")]
    [InlineData("/a/.test('a')")]
    [InlineData("Object.freeze(Math)")]
    [InlineData("eval('1')")]
    [InlineData("Function('x = 1')()")]
    [InlineData("for (;;) {}")]
    public void Any_other_script_gets_an_engine_of_its_own(string script) => Assert.False(CalmScripts.IsCalm(ScriptParser.Parse(script, Limits)));

    [Fact]
    public void An_engine_that_was_returned_knows_nothing_of_the_script_before()
    {
        var engines = new ScriptEngines(Limits);
        var engine = engines.Take();
        engine.SetFunction("getSecret", _ => "s");
        engine.SetObject("variables", new Dictionary<string, object?> { ["Kind"] = "a" });
        Assert.Equal("sa", engine.Evaluate("getSecret() + variables.Kind"));
        engines.Return(engine);

        Assert.Same(engine, engines.Take());
        Assert.Equal("undefined undefined", engine.Evaluate("typeof getSecret + ' ' + typeof variables"));
    }

    [Fact]
    public void An_engine_whose_built_in_was_hidden_is_not_used_again()
    {
        var engines = new ScriptEngines(Limits);
        var engine = engines.Take();
        engine.SetFunction("parseInt", _ => 1);
        engines.Return(engine);

        Assert.NotSame(engine, engines.Take());
    }

    [Fact]
    public void Every_script_has_the_whole_budget()
    {
        var engines = new ScriptEngines(Limits with { AllocatedBytes = 4 * 1024 * 1024 });
        var engine = engines.Take();
        engine.SetFunction("take", _ => new byte[3 * 1024 * 1024].Length);
        Assert.Equal(3d * 1024 * 1024, engine.Evaluate("take()"));
        engines.Return(engine);

        Assert.Same(engine, engines.Take());
        engine.SetFunction("take", _ => new byte[3 * 1024 * 1024].Length);
        Assert.Equal(3d * 1024 * 1024, engine.Evaluate("take()"));
    }
}
