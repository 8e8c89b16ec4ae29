using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Expressions.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Every expression of an activity: of its inputs, and of the cases and the like that it lists.</summary>
internal static class NodeExpressions
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> PropertiesByType = new();

    /// <summary>Where the expression stands, for people, and the expression.</summary>
    public static IEnumerable<(string Place, Expression Expression)> Of(ActivityNode node)
    {
        foreach (var descriptor in node.Descriptor.Inputs)
        {
            switch (descriptor.ValueGetter(node.Activity))
            {
                case Input { Expression: { } expression }:
                    yield return ($"Input '{descriptor.Name}'", expression);
                    break;
                case IEnumerable items and not string:
                    foreach (var (index, item) in items.Cast<object?>().Index())
                        foreach (var property in PropertiesOf(item))
                            if (property.GetValue(item) is Expression condition)
                                yield return ($"{property.Name} {index + 1} of '{descriptor.Name}'", condition);
                    break;
            }
        }
    }

    private static PropertyInfo[] PropertiesOf(object? item) => item is null or string ? [] : PropertiesByType.GetOrAdd(
        item.GetType(), type => [.. type.GetProperties().Where(x => x.PropertyType == typeof(Expression) && x.GetIndexParameters().Length == 0)]);
}
