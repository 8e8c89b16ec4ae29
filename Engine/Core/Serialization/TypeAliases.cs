using System.Collections.Concurrent;
using System.Dynamic;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Contracts;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Names of types in stored JSON: a table equal to Elsa's strings and independent of this product's assemblies (D20).</summary>
/// <remarks>
/// Reading never loads a type by its CLR name: a name must be in the table, or be <c>X[]</c>, <c>List&lt;X&gt;</c> or <c>X?</c> of one that is.
/// A type is in the table with its alias, or, when it has none, with its full name and the name of the assembly it has in Elsa.
/// </remarks>
public sealed class TypeAliases : IWellKnownTypeRegistry
{
    // The namespaces of Engine are Elsa's; there they are spread over these assemblies. First match counts.
    private static readonly (string Namespace, string Assembly)[] ElsaAssemblies =
    [
        ("Elsa.Expressions.JavaScript", "Elsa.Expressions.JavaScript"),
        ("Elsa.Expressions", "Elsa.Expressions"),
        ("Elsa.Workflows.Runtime", "Elsa.Workflows.Runtime"),
        ("Elsa.Workflows.Management", "Elsa.Workflows.Management"),
        ("Elsa.Workflows", "Elsa.Workflows.Core"),
        ("Elsa.Scheduling", "Elsa.Scheduling"),
        ("Elsa.Alterations", "Elsa.Alterations"),
        ("Elsa.Http", "Elsa.Http"),
    ];

    private static readonly ConcurrentDictionary<Type, string> ClrNames = new();

    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Type, string> _aliases = new();

    /// <summary>Creates the table with the aliases of json-formats §8.</summary>
    public TypeAliases()
    {
        RegisterType(typeof(short), "Int16");
        RegisterType(typeof(int), "Int32");
        RegisterType(typeof(long), "Int64");
        RegisterType(typeof(long), "Long");
        RegisterType(typeof(float), "Single");
        RegisterType(typeof(double), "Double");
        RegisterType(typeof(decimal), "Decimal");
        RegisterType(typeof(bool), "Boolean");
        RegisterType(typeof(string), "String");
        RegisterType(typeof(object), "Object");
        RegisterType(typeof(Guid), "Guid");
        RegisterType(typeof(DateTime), "DateTime");
        RegisterType(typeof(DateTimeOffset), "DateTimeOffset");
        RegisterType(typeof(DateOnly), "DateOnly");
        RegisterType(typeof(TimeOnly), "TimeOnly");
        RegisterType(typeof(TimeSpan), "TimeSpan");
        RegisterType(typeof(Stream), "Stream");
        RegisterType(typeof(byte[]), "ByteArray");
        RegisterType(typeof(ExpandoObject), "JSON");
        RegisterType(typeof(JsonElement), "JsonElement");
        RegisterType(typeof(JsonNode), "JsonNode");
        RegisterType(typeof(JsonObject), "JsonObject");
        RegisterType(typeof(JsonArray), "JsonArray");
        RegisterType(typeof(IDictionary<string, string>), "StringDictionary");
        RegisterType(typeof(IDictionary<string, object>), "ObjectDictionary");
        RegisterType(typeof(Dictionary<string, string>), "StringMap");
        RegisterType(typeof(Dictionary<string, object>), "ObjectMap");
        Admit(typeof(byte));
        Admit(typeof(char));
        Admit(typeof(Uri));
        Admit(typeof(Version));
        Admit(typeof(Type));
    }

    /// <summary>The table of this process, with the engine's own types. Hosts add theirs at start-up, before any definition is read.</summary>
    public static TypeAliases Default { get; } = CreateDefault();

    /// <summary>Adds a type under an alias; the alias given last is the one written.</summary>
    public void RegisterType(Type type, string alias)
    {
        _types[alias] = type;
        _aliases[type] = alias;
        _types.TryAdd(ClrName(type), type);
    }

    /// <summary>Adds a type under the CLR name it has in Elsa; does nothing when the type is known.</summary>
    public void Admit(Type type)
    {
        if (!_aliases.ContainsKey(type))
            _types.TryAdd(ClrName(type), type);
    }

    /// <inheritdoc/>
    public bool TryGetAlias(Type type, out string alias)
    {
        if (_aliases.TryGetValue(type, out alias!))
            return true;
        if (Nullable.GetUnderlyingType(type) is not { } underlying || !_aliases.TryGetValue(underlying, out var name))
            return false;
        alias = name + "?";
        return true;
    }

    /// <inheritdoc/>
    public bool TryGetType(string alias, out Type type) => (type = GetTypeOrDefault(alias)!) is not null;

    /// <summary>The name to write: alias, <c>X[]</c>, <c>List&lt;X&gt;</c>, or the CLR name.</summary>
    public string GetAliasOrDefault(Type type)
    {
        if (type.IsArray)
            return GetAliasOrDefault(type.GetElementType()!) + "[]";
        if (TryGetAlias(type, out var alias))
            return alias;
        if (type.IsGenericType && type.GenericTypeArguments is [var element]
            && typeof(IEnumerable<>).MakeGenericType(element).IsAssignableFrom(type) && TryGetAlias(element, out alias))
            return $"List<{alias}>";
        return ClrName(type);
    }

    /// <summary>The type of a name as written by <see cref="GetAliasOrDefault"/>, or null when no such type was registered.</summary>
    public Type? GetTypeOrDefault(string name)
    {
        name = name.Trim();
        if (_types.TryGetValue(name, out var type))
            return type;
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return GetTypeOrDefault(name[..^2])?.MakeArrayType();
        if (name.EndsWith('?') && GetTypeOrDefault(name[..^1]) is { IsValueType: true } value)
            return typeof(Nullable<>).MakeGenericType(value);
        if (name.StartsWith("List<", StringComparison.OrdinalIgnoreCase) && name.EndsWith('>'))
            return GetTypeOrDefault(name[5..^1]) is { } element ? typeof(List<>).MakeGenericType(element) : null;
        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<Type> ListTypes() => _types.Values.Distinct();

    /// <summary>Adds the public types of an assembly: its stimuli, properties, enums and strategies can be stored by name.</summary>
    public void AdmitFrom(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().Where(type => type is { IsGenericTypeDefinition: false, IsInterface: false }))
            Admit(type);
    }

    private static TypeAliases CreateDefault()
    {
        var aliases = new TypeAliases();
        aliases.RegisterType(typeof(FlowScope), nameof(FlowScope));
        aliases.AdmitFrom(typeof(TypeAliases).Assembly);
        return aliases;
    }

    /// <summary>Full name and the assembly it has in Elsa, e.g. <c>System.String, System.Private.CoreLib</c>.</summary>
    internal static string ClrName(Type type) => ClrNames.GetOrAdd(type, MakeClrName);

    private static string MakeClrName(Type type)
    {
        var assembly = ElsaAssemblies.FirstOrDefault(entry =>
            type.Namespace is { } ns && (ns == entry.Namespace || ns.StartsWith(entry.Namespace + ".", StringComparison.Ordinal))).Assembly;
        var isEngine = assembly is not null && type.Assembly.GetName().Name!.Contains(".Engine.", StringComparison.Ordinal);
        return $"{FullName(type)}, {(isEngine ? assembly : type.Assembly.GetName().Name)}";
    }

    private static string FullName(Type type)
    {
        if (!type.IsConstructedGenericType)
            return type.FullName!;
        var arguments = type.GenericTypeArguments.Select(argument => $"[{ClrName(argument)}]");
        return $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', arguments)}]";
    }
}
