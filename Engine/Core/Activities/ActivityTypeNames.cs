using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows;

/// <summary>Type names of activity classes.</summary>
public static class ActivityTypeNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>Full type name, e.g. <c>Elsa.SetVariable&lt;Int32&gt;</c>.</summary>
    public static string Of<TActivity>() where TActivity : IActivity => Of(typeof(TActivity));

    /// <summary>Full type name, e.g. <c>Elsa.SetVariable&lt;Int32&gt;</c>.</summary>
    public static string Of(Type activityType) => Names.GetOrAdd(activityType, type => $"{NamespaceOf(type)}.{NameOf(type)}".TrimStart('.'));

    /// <summary>First part of the type name.</summary>
    public static string NamespaceOf(Type activityType) =>
        activityType.GetCustomAttribute<ActivityAttribute>(inherit: false)?.Namespace ?? activityType.Namespace ?? "";

    /// <summary>Last part of the type name.</summary>
    public static string NameOf(Type activityType)
    {
        var name = activityType.GetCustomAttribute<ActivityAttribute>(inherit: false)?.Type ?? Unmangled(activityType.Name);
        return activityType.IsGenericType
            ? $"{name}<{string.Join(',', activityType.GenericTypeArguments.Select(FriendlyName))}>"
            : name;
    }

    private static string FriendlyName(Type type) => type.IsGenericType
        ? $"{Unmangled(type.Name)}<{string.Join(',', type.GenericTypeArguments.Select(FriendlyName))}>"
        : type.Name;

    private static string Unmangled(string name) => name.Split('`')[0];
}
