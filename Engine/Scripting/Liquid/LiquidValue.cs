using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.Expressions.Helpers;

namespace Elsa.Expressions.Liquid;

/// <summary>A literal or a path such as <c>Variables.Order.Lines[0].No</c>, followed by filters.</summary>
internal sealed partial class LiquidValue
{
    private readonly string _path;
    private readonly List<(string Name, LiquidValue[] Arguments)> _filters;

    public LiquidValue(string text)
    {
        var parts = Split(text, '|');
        _path = parts[0].Trim();
        _filters = [.. parts.Skip(1).Select(part =>
        {
            var call = part.Split(':', 2);
            LiquidValue[] arguments = call.Length == 1 ? [] : [.. Split(call[1], ',').Select(argument => new LiquidValue(argument))];
            return (call[0].Trim(), arguments);
        })];
    }

    public object? Evaluate(LiquidScope scope)
    {
        var value = Resolve(scope);
        foreach (var (name, arguments) in _filters)
            value = LiquidFilters.Apply(name, value, [.. arguments.Select(argument => argument.Evaluate(scope))]);
        return value;
    }

    /// <summary>As a template shows it: nothing for null, true and false in lower case, items of a list side by side.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        IEnumerable items and not IDictionary and not IDictionary<string, object?> => string.Concat(Items(items).Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ConvertTo<string>() ?? "",
    };

    public static IEnumerable<object?> Items(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(object? (item) => item),
        string or null or JsonElement => [],
        IEnumerable items => items.Cast<object?>(),
        _ => [],
    };

    private object? Resolve(LiquidScope scope)
    {
        if (_path.Length > 1 && _path[0] is '"' or '\'')
            return _path[1..^1];
        if (decimal.TryParse(_path, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        if (_path is "true" or "false")
            return _path == "true";
        if (_path is "" or "nil" or "null" or "empty" or "blank")
            return null;

        var names = PathPart().Matches(_path).Select(match => match.Value.Trim('\'', '"')).ToList();
        var value = scope.Get(names[0]);
        foreach (var name in names.Skip(1))
            value = Member(value, name);
        return value;
    }

    private static object? Member(object? value, string name) => value switch
    {
        null => null,
        Func<string, object?> read => read(name),
        IDictionary<string, object?> members => members.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
        JsonElement { ValueKind: JsonValueKind.Object } element =>
            element.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is
            { ValueKind: not JsonValueKind.Undefined } found ? found : null,
        _ when int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) => Items(value).ElementAtOrDefault(index),
        _ when name == "size" => LiquidFilters.Apply("size", value, []),
        _ => value.GetType().GetProperty(name)?.GetValue(value),
    };

    /// <summary>Splits outside of quotes.</summary>
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        var quote = '\0';
        for (var index = 0; index < text.Length; index++)
        {
            if (quote == '\0' && text[index] == separator)
            {
                parts.Add(text[start..index]);
                start = index + 1;
            }
            else if (text[index] is '"' or '\'' && (quote == '\0' || quote == text[index]))
            {
                quote = quote == '\0' ? text[index] : '\0';
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}_-]+|'[^']*'|""[^""]*""", RegexOptions.NonBacktracking)]
    private static partial Regex PathPart();
}

/// <summary>Names a template can use; those it assigns hide the given ones.</summary>
internal sealed class LiquidScope(Func<string, object?> globals)
{
    private readonly Dictionary<string, object?> _assigned = [];

    public object? Get(string name) => _assigned.TryGetValue(name, out var value) ? value : globals(name);

    public void Set(string name, object? value) => _assigned[name] = value;
}

/// <summary>A condition: a value, or two compared, joined by <c>and</c> and <c>or</c> from right to left.</summary>
internal sealed partial class LiquidCondition(string text, bool isNegated = false)
{
    public bool Holds(LiquidScope scope) => isNegated != Evaluate(text, scope);

    private static bool Evaluate(string text, LiquidScope scope)
    {
        if (Joint().Match(text) is { Success: true } joint)
        {
            var left = Evaluate(text[..joint.Index], scope);
            var right = text[(joint.Index + joint.Length)..];
            return joint.Groups[1].Value == "and" ? left && Evaluate(right, scope) : left || Evaluate(right, scope);
        }

        if (Comparison().Match(text) is not { Success: true } comparison)
            return new LiquidValue(text).Evaluate(scope) is not (null or false or JsonElement { ValueKind: JsonValueKind.False or JsonValueKind.Null });
        return Compare(
            new LiquidValue(text[..comparison.Index]).Evaluate(scope), comparison.Groups[1].Value,
            new LiquidValue(text[(comparison.Index + comparison.Length)..]).Evaluate(scope));
    }

    private static bool Compare(object? left, string comparison, object? right)
    {
        if (comparison == "contains")
            return left is string text
                ? text.Contains(LiquidValue.Text(right), StringComparison.Ordinal)
                : LiquidValue.Items(left).Any(item => LiquidValue.Text(item) == LiquidValue.Text(right));
        var order = LiquidFilters.TryNumber(left, out var first) && LiquidFilters.TryNumber(right, out var second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(LiquidValue.Text(left), LiquidValue.Text(right));
        return comparison switch { "==" => order == 0, "!=" or "<>" => order != 0, ">" => order > 0, "<" => order < 0, ">=" => order >= 0, _ => order <= 0 };
    }

    [GeneratedRegex(@"\s(and|or)\s", RegexOptions.NonBacktracking)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\s*(==|!=|<>|>=|<=|>|<|\bcontains\b)\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();
}
