using System.Text.Json;
using Elsa.Expressions.JavaScript;

namespace Elsa.ITR.Tests.Unit.Engine.Scripting;

/// <summary>What authors write since ECMAScript 2015 gives what it gives there.</summary>
public sealed class ModernSyntaxTests
{
    [Theory]
    [InlineData("(x => x + 1)(1)", "2")]
    [InlineData("((a, b) => a * b)(2, 3)", "6")]
    [InlineData("(() => ({ a: 1 }))().a", "1")]
    [InlineData("(x => { return x; })('y')", "\"y\"")]
    [InlineData("(a => b => c => a + b + c)(1)(2)(3)", "6")]
    [InlineData("[1,2,3].filter(x => x > 1).map(x => x * 2)", "[4,6]")]
    [InlineData("[1,2].map(x => x > 1 ? 'big' : 'small').join()", "\"small,big\"")]
    [InlineData("var f = true ? x => x : y => 0; f(7)", "7")]
    [InlineData("const f = x => x + 1\nreturn f(2)", "3")]
    [InlineData("const f = x =>\n  x +\n  1\nf(2)", "3")]
    [InlineData("[3,1,2].sort((a, b) => a - b)[0]", "1")]
    [InlineData("[1,2,3].reduce((sum, x) => sum + x, 0)", "6")]
    [InlineData("var n = 4; `n is ${n}, twice ${n * 2}.`", "\"n is 4, twice 8.\"")]
    [InlineData("`${1}${2}`", "\"12\"")]
    [InlineData("``", "\"\"")]
    [InlineData("`a\nb`", "\"a\\nb\"")]
    [InlineData("`it's \"q\" \\` \\${x} \\t|`", "\"it\\u0027s \\u0022q\\u0022 \\u0060 ${x} \\t|\"")]
    [InlineData("`x${[1,2].map(n => `<${n}>`).join('}')}y`", "\"x\\u003C1\\u003E}\\u003C2\\u003Ey\"")]
    [InlineData("`${'a\"b'.replace(/\"/g, '`')}`", "\"a\\u0060b\"")]
    [InlineData("`${null} ${undefined} ${{ a: 1 }.a}`", "\"null undefined 1\"")]
    [InlineData("`\\u{1F600}`.length", "2")]
    [InlineData("let a = 1; const b = 2; a += b; a", "3")]
    [InlineData("let s = 0; for (let i = 0; i < 3; i++) s += i; for (let i = 0; i < 3; i++) s += i; s", "6")]
    [InlineData("let r = []; for (const x of [1, 2, 3]) { if (x === 2) continue; r.push(x); } r", "[1,3]")]
    [InlineData("let r = ''; for (const a of ['x', 'y']) { for (const b of 'pq') { r += a + b; } } r", "\"xpxqypyq\"")]
    [InlineData("var r = []; for (let i = 0; i < 2; i++) { let x; r.push(x); x = i; } r", "[null,null]")]
    [InlineData("const o = { a: 1 }; for (const k in o) { o[k] = 2; } o.a", "2")]
    [InlineData("if (true) { const x = 1; return x; } else { const x = 2; return x; }", "1")]
    [InlineData("switch (2) { case 1: { const x = 1; return x; } default: { const x = 3; return x; } }", "3")]
    [InlineData("const total = 5; const add = x => { const sum = x + total; return sum; }; add(1)", "6")]
    [InlineData("var a = 1, b = 2; ({ a, b, c: 3 })", "{\"a\":1,\"b\":2,\"c\":3}")]
    [InlineData("var id = 7; const make = () => ({ id }); make().id", "7")]
    [InlineData("var id = 7; return { id, tags: [{ id }] }", "{\"id\":7,\"tags\":[{\"id\":7}]}")]
    [InlineData("var o = { a: { b: [1, 2] } }; o?.a?.b?.[1]", "2")]
    [InlineData("var o = null; o?.a.b.c", "null")]
    [InlineData("var o = { f: function () { return this.x; }, x: 3 }; o?.f()", "3")]
    [InlineData("var o = {}; o.f?.(1) === undefined", "true")]
    [InlineData("var o = { a: null }; o.a?.b?.c ?? 'none'", "\"none\"")]
    [InlineData("var a = null; var b; a ?? b ?? 3", "3")]
    [InlineData("0 ?? 1", "0")]
    [InlineData("var x = null ?? 2 + 3; x", "5")]
    [InlineData("[null, 1].map(v => v ?? 'n')", "[\"n\",1]")]
    [InlineData("var o = { v: null ?? 1 }\nvar p = o?.v\no?.v\np", "1")]
    [InlineData("true?.5:1", "0.5")]
    [InlineData("/[`=>]/.test('=>') && '=> ` ?? ?.'.length === 10 // => ` ??", "true")]
    [InlineData("'abc'.startsWith('ab') && 'abc'.endsWith('bc') && 'abc'.includes('b') && 'a'.repeat(3) === 'aaa'", "true")]
    [InlineData("'5'.padStart(3, '0') + '5'.padEnd(3, '-')", "\"0055--\"")]
    [InlineData("[1,2,3].find(x => x > 1) + [1,2,3].findIndex(x => x > 1) + (([1].includes(1)) ? 1 : 0)", "4")]
    [InlineData("Object.assign({ a: 1 }, { b: 2 })", "{\"a\":1,\"b\":2}")]
    [InlineData("Object.entries({ a: 1 })[0].join('=') + Object.values({ a: 2 })[0]", "\"a=12\"")]
    [InlineData("Array.from('ab', x => x + x).join() + Number.isInteger(3) + Math.trunc(-1.5)", "\"aa,bbtrue-1\"")]
    [InlineData("var n = 0; for (var k in [1].concat([])) n++; [1].includes(1); n", "1")]
    public void Gives_what_it_gives_there(string script, string expected)
    {
        var engine = new ScriptEngine(new ScriptLimits());
        engine.AddBuiltIns(System.Text.RegularExpressions.Regex.Matches(script, "\\w+").Select(match => match.Value).Distinct());

        Assert.Equal(expected, JsonSerializer.Serialize(engine.Evaluate(script)));
    }

    [Theory]
    [InlineData("1 => 2")]
    [InlineData("var x = {")]
    [InlineData("`${`")]
    [InlineData("x =>")]
    [InlineData("?? 1")]
    [InlineData("a ??")]
    [InlineData("?.a")]
    [InlineData("a?.")]
    [InlineData("for (const x of")]
    [InlineData("({ a, b")]
    [InlineData("=>")]
    [InlineData("/`")]
    [InlineData("'`")]
    [InlineData("const x")]
    public void Half_a_form_is_told_in_words(string script) =>
        Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script));

    [Fact]
    public void A_mistake_is_told_with_its_line_also_behind_texts_of_several_lines()
    {
        var error = Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate("var a = `one\ntwo ${1}\nthree`;\nnosuchthing.foo"));

        Assert.Equal(4, error.Line);
    }

    [Fact]
    public void Very_many_forms_are_refused_soon()
    {
        foreach (var part in (string[])["x=>", "`${", "a?.", "a??", "{a,", "for(const x of ", "([{"])
        {
            var script = string.Concat(Enumerable.Repeat(part, 60_000 / part.Length));

            Assert.Throws<ScriptException>(() => new ScriptEngine(new ScriptLimits()).Evaluate(script));
        }
    }
}
