using System.Globalization;
using System.Text.Json;
using Elsa.Expressions.Helpers;

namespace Elsa.Expressions.Liquid;

/// <summary>The filters that imported flows use most.</summary>
internal static class LiquidFilters
{
    /// <exception cref="FormatException">There is no such filter.</exception>
    public static object? Apply(string name, object? value, object?[] arguments)
    {
        var text = LiquidValue.Text(value);
        var first = LiquidValue.Text(arguments.ElementAtOrDefault(0));
        return name switch
        {
            "append" => text + first,
            "prepend" => first + text,
            "upcase" => text.ToUpperInvariant(),
            "downcase" => text.ToLowerInvariant(),
            "capitalize" => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..],
            "strip" => text.Trim(),
            "replace" => first.Length == 0 ? text : text.Replace(first, LiquidValue.Text(arguments.ElementAtOrDefault(1)), StringComparison.Ordinal),
            "remove" => first.Length == 0 ? text : text.Replace(first, "", StringComparison.Ordinal),
            "split" => text.Split(first),
            "join" => string.Join(first, LiquidValue.Items(value).Select(LiquidValue.Text)),
            "first" => LiquidValue.Items(value).FirstOrDefault(),
            "last" => LiquidValue.Items(value).LastOrDefault(),
            "size" => value is string ? text.Length : LiquidValue.Items(value).Count(),
            "default" => text.Length == 0 ? arguments.ElementAtOrDefault(0) : value,
            "json" => JsonSerializer.Serialize(value),
            "plus" => Number(value) + Number(arguments.ElementAtOrDefault(0)),
            "minus" => Number(value) - Number(arguments.ElementAtOrDefault(0)),
            "times" => Number(value) * Number(arguments.ElementAtOrDefault(0)),
            "divided_by" => Number(value) / Number(arguments.ElementAtOrDefault(0)),
            "modulo" => Number(value) % Number(arguments.ElementAtOrDefault(0)),
            "round" => Math.Round(Number(value), (int)Number(arguments.ElementAtOrDefault(0) ?? 0), MidpointRounding.AwayFromZero),
            "floor" => Math.Floor(Number(value)),
            "ceil" => Math.Ceiling(Number(value)),
            "date" => value.ConvertTo<DateTimeOffset>().ToString(first, CultureInfo.InvariantCulture),
            _ => throw new FormatException($"Expected a filter that is known here, but found '{name}'."),
        };
    }

    public static bool TryNumber(object? value, out decimal number) =>
        decimal.TryParse(LiquidValue.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static decimal Number(object? value) => TryNumber(value, out var number)
        ? number
        : throw new FormatException($"Expected a number, but got '{LiquidValue.Text(value)}'.");
}
