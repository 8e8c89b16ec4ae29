using System.Collections;
using System.Collections.Concurrent;
using System.Dynamic;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Date;
using Jint.Native.Error;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace Elsa.Expressions.JavaScript;

/// <summary>Copies values between the process and a script; a script never holds an object of the process.</summary>
/// <remarks>
/// Into the script: numbers become doubles, instants dates, enums their names, <see cref="Guid"/> and <see cref="TimeSpan"/> text, bytes an
/// array of numbers, other objects plain objects with their public properties under the same names. Out of it: objects become
/// <see cref="ExpandoObject"/>, arrays <c>object[]</c>, dates <see cref="DateTime"/> in UTC, functions null.
/// </remarks>
internal sealed class ValueBridge(Jint.Engine engine, ScriptBudget budget)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> PropertiesByType = new();
    private int _nodes;
    private int _depth;

    public JsValue ToScript(object? value)
    {
        Enter();
        var result = value switch
        {
            null => JsValue.Null,
            JsValue script => script,
            string text => text,
            char character => character.ToString(),
            bool flag => flag,
            Enum constant => constant.ToString(),
            DateTime instant => engine.Date.Construct(instant.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : instant),
            DateTimeOffset instant => engine.Date.Construct(instant),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
            TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
            Guid or Uri or Version or Type => value.ToString()!,
            IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
            JsonElement element => FromElement(element),
            JsonNode node => FromElement(JsonSerializer.SerializeToElement(node)),
            IDictionary<string, object?> members => Object(members),
            IDictionary members => Object(Pairs(members)),
            IEnumerable items => Array(items.Cast<object?>()),
            Delegate => JsValue.Undefined,
            _ => Object(Properties(value)),
        };
        _depth--;
        return result;
    }

    public object? ToProcess(JsValue value)
    {
        if (value.IsBoolean())
            return value.AsBoolean();
        if (value.IsNumber())
            return value.AsNumber();
        if (value.IsString())
            return value.AsString();
        if (!value.IsObject())
            return null;

        Enter();
        object? result = value.AsObject() switch
        {
            FunctionInstance => null,
            DateInstance date => double.IsNaN(date.PrimitiveValue) ? null : date.ToDateTime(),
            RegExpInstance or ErrorInstance => TypeConverter.ToString(value),
            IPrimitiveInstance boxed => ToProcess(boxed.PrimitiveValue),
            ArrayInstance array => Items(array),
            var other => Members(other),
        };
        _depth--;
        return result;
    }

    private JsValue FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element.EnumerateObject().Select(member => KeyValuePair.Create<string, object?>(member.Name, member.Value))),
        JsonValueKind.Array => Array(element.EnumerateArray().Select(object? (item) => item)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => JsValue.Null,
    };

    private JsValue Object(IEnumerable<KeyValuePair<string, object?>> members)
    {
        var result = engine.Object.Construct(Arguments.Empty);
        foreach (var (name, value) in members)
            result.FastAddProperty(name, ToScript(value), true, true, true);
        return result;
    }

    private JsValue Array(IEnumerable<object?> items)
    {
        var result = engine.Array.Construct(Arguments.Empty);
        JsValue[] values = [.. items.Select(ToScript)];
        engine.Array.PrototypeObject.Push(result, values);
        return result;
    }

    private object?[] Items(ArrayInstance array)
    {
        var length = array.Get("length").AsNumber();
        budget.CheckArrayLength(length);
        var items = new object?[(int)length];
        for (var index = 0; index < items.Length; index++)
            items[index] = ToProcess(array.Get(index.ToString(CultureInfo.InvariantCulture)));
        return items;
    }

    private ExpandoObject Members(ObjectInstance value)
    {
        var result = new ExpandoObject();
        IDictionary<string, object?> members = result;
        foreach (var (name, property) in value.GetOwnProperties().ToList())
            if (property.Enumerable == true)
                members[name] = ToProcess(value.Get(name));
        return result;
    }

    private void Enter()
    {
        if (++_nodes > budget.Limits.Nodes)
            throw new ScriptException($"Expected at most {budget.Limits.Nodes} members and items in one value, but there are more.");
        if (++_depth > budget.Limits.ValueDepth)
            throw new ScriptException($"Expected values nested at most {budget.Limits.ValueDepth} deep, but one is deeper or contains itself.");
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary members)
    {
        foreach (DictionaryEntry entry in members)
            yield return KeyValuePair.Create(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object value) =>
        PropertiesByType
            .GetOrAdd(value.GetType(), type => [.. type.GetProperties().Where(property => property.CanRead && property.GetIndexParameters().Length == 0)])
            .Select(property => KeyValuePair.Create(property.Name, property.GetValue(value)));
}
