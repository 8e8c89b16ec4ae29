using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Exceptions;
using Elsa.Workflows.Serialization;

namespace Elsa.Expressions.Helpers;

/// <summary>Options of one conversion.</summary>
/// <param name="SerializerOptions">Options for the steps that go through JSON; null for the engine's own.</param>
/// <param name="StrictMode">Overrides <see cref="ObjectConverter.StrictMode"/> for this conversion.</param>
public record ObjectConverterOptions(JsonSerializerOptions? SerializerOptions = null, bool? StrictMode = null);

/// <summary>Converts values between what scripts, JSON and activities hold. Always with the invariant culture; text without zone is UTC.</summary>
public static class ObjectConverter
{
    /// <summary>True: a value that no step converts throws; false: it becomes the type's default, as in Elsa.</summary>
    public static bool StrictMode { get; set; }

    /// <inheritdoc cref="ConvertTo(object?, Type, ObjectConverterOptions?)"/>
    public static T? ConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) =>
        value is T typed ? typed : value.ConvertTo(typeof(T), converterOptions) is T converted ? converted : default;

    /// <summary>Converts where possible; false when a step fails.</summary>
    public static bool TryConvertTo(this object? value, Type targetType, out object? result, ObjectConverterOptions? converterOptions = null)
    {
        try
        {
            result = value.ConvertTo(targetType, converterOptions);
            return true;
        }
        catch (TypeConversionException)
        {
            result = null;
            return false;
        }
    }

    /// <summary>Converts a value; null stays null.</summary>
    /// <exception cref="TypeConversionException">A step that fits the two types fails, e.g. the text is no number.</exception>
    public static object? ConvertTo(this object? value, Type targetType, ObjectConverterOptions? converterOptions = null)
    {
        if (value is null || targetType.IsInstanceOfType(value))
            return value;

        var target = Nullable.GetUnderlyingType(targetType) ?? targetType;
        try
        {
            return value switch
            {
                _ when target.IsInstanceOfType(value) => value,
                JsonElement element => FromElement(element, target, converterOptions),
                JsonNode node => FromElement(JsonSerializer.SerializeToElement(node), target, converterOptions),
                string text => FromText(text, target, converterOptions),
                DateTime or DateTimeOffset or DateOnly when FromInstant(value, target) is { } instant => instant,
                byte[] bytes when target == typeof(string) => Convert.ToBase64String(bytes),
                IDictionary or IDictionary<string, object?> => ThroughJson(value, target, converterOptions),
                IEnumerable when target == typeof(string) => JsonSerializer.Serialize(value, Options(converterOptions)),
                IEnumerable items when ElementType(target) is { } element => Collect(items, element, target, converterOptions),
                _ when target.IsEnum => ToEnum(value, target),
                IConvertible or ValueType or Type => Change(value, target, converterOptions),
                _ when target == typeof(string) => JsonSerializer.Serialize(value, Options(converterOptions)),
                _ => ThroughJson(value, target, converterOptions),
            };
        }
        catch (Exception error) when (error is not TypeConversionException)
        {
            throw new TypeConversionException($"Expected a value that converts to {target.Name}, but got {Show(value)}.", value, target, error);
        }
    }

    private static JsonSerializerOptions Options(ObjectConverterOptions? options) => options?.SerializerOptions ?? PlainJson.Options;

    private static object? FromElement(JsonElement element, Type target, ObjectConverterOptions? options) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => element.GetString().ConvertTo(target, options),
        _ when target == typeof(string) => element.GetRawText(),
        _ => element.Deserialize(target, Options(options)),
    };

    private static object? FromText(string text, Type target, ObjectConverterOptions? options)
    {
        if (string.IsNullOrWhiteSpace(text))
            return target.IsPrimitive && !IsStrict(options) ? Activator.CreateInstance(target) : null;
        if (target == typeof(byte[]))
            return Convert.FromBase64String(text);
        if (target == typeof(Type))
            return TypeAliases.Default.GetTypeOrDefault(text);
        if (target == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (target == typeof(DateTime))
            return DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (target.IsEnum)
            return Enum.Parse(target, text, ignoreCase: true);
        if (text.TrimStart()[0] is '{' or '[' && !target.IsPrimitive)
            return JsonSerializer.Deserialize(text, target, Options(options));
        if (typeof(JsonNode).IsAssignableFrom(target) || target == typeof(JsonElement))
            return JsonSerializer.SerializeToElement(text).Deserialize(target, Options(options));
        if (ElementType(target) is { } element)
            return Collect(new[] { text }, element, target, options);
        return Change(text, target, options);
    }

    private static object? FromInstant(object value, Type target)
    {
        var instant = value switch
        {
            DateTimeOffset offset => offset,
            DateOnly day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            DateTime { Kind: DateTimeKind.Local } local => new DateTimeOffset(local).ToUniversalTime(),
            var time => new DateTimeOffset(DateTime.SpecifyKind((DateTime)time, DateTimeKind.Utc)),
        };
        return target == typeof(DateTimeOffset) ? instant
            : target == typeof(DateTime) ? instant.UtcDateTime
            : target == typeof(DateOnly) ? DateOnly.FromDateTime(instant.DateTime)
            : target == typeof(string) ? instant.ToString("O", CultureInfo.InvariantCulture)
            : null;
    }

    private static object? ThroughJson(object value, Type target, ObjectConverterOptions? options) =>
        target == typeof(string)
            ? JsonSerializer.Serialize(value, Options(options))
            : JsonSerializer.SerializeToElement(value, Options(options)).Deserialize(target, Options(options));

    private static object ToEnum(object value, Type target) =>
        Enum.ToObject(target, Convert.ToInt64(value, CultureInfo.InvariantCulture));

    private static object? Change(object value, Type target, ObjectConverterOptions? options)
    {
        var source = value.GetType();
        if (TypeDescriptor.GetConverter(target) is var reader && reader.CanConvertFrom(source))
            return reader.ConvertFrom(null, CultureInfo.InvariantCulture, value);
        if (target != typeof(string) && TypeDescriptor.GetConverter(source) is var writer && writer.CanConvertTo(target))
            return writer.ConvertTo(null, CultureInfo.InvariantCulture, value, target);
        if (target == typeof(string))
            return value is Type type ? TypeAliases.Default.GetAliasOrDefault(type) : Convert.ToString(value, CultureInfo.InvariantCulture);
        if (ElementType(target) is { } element)
            return Collect(new[] { value }, element, target, options);

        try
        {
            return Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is InvalidCastException or OverflowException or FormatException && !IsStrict(options))
        {
            return target.IsValueType ? Activator.CreateInstance(target) : null;
        }
    }

    private static object? Collect(IEnumerable items, Type element, Type target, ObjectConverterOptions? options)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items)
            list.Add(item.ConvertTo(element, options));
        if (target.IsInstanceOfType(list))
            return list;
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return target.IsInstanceOfType(array) ? array : Activator.CreateInstance(target, array);
    }

    /// <summary>Type of the items of a collection type; null for others, text and dictionaries included.</summary>
    private static Type? ElementType(Type type)
    {
        if (type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type))
            return null;
        if (type.IsArray)
            return type.GetElementType();
        if (type == typeof(IEnumerable) || type == typeof(ICollection) || type == typeof(IList))
            return typeof(object);
        var sequence = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? type
            : Array.Find(type.GetInterfaces(), item => item.IsGenericType && item.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        var element = sequence?.GenericTypeArguments[0];
        return element is { IsGenericType: true } && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? null : element;
    }

    private static bool IsStrict(ObjectConverterOptions? options) => options?.StrictMode ?? StrictMode;

    private static string Show(object value) =>
        value is string text ? $"'{(text.Length > 80 ? text[..80] + "…" : text)}'" : $"a value of type {value.GetType().Name}";
}
