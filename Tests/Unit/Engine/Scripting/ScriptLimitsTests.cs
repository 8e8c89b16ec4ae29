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

    /// <summary>Built-in functions that work for long, or make much, in one call; getters and conversions that run code where none is seen.</summary>
    public static TheoryData<string> Bombs => new(
        "var a=[]; a.length=4294967295; a.sort()",
        "var a=[]; a.length=4294967295; a.reverse()",
        "var a=[]; a.length=4294967295; a.slice(0)",
        "var a=[]; a.length=4294967295; a.forEach(function(){})",
        "var a=[]; a.length=4294967295; a.indexOf(1)",
        "var a=[]; a.length=4294967295; a+''",
        "var a=[]; a.length=4294967295; a",
        "new Array(1e8).map(function(x){ return x })",
        "Array.apply(null, {length: 4e9})",
        "Array.prototype.push.apply([], {length: 4e9})",
        "String.fromCharCode.apply(null, {length: 4e9})",
        "Array.prototype.concat.apply([], {length: 4e9})",
        "Function.prototype.call.apply(function(){}, {length: 4e9})",
        "[3,2,1].sort(function f(a,b){ return [a,b].sort(f)[0] })",
        "var n=0; var a=[]; for(var i=0;i<90000;i++) a.push(i); a.sort(function(){ while(true) n++ })",
        "[{toString:function(){ while(true); }},1].sort()",
        "({valueOf:function(){ while(true); }}) > 1",
        "var a=[]; for(var i=0;i<100000;i++) a=[a]; a+''",
        "var s='x'; for(var i=0;i<30;i++) s=s.concat(s)",
        "var s='x'; for(var i=0;i<30;i++) s=[s,s].join(s)",
        "var s='x'; for(var i=0;i<30;i++) s=s.replace('x', s+s)",
        "var s='x'; for(var i=0;i<30;i++) s=s.replace(/x/g, '$&$&$&$&')",
        "var s=''; for(var i=0;i<18;i++) s+=s||'x'; s.replace(/x/g, function(){ return s })",
        "var s='x'; for(var i=0;i<20;i++) s+=s; s.split('').join(s)",
        "var s='%'; for(var i=0;i<21;i++) s+=s; encodeURIComponent(encodeURIComponent(encodeURIComponent(s)))",
        "var s='x'; for(var i=0;i<25;i++) s=escape(s+'\\u4e2d')+s",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/(a+)+$/)",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(new RegExp('(a|aa)+$'))",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.search(/(.*)*\\d/)",
        "/(x+x+)+y/.exec('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.lastIndexOf(/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'))",
        "JSON.stringify({get a(){ return {get a(){ while(true); }} }})",
        "JSON.stringify({a:1}, function(k,v){ return {a:v} })",
        "JSON.parse('[1]', function(){ while(true); })",
        "var o={}; for(var i=0;i<5000;i++) o={o:o}; JSON.stringify(o)",
        "var o={}; Object.defineProperty(o,'x',{enumerable:true,get:function(){ while(true); }}); o",
        "var o={}; Object.defineProperty(o,'x',{enumerable:true,get:function(){ return o }}); o",
        "var o={get x(){ return this.x }}; for(var k in o) o[k]",
        "Object.prototype.valueOf=function f(){ return this+1 }; ({})+1",
        "Array.prototype.join=function(){ return [1]+'' }; [1]+''",
        "var e=new Error(); e.toString=function(){ throw e }; throw e",
        "var d=new Date(); d.valueOf=function(){ while(true); }; d-1",
        "(function f(){ try { f() } finally { f() } })()",
        "var f=function(){ return g.apply(this, arguments) }; var g=function(){ return f.call(this) }; f()",
        "(function f(n){ [1].forEach(function(){ f(n+1) }) })(0)",
        "'x'.replace(/x/, function f(){ return 'x'.replace(/x/, f) })",
        "var o={}; var i=0; while(true) o['k'+(i++)]=i",
        "var o={}; for(var i=0;i<1e7;i++) o[i]=i; Object.keys(o)",
        "var a=[]; for(var i=0;i<1e7;i++) a[i]=[i]; a",
        "do { continue } while(true)",
        "x: while(true) { continue x }",
        "for(var k in {a:1}) { while(true); }",
        "switch(1){ case (function(){ while(true); })(): }",
        "var n=1; while(n) n=n*1");

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Ends_bombs_in_built_in_functions(string script) =>
        Assert.NotEmpty(Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script)).Problem);

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
