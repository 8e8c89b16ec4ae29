using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Services;

/// <summary>Facts of a service record by name: its own properties that may be set, in camel case.</summary>
public static class ServiceFacts
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, PropertyInfo>> Known = [];

    /// <summary>Every fact; instants as ISO 8601 UTC, unknown ones null.</summary>
    public static Dictionary<string, object?> Of(ServiceRecord record)
    {
        var facts = Properties(record.GetType()).ToDictionary(x => x.Key, x => Shown(x.Value.GetValue(record)), StringComparer.Ordinal);
        facts["recordNo"] = record.No;
        facts["state"] = record.StateName;
        return facts;
    }

    /// <summary>Sets one fact.</summary>
    /// <exception cref="RuleViolationException">service.fact-unknown, case.fact-invalid.</exception>
    public static void Set(ServiceRecord record, string name, object? value)
    {
        var property = Properties(record.GetType()).GetValueOrDefault(name)
            ?? throw new RuleViolationException("service.fact-unknown", ("field", name), ("record", record.Type));
        property.SetValue(record, Read(property.PropertyType, value, name) ?? (property.PropertyType == typeof(string) ? "" : null));
    }

    /// <summary>Whether a record has a fact of that name.</summary>
    public static bool Has(ServiceRecord record, string name) => Properties(record.GetType()).ContainsKey(name);

    private static FrozenDictionary<string, PropertyInfo> Properties(Type type) => Known.GetOrAdd(type, known => known
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(x => (x.DeclaringType == known || x.Name == nameof(ServiceRecord.Priority)) && x.SetMethod is { IsPublic: true })
        .ToFrozenDictionary(x => char.ToLowerInvariant(x.Name[0]) + x.Name[1..], StringComparer.Ordinal));

    private static object? Read(Type type, object? value, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
            return Facts.Text(value);
        if (plain == typeof(bool))
            return Facts.Flag(value, name) ?? (plain == type ? false : null);
        if (plain == typeof(int))
            return Facts.Number(value, name) ?? (plain == type ? 0 : null);
        if (plain == typeof(decimal))
            return value is decimal or int or double ? Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) : null;
        if (plain == typeof(Guid))
            return Facts.Key(value, name);
        if (plain == typeof(DateTimeOffset))
            return Facts.Instant(value, name);
        if (plain == typeof(List<string>))
            return Facts.List(value);

        return Facts.Text(value) is not { } word ? null
            : Enum.TryParse(plain, word, out var member) && Enum.IsDefined(plain, member) ? member
            : throw new RuleViolationException("case.fact-invalid", ("field", name), ("actual", word), ("expected", string.Join(", ", Enum.GetNames(plain))));
    }

    private static object? Shown(object? value) => value switch
    {
        DateTimeOffset at => FormJson.Text(at),
        Guid id => id.ToString(),
        Enum word => word.ToString(),
        List<string> texts => texts.Count == 0 ? null : texts.Cast<object?>().ToList(),
        "" => null,
        _ => value,
    };
}
