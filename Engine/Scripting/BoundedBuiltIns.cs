using System.Text.RegularExpressions;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Elsa.Expressions.JavaScript;

/// <summary>Replaces the built-in functions whose cost Jint does not bound by ones that look at sizes first.</summary>
internal sealed class BoundedBuiltIns(Jint.Engine engine, ScriptBudget budget)
{
    // Longest chain of prototypes; Jint walks it by recursion.
    private const double MaximumPrototypes = 100;

    private static readonly string[] ArrayFunctions =
    [
        "toString", "toLocaleString", "concat", "join", "pop", "push", "reverse", "shift", "slice", "sort", "splice", "unshift",
        "indexOf", "lastIndexOf", "every", "some", "forEach", "map", "filter", "reduce", "reduceRight",
    ];

    private static readonly string[] TextFunctions =
    [
        "concat", "indexOf", "lastIndexOf", "localeCompare", "match", "replace", "search", "slice", "split", "substr", "substring",
        "toLowerCase", "toLocaleLowerCase", "toUpperCase", "toLocaleUpperCase", "trim",
    ];

    public void Install()
    {
        AddHidden(ScriptGuards.GuardName, (_, _) => Checked(JsValue.False));
        AddHidden(ScriptGuards.GrowName, (_, arguments) => Checked(budget.CheckText(arguments[0])));
        AddHidden(ScriptGuards.MadeName, (_, arguments) => CheckPrototypes(Checked(arguments[0])));

        foreach (var name in ArrayFunctions)
            Wrap(engine.Array.PrototypeObject, name, CheckArray);
        foreach (var name in TextFunctions)
            Wrap(engine.String.PrototypeObject, name, CheckTexts);
        Wrap(engine.String.PrototypeObject, "replace", CheckReplacement);
        foreach (var name in (string[])["exec", "test"])
            Wrap(engine.RegExp.PrototypeObject, name, CheckTexts);
        foreach (var name in (string[])["create", "setPrototypeOf"])
            Wrap(engine.Object, name, (_, arguments) => CheckPrototypes(arguments.At(0)));
        Wrap(engine.Function.PrototypeObject, "apply", (_, arguments) => CheckLength(arguments.At(1)));
        Wrap(engine.Function.PrototypeObject, "bind", RefuseSecondBind);

        foreach (var name in (string[])["encodeURI", "encodeURIComponent", "escape"])
            Wrap(engine.Global, name, CheckEscaped);
        foreach (var name in (string[])["decodeURI", "decodeURIComponent", "unescape", "parseInt", "parseFloat"])
            Wrap(engine.Global, name, CheckTexts);

        RefuseCode();
        new JsonBuiltIn(engine, budget).Install();
    }

    private JsValue Checked(JsValue value)
    {
        budget.Check();
        return value;
    }

    private void CheckArray(JsValue self, JsValue[] arguments)
    {
        budget.Check();
        var total = Length(self) + arguments.Length;
        foreach (var argument in arguments)
            if (argument.IsArray())
                total += Length(argument);
        budget.CheckArrayLength(total);
    }

    private void CheckTexts(JsValue self, JsValue[] arguments)
    {
        budget.Check();
        CheckText(self);
        foreach (var argument in arguments)
            CheckText(argument);
    }

    private void CheckText(JsValue value)
    {
        if (value.TryCast<RegExpInstance>() is { } expression)
            Limit(expression);
        else if (value.IsArray())
            CheckLength(value);
        else
            budget.CheckText(value);
    }

    /// <summary>A replacement may put in, per match, the text of the replacement and, for each <c>$</c> in it, a piece of the text itself.</summary>
    private void CheckReplacement(JsValue self, JsValue[] arguments)
    {
        if (!self.IsString() || !arguments.At(1).IsString())
            return;
        long length = self.AsString().Length;
        var replacement = arguments[1].AsString();
        var perMatch = replacement.Length + (length * replacement.Count(character => character == '$'));
        var matches = arguments[0].TryCast<RegExpInstance>()?.Global == true ? length + 1 : 1;
        budget.CheckTextLength(length + (matches * perMatch));
    }

    /// <summary>A character becomes three, or up to nine when it is none of ASCII.</summary>
    private void CheckEscaped(JsValue self, JsValue[] arguments)
    {
        budget.Check();
        if (arguments.At(0).IsString())
            budget.CheckTextLength(3L * arguments[0].AsString().Length);
    }

    /// <summary>Gives an expression made by the script the time limit; the process-wide one may be unset or longer.</summary>
    private void Limit(RegExpInstance expression)
    {
        var regex = expression.Value;
        if (regex.MatchTimeout == Regex.InfiniteMatchTimeout || regex.MatchTimeout > budget.Limits.RegularExpression)
            expression.Value = new Regex(regex.ToString(), regex.Options, budget.Limits.RegularExpression);
    }

    private void CheckLength(JsValue value) => budget.CheckArrayLength(Length(value));

    private static double Length(JsValue value) =>
        value.IsObject() && value.AsObject().Get("length") is var length && length.IsNumber() ? length.AsNumber() : 0;

    private static JsValue CheckPrototypes(JsValue value)
    {
        var depth = 0;
        for (var item = value.IsObject() ? value.AsObject() : null; item is not null; item = item.Prototype)
            if (++depth > MaximumPrototypes)
                throw new ScriptException($"Expected at most {MaximumPrototypes} prototypes behind an object, but the script chains more.");
        return value;
    }

    private void RefuseSecondBind(JsValue self, JsValue[] arguments)
    {
        if (self.Is<BindFunctionInstance>())
            throw new JavaScriptException(engine.TypeError, "A bound function cannot be bound again.");
    }

    /// <summary>Code made from text would pass neither parser limits nor guards.</summary>
    private void RefuseCode()
    {
        JsValue refuse = new ClrFunctionInstance(engine, (_, _) =>
            throw new JavaScriptException(engine.TypeError, "Code made from text is not run here; write the function out."));
        engine.Global.FastAddProperty("eval", refuse, false, false, false);
        engine.Global.FastAddProperty("Function", refuse, false, false, false);
        engine.Function.PrototypeObject.FastAddProperty("constructor", refuse, false, false, false);
    }

    private void AddHidden(string name, Func<JsValue, JsValue[], JsValue> function) =>
        engine.Global.FastAddProperty(name, new ClrFunctionInstance(engine, function), false, false, false);

    private void Wrap(ObjectInstance owner, string name, Action<JsValue, JsValue[]> check)
    {
        if (owner.Get(name).TryCast<FunctionInstance>() is not { } original)
            return;
        owner.FastAddProperty(name, new ClrFunctionInstance(engine, (self, arguments) =>
        {
            check(self, arguments);
            return original.Call(self, arguments);
        }), true, false, true);
    }
}
