using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Elsa.Expressions.JavaScript;

/// <summary><c>JSON.parse</c> and <c>JSON.stringify</c> (ECMAScript 5, 15.12) with bounded depth, _nodes and text.</summary>
internal sealed class JsonBuiltIn(Jint.Engine engine, ScriptBudget budget)
{
    private static readonly JsonSerializerOptions TextOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Install()
    {
        engine.Json.FastAddProperty("parse", new ClrFunctionInstance(engine, (_, arguments) => Parse(arguments)), true, false, true);
        engine.Json.FastAddProperty("stringify", new ClrFunctionInstance(engine, (_, arguments) => Stringify(arguments)), true, false, true);
    }

    private JsValue Parse(JsValue[] arguments)
    {
        budget.Check();
        var text = TypeConverter.ToString(arguments.At(0));
        budget.CheckTextLength(text.Length);
        JsValue value;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = budget.Limits.ValueDepth });
            value = new ValueBridge(engine, budget).ToScript(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new JavaScriptException(engine.SyntaxError, error.Message);
        }

        if (arguments.At(1).TryCast<FunctionInstance>() is not { } reviver)
            return value;
        var holder = engine.Object.Construct(Arguments.Empty);
        holder.FastAddProperty("", value, true, true, true);
        return Revive(holder, "", reviver);
    }

    private JsValue Revive(ObjectInstance holder, string key, FunctionInstance reviver)
    {
        var value = holder.Get(key);
        if (value.IsObject())
            foreach (var (name, _) in value.AsObject().GetOwnProperties().Where(property => property.Value.Enumerable == true).ToList())
            {
                var revived = Revive(value.AsObject(), name, reviver);
                if (revived.IsUndefined())
                    value.AsObject().Delete(name, false);
                else
                    value.AsObject().Put(name, revived, false);
            }

        return reviver.Call(holder, [key, value]);
    }

    private JsValue Stringify(JsValue[] arguments)
    {
        budget.Check();
        var indent = arguments.At(2) is var space && space.IsNumber()
            ? new string(' ', Math.Clamp((int)space.AsNumber(), 0, 10))
            : space.IsString() ? space.AsString()[..Math.Min(10, space.AsString().Length)] : "";
        var replacer = arguments.At(1).TryCast<FunctionInstance>();
        var names = arguments.At(1).IsArray() ? Items(arguments[1].AsObject()).Select(TypeConverter.ToString).Distinct().ToList() : null;
        var text = new Writer(engine, budget, replacer, names, indent).Write(arguments.At(0));
        return text is null ? JsValue.Undefined : text;
    }

    /// <summary>JSON text of a value, undefined as null; used for comparing and for <c>toJson</c>.</summary>
    public string Text(JsValue value) => new Writer(engine, budget, null, null, "").Write(value) ?? "null";

    private static IEnumerable<JsValue> Items(ObjectInstance array)
    {
        var length = (int)array.Get("length").AsNumber();
        for (var index = 0; index < length; index++)
            yield return array.Get(index.ToString(CultureInfo.InvariantCulture));
    }

    private sealed class Writer(Jint.Engine engine, ScriptBudget budget, FunctionInstance? replacer, List<string>? names, string indent)
    {
        private readonly StringBuilder _text = new();
        private readonly HashSet<ObjectInstance> _path = new(ReferenceEqualityComparer.Instance);
        private int _nodes;

        public string? Write(JsValue value)
        {
            var holder = engine.Object.Construct(Arguments.Empty);
            holder.FastAddProperty("", value, true, true, true);
            return Write(holder, "", value) ? _text.ToString() : null;
        }

        private bool Write(ObjectInstance holder, string key, JsValue value)
        {
            Count();
            if (value.IsObject() && value.AsObject().Get("toJSON").TryCast<FunctionInstance>() is { } toJson)
                value = toJson.Call(value, [key]);
            if (replacer is not null)
                value = replacer.Call(holder, [key, value]);
            if (value.IsObject() && value.AsObject() is IPrimitiveInstance boxed)
                value = boxed.PrimitiveValue;

            if (value.IsNull())
                _text.Append("null");
            else if (value.IsBoolean())
                _text.Append(value.AsBoolean() ? "true" : "false");
            else if (value.IsString())
                Quote(value.AsString());
            else if (value.IsNumber())
                _text.Append(double.IsFinite(value.AsNumber()) ? TypeConverter.ToString(value) : "null");
            else if (value.IsObject() && !value.Is<FunctionInstance>())
                WriteObject(value.AsObject(), value.IsArray());
            else
                return false;
            return true;
        }

        private void WriteObject(ObjectInstance value, bool isArray)
        {
            if (!_path.Add(value))
                throw new JavaScriptException(engine.TypeError, "Cyclic reference detected.");
            if (_path.Count > budget.Limits.ValueDepth)
                throw new ScriptException($"Expected values nested at most {budget.Limits.ValueDepth} deep, but one is deeper.");

            _text.Append(isArray ? '[' : '{');
            var first = true;
            if (isArray)
            {
                budget.CheckArrayLength(value.Get("length").AsNumber());
                var index = 0;
                foreach (var item in Items(value))
                {
                    Next(ref first);
                    if (!Write(value, (index++).ToString(CultureInfo.InvariantCulture), item))
                        _text.Append("null");
                }
            }
            else
            {
                foreach (var name in names ?? Names(value))
                    WriteMember(value, name, ref first);
            }

            _path.Remove(value);
            if (!first && indent.Length > 0)
                NewLine();
            _text.Append(isArray ? ']' : '}');
        }

        private void WriteMember(ObjectInstance owner, string name, ref bool first)
        {
            var start = _text.Length;
            var wasFirst = first;
            Next(ref first);
            Quote(name);
            _text.Append(indent.Length > 0 ? ": " : ":");
            if (Write(owner, name, owner.Get(name)))
                return;
            _text.Length = start;
            first = wasFirst;
        }

        private void Next(ref bool first)
        {
            if (!first)
                _text.Append(',');
            first = false;
            if (indent.Length > 0)
                NewLine();
        }

        private void NewLine()
        {
            _text.Append('\n');
            for (var level = 0; level < _path.Count; level++)
                _text.Append(indent);
        }

        private void Quote(string value) => _text.Append(JsonSerializer.Serialize(value, TextOptions));

        private void Count()
        {
            budget.CheckTextLength(_text.Length);
            if (++_nodes > budget.Limits.Nodes)
                throw new ScriptException($"Expected at most {budget.Limits.Nodes} values in one JSON text, but there are more.");
        }

        private static List<string> Names(ObjectInstance value) =>
            [.. value.GetOwnProperties().Where(property => property.Value.Enumerable == true).Select(property => property.Key)];
    }
}
