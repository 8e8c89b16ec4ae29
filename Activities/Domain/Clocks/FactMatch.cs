using System.Text;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Facts a record must have: every key named with one of its values. No key = holds always.</summary>
/// <remarks>Facts are text: numbers without leading zeros, <c>true</c> and <c>false</c>, enum names.</remarks>
public sealed class FactMatch(IReadOnlyDictionary<string, IReadOnlyList<string>> wanted)
{
    /// <summary>Holds for every record.</summary>
    public static FactMatch Always { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Accepted values by fact.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Wanted { get; } = wanted;

    /// <summary>Whether the facts satisfy every key; a fact that is missing satisfies none.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> facts)
    {
        foreach (var (key, values) in Wanted)
        {
            if (!facts.TryGetValue(key, out var fact) || !values.Contains(fact, StringComparer.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>Whether the match asks for a fact.</summary>
    public bool Names(string fact) => Wanted.ContainsKey(fact);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, values) in Wanted)
            text.Append(text.Length > 0 ? ", " : "").Append(key).Append('=').AppendJoin('|', values);
        return text.ToString();
    }
}

/// <summary>An event name with an optional filter, written <c>Name</c> or <c>Name:Filter</c>.</summary>
/// <param name="Name">Entity.PastTense, e.g. <c>Document.Accepted</c>.</param>
/// <param name="Filter">What of it, e.g. the document type; null = any.</param>
public sealed record EventPattern(string Name, string? Filter)
{
    /// <summary>Reads <c>Name</c> or <c>Name:Filter</c>.</summary>
    public static EventPattern Parse(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? new(text[..colon], text[(colon + 1)..]) : new(text, null);

    /// <summary>Whether an event is meant; a pattern without filter means every event of its name.</summary>
    public bool Matches(string name, string? filter) => Name == name && (Filter is null || Filter == filter);

    /// <inheritdoc/>
    public override string ToString() => Filter is null ? Name : $"{Name}:{Filter}";
}
