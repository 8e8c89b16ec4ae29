using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Reads values that come from forms and flows: text, JSON or already typed. Empty text counts as no value.</summary>
public static class Facts
{
    /// <summary>An instant, UTC; null for no value.</summary>
    /// <param name="value">An instant or ISO 8601 text.</param>
    /// <param name="name">Name of the fact, for the message.</param>
    /// <exception cref="RuleViolationException">case.fact-invalid.</exception>
    public static DateTimeOffset? Instant(object? value, string name) => Plain(value) switch
    {
        null => null,
        DateTimeOffset instant => instant.ToUniversalTime(),
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => instant.ToUniversalTime(),
        var other => throw Invalid(name, other, "ISO 8601"),
    };

    /// <summary>True or false; null for no value.</summary>
    /// <param name="value">A boolean or its text.</param>
    /// <param name="name">Name of the fact, for the message.</param>
    /// <exception cref="RuleViolationException">case.fact-invalid.</exception>
    public static bool? Flag(object? value, string name) => Plain(value) switch
    {
        null => null,
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        var other => throw Invalid(name, other, "true, false"),
    };

    /// <summary>A whole number; null for no value.</summary>
    /// <param name="value">A number or its text.</param>
    /// <param name="name">Name of the fact, for the message.</param>
    /// <exception cref="RuleViolationException">case.fact-invalid.</exception>
    public static int? Number(object? value, string name) => Plain(value) switch
    {
        null => null,
        string text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        IConvertible number and not string and not bool => number.ToInt32(CultureInfo.InvariantCulture),
        var other => throw Invalid(name, other, "0, 1, 2 …"),
    };

    /// <summary>An id; null for no value.</summary>
    /// <param name="value">A guid or its text.</param>
    /// <param name="name">Name of the fact, for the message.</param>
    /// <exception cref="RuleViolationException">case.fact-invalid.</exception>
    public static Guid? Key(object? value, string name) => Plain(value) switch
    {
        null => null,
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        var other => throw Invalid(name, other, "id"),
    };

    /// <summary>One word of an enum, in its own spelling; null for no value.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">A member or its name.</param>
    /// <param name="name">Name of the fact, for the message.</param>
    /// <exception cref="RuleViolationException">case.fact-invalid.</exception>
    public static T? Word<T>(object? value, string name)
        where T : struct, Enum => Plain(value) switch
        {
            null => null,
            T member => member,
            string text when Enum.TryParse<T>(text, out var member) && Enum.IsDefined(member) => member,
            var other => throw Invalid(name, other, string.Join(", ", Enum.GetNames<T>())),
        };

    /// <summary>Text without blanks around it; null for no value.</summary>
    /// <param name="value">Anything.</param>
    public static string? Text(object? value) => Plain(value) is { } known ? Convert.ToString(known, CultureInfo.InvariantCulture) : null;

    /// <summary>Several texts: a list, or one text with commas.</summary>
    /// <param name="value">A list or text.</param>
    public static List<string> List(object? value) => value switch
    {
        null => [],
        JsonElement { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray().Select(x => Text(x)).OfType<string>()],
        string text => [.. text.Split([',', ',', '、', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        System.Collections.IEnumerable items => [.. items.Cast<object?>().Select(Text).OfType<string>()],
        _ => Text(value) is { } one ? List(one) : [],
    };

    private static object? Plain(object? value) => value switch
    {
        JsonElement json => json.ValueKind switch
        {
            JsonValueKind.String => Plain(json.GetString()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.GetDecimal(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => json.GetRawText(),
        },
        string text => text.Trim() is { Length: > 0 } trimmed ? trimmed : null,
        _ => value,
    };

    private static RuleViolationException Invalid(string name, object? actual, string expected) =>
        new("case.fact-invalid", ("field", name), ("actual", actual), ("expected", expected));
}
