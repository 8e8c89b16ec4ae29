using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Inbox;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary>One request of an import file: text by field name, as it stands in the file.</summary>
/// <param name="Number">1, 2, 3 … in the order of the file.</param>
/// <param name="Fields">Trimmed text; lists are joined by semicolons, fields left empty are missing.</param>
public sealed record ImportRow(int Number, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What the sender calls it; part of the report.</summary>
    public string Name => this["reference"] ?? $"row {Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Text of a field; null when it is empty or missing.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>The same row has the same hash, whatever the order or the case of its field names.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Fields.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key.ToLowerInvariant()}={x.Value}")))))[..32];

    /// <summary>Idempotency key (D18): the sender's reference when there is one, else what the row says.</summary>
    public string Key => this["reference"] is { } reference ? $"reference:{reference}" : $"row:{Hash}";

    /// <summary>An instant; without offset it is local time.</summary>
    /// <param name="problems">Takes what is wrong with it.</param>
    public DateTimeOffset? Instant(string field, ImportProblems problems)
    {
        if (this[field] is not { } text)
            return null;

        if (FormJson.ToInstant(text) is { } instant)
            return instant;

        problems.Add(field, "a date and time such as 2026-11-22 21:40 or 2026-11-22T21:40:00+08:00", text, "Correct the date.");
        return null;
    }

    /// <summary>A word of an enumeration, any case.</summary>
    public TWord? Word<TWord>(string field, ImportProblems problems)
        where TWord : struct, Enum
    {
        if (this[field] is not { } text)
            return null;

        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<TWord>(text, ignoreCase: true, out var word))
            return word;

        problems.Add(field, "one of " + string.Join(", ", Enum.GetNames<TWord>()), text, "Use one of these words.");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string field, ImportProblems problems)
    {
        switch (this[field]?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "yes" or "1" or "是":
                return true;
            case "false" or "no" or "0" or "否":
                return false;
            default:
                problems.Add(field, "true or false", this[field]!, "Write true or false.");
                return null;
        }
    }

    /// <summary>A list of codes.</summary>
    public IReadOnlyList<string> List(string field) =>
        this[field]?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
