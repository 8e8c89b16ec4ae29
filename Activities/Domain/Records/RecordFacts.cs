using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Records;

/// <summary>The facts of a business record by name: what its own class declares, and title, priority, owner and place.</summary>
public static class RecordFacts
{
    private static readonly string[] Common =
    [
        nameof(BusinessRecord.Title), nameof(BusinessRecord.Priority), nameof(BusinessRecord.OwnerId), nameof(BusinessRecord.CustomerId),
        nameof(BusinessRecord.SiteId), nameof(BusinessRecord.EquipmentId), nameof(BusinessRecord.RequesterId),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, PropertyInfo>> Known = new();

    /// <summary>Every fact as flows and forms read it: instants as ISO 8601 UTC text, ids and words as text, numbers, flags, lists.</summary>
    public static Dictionary<string, object?> Of(BusinessRecord record)
    {
        var facts = FactsOf(record.GetType()).ToDictionary(fact => fact.Key, fact => Shown(fact.Value.GetValue(record)), StringComparer.Ordinal);
        facts["no"] = record.No;
        facts["state"] = record.StateName;
        facts["parentNo"] = record.ParentNo;
        return facts;
    }

    /// <summary>Words, numbers and flags as clocks compare them.</summary>
    public static IReadOnlyDictionary<string, string> ForClocks(BusinessRecord record) =>
        FactsOf(record.GetType())
            .Select(fact => (fact.Key, Value: fact.Value.GetValue(record)))
            .Where(fact => fact.Value is Enum or bool or int or string { Length: <= 40 })
            .ToDictionary(fact => fact.Key, fact => fact.Value is bool flag ? (flag ? "true" : "false") : Convert.ToString(fact.Value, CultureInfo.InvariantCulture)!, StringComparer.Ordinal);

    /// <summary>Sets one fact.</summary>
    /// <param name="record">The record.</param>
    /// <param name="name">Name in camel case.</param>
    /// <param name="value">Text, JSON or typed; null or empty clears.</param>
    /// <exception cref="RuleViolationException">record.fact-unknown, case.fact-invalid.</exception>
    public static void Set(BusinessRecord record, string name, object? value)
    {
        if (!FactsOf(record.GetType()).TryGetValue(name, out var fact) || fact.GetSetMethod() is null)
            throw new RuleViolationException("record.fact-unknown", ("field", name), ("type", record.Type));

        var read = Read(fact.PropertyType, value, name);
        fact.SetValue(record, read is null && fact.PropertyType == typeof(string) && new NullabilityInfoContext().Create(fact).WriteState == NullabilityState.NotNull ? "" : read);
    }

    private static object? Read(Type type, object? value, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        object? read = plain switch
        {
            _ when plain == typeof(string) => value is IEnumerable<object?> rows ? JsonSerializer.Serialize(rows, Json) : Facts.Text(value),
            _ when plain == typeof(bool) => Facts.Flag(value, name),
            _ when plain == typeof(int) => value is decimal number ? (int)number : Facts.Number(value, name),
            _ when plain == typeof(Guid) => Facts.Key(value, name),
            _ when plain == typeof(DateTimeOffset) => FormJson.ToInstant(value is JsonElement json ? json.GetString() : value),
            _ when plain == typeof(DateOnly) => Facts.Text(value) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            _ when plain == typeof(List<string>) => Facts.List(value),
            _ when plain.IsEnum => Facts.Text(value) is not { } word ? null
                : Enum.TryParse(plain, word, out var member) ? member
                : throw new RuleViolationException("case.fact-invalid", ("field", name), ("actual", word), ("expected", string.Join(", ", Enum.GetNames(plain)))),
            _ => throw new RuleViolationException("record.fact-unknown", ("field", name), ("type", type.Name)),
        };
        return read ?? (type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null);
    }

    private static object? Shown(object? value) => value switch
    {
        DateTimeOffset at => FormJson.Text(at),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        Enum word => word.ToString(),
        int number => (decimal)number,
        List<string> list => string.Join(", ", list),
        _ => value,
    };

    private static IReadOnlyDictionary<string, PropertyInfo> FactsOf(Type type) => Known.GetOrAdd(type, kind => kind
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(x => (x.DeclaringType == kind && IsFact(x)) || Common.Contains(x.Name))
        .ToDictionary(x => JsonNamingPolicy.CamelCase.ConvertName(x.Name), StringComparer.Ordinal));

    private static bool IsFact(PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.GetMethod?.GetBaseDefinition() == property.GetMethod
            && (plain.IsEnum || plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(Guid)
                || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly) || plain == typeof(List<string>));
    }
}
