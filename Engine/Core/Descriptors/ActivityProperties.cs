using System.Linq.Expressions;
using System.Reflection;

namespace Elsa.Workflows.Descriptors;

/// <summary>Public properties of an activity class.</summary>
internal static class ActivityProperties
{
    /// <summary>In order of declaration, those of the class before those of its bases; a hidden property of a base is left out.</summary>
    public static IEnumerable<PropertyInfo> InOrder(Type activityType)
    {
        var names = new HashSet<string>();
        for (var type = activityType; type is not null && type != typeof(object); type = type.BaseType)
            foreach (var property in type
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OrderBy(property => property.MetadataToken))
                if (property.CanRead && property.GetIndexParameters().Length == 0 && names.Add(property.Name))
                    yield return property;
    }
}

/// <summary>Compiled access to properties.</summary>
internal static class PropertyAccess
{
    public static Func<IActivity, object?> Getter(PropertyInfo property)
    {
        var activity = Expression.Parameter(typeof(IActivity));
        var value = Expression.Property(Expression.Convert(activity, property.DeclaringType!), property);
        return Expression.Lambda<Func<IActivity, object?>>(Expression.Convert(value, typeof(object)), activity).Compile();
    }

    public static Action<IActivity, object?> Setter(PropertyInfo property)
    {
        if (property.SetMethod is null)
            return (_, _) => throw new InvalidOperationException($"Expected {property.DeclaringType!.Name}.{property.Name} to have a setter.");
        var activity = Expression.Parameter(typeof(IActivity));
        var value = Expression.Parameter(typeof(object));
        var assign = Expression.Call(
            Expression.Convert(activity, property.DeclaringType!), property.SetMethod, Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<IActivity, object?>>(assign, activity, value).Compile();
    }
}
