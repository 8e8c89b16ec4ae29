using Elsa.Expressions.JavaScript;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

public sealed class ScriptLimitsTests
{
    public static TheoryData<string> Hostile => new(
        "while(true){}",
        "for(;;);",
        "var s='x'; while(true) s+=s",
        "var s='x'; while(true) s=s+s",
        "var a=[]; while(true) a.push({})",
        "var s='xx';" + string.Concat(Enumerable.Repeat("s=s+s;", 100)),
        "var s='xx'; [" + string.Join(",", Enumerable.Repeat("s+=s", 100)) + "]",
        "new Array(4294967295).join('x')",
        "var a=[1]; while(true) a=a.concat(a)",
        "Array.prototype.indexOf.call({length:4e9}, 1)",
        "Math.max.apply(null, {length:4e9})",
        "(function f(){ return f() })()",
        "var o={toString:function(){ return o+'' }}; o+''",
        "var g={get a(){ return g.a }}; g.a",
        "var a=[]; a[0]=a; a+''",
        "var o={}; o.o=o; o",
        "var a=[1,1]; for(var i=0;i<40;i++) a=[a,a]; JSON.stringify(a)",
        "var a=[1,1]; for(var i=0;i<40;i++) a=[a,a]; a",
        "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a+)+$/, '')",
        "var s=''; for(var i=0;i<20000;i++) s+='x'; s.replace(/x/g, s)",
        "var f=function(){}; for(var i=0;i<100000;i++) f=f.bind(null); f()",
        "var o={}; function F(){} for(var i=0;i<100000;i++){ F.prototype=o; o=new F(); } o.x",
        "var o={}; for(var i=0;i<100000;i++) o=Object.create(o); o.x",
        "JSON.parse('" + new string('[', 50000) + "')",
        "this['%guard']=1; while(true){}",
        string.Concat(Enumerable.Repeat("!", 50000)) + "1",
        "1" + string.Concat(Enumerable.Repeat("+1", 20000)),
        new string('(', 70000) + "1");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Ends_what_would_run_on_or_grow(string script)
    {
        var error = Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script));

        Assert.NotEmpty(error.Problem);
    }

    [Theory]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("(function(){}).constructor('return 1')()")]
    [InlineData("'x'.constructor.constructor('return 1')()")]
    [InlineData("with({}){}")]
    [InlineData("System.Environment.Exit(1)")]
    [InlineData("importNamespace('System')")]
    public void Refuses_ways_out(string script) => Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script));

    [Fact]
    public void Lets_an_ordinary_loop_run()
    {
        var sum = new ScriptEngine(new ScriptLimits()).Evaluate("var n = 0; for (var i = 1; i <= 20000; i++) n += i; n");

        Assert.Equal(200010000d, sum);
    }

    [Theory]
    [InlineData("\n\nvar a = ;", 3)]
    [InlineData("\nvar x = {};\n x.y.z", 3)]
    [InlineData("nosuchthing.foo", 1)]
    [InlineData("throw new Error('boom')", 1)]
    public void Says_where_it_failed(string script, int line)
    {
        var error = Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script));

        Assert.Equal(line, error.Line);
        Assert.True(error.Column > 0);
        Assert.Contains($"line {line}", error.Message, StringComparison.Ordinal);
    }
}
