using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Elsa.Workflows;

/// <summary>Finds the activities an activity contains: public properties that hold an activity or a list of them.</summary>
internal static class ActivityChildren
{
    private static readonly ConcurrentDictionary<Type, Func<IActivity, object?>[]> Getters = new();

    public static IEnumerable<IActivity> Of(IActivity activity)
    {
        foreach (var getter in Getters.GetOrAdd(activity.GetType(), CreateGetters))
        {
            switch (getter(activity))
            {
                case IActivity child:
                    yield return child;
                    break;
                case IEnumerable<IActivity?> children:
                    foreach (var item in children)
                    {
                        if (item != null)
                            yield return item;
                    }

                    break;
            }
        }

        if (activity is not IHasChildren parent)
            yield break;

        foreach (var child in parent.GetChildren())
        {
            if (child != null)
                yield return child;
        }
    }

    private static Func<IActivity, object?>[] CreateGetters(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && HoldsActivities(property.PropertyType))
            .Select(property => Compile(type, property)),
    ];

    private static bool HoldsActivities(Type type) =>
        typeof(IActivity).IsAssignableFrom(type) || typeof(IEnumerable<IActivity>).IsAssignableFrom(type);

    private static Func<IActivity, object?> Compile(Type type, PropertyInfo property)
    {
        var activity = Expression.Parameter(typeof(IActivity));
        var value = Expression.Property(Expression.Convert(activity, type), property);
        return Expression.Lambda<Func<IActivity, object?>>(Expression.Convert(value, typeof(object)), activity).Compile();
    }
}
