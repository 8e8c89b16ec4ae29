using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Descriptors;

/// <summary>Makes empty activities for readers of JSON.</summary>
internal static class ActivityFactory
{
    /// <summary>Compiles a call of the constructor whose parameters are all optional; it may be private, as Elsa's are for JSON.</summary>
    public static Func<IActivity> Compile(Type activityType)
    {
        if (activityType.IsAbstract || activityType.IsGenericTypeDefinition)
            return () => throw new InvalidOperationException($"Expected a class that can be made, but {activityType.Name} is abstract or open.");

        var constructor = activityType.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(candidate => Array.TrueForAll(candidate.GetParameters(), parameter => parameter.IsOptional))
            .OrderByDescending(candidate => candidate.IsDefined(typeof(JsonConstructorAttribute)))
            .ThenBy(candidate => candidate.GetParameters().Length)
            .FirstOrDefault();
        if (constructor is null)
            return () => throw new InvalidOperationException(
                $"Expected {activityType.Name} to have a constructor with optional parameters only, so that it can be read from JSON.");

        var arguments = constructor.GetParameters().Select(parameter => Expression.Constant(Default(parameter), parameter.ParameterType));
        return Expression.Lambda<Func<IActivity>>(Expression.New(constructor, arguments)).Compile();
    }

    // Where the activity was written in code is not known here.
    private static object? Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue && parameter.DefaultValue is not DBNull ? parameter.DefaultValue
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
