using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Elsa.Workflows.Execution;

/// <summary>Finds methods of activities by name: callbacks are stored as names. Compiled once per class and name.</summary>
internal static class Callbacks
{
    private const BindingFlags AnyMethod =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<(Type Type, string Name), Func<IActivity, ActivityExecutionContext, ValueTask>> Resumes = new();
    private static readonly ConcurrentDictionary<(Type Type, string Name), Func<IActivity, ActivityCompletedContext, ValueTask>> Completions = new();

    /// <exception cref="InvalidOperationException">The activity has no such method.</exception>
    public static ExecuteActivityDelegate ResumeDelegateOf(IActivity activity, string methodName)
    {
        var method = Resumes.GetOrAdd((activity.GetType(), methodName), Compile<ActivityExecutionContext>);
        return context => method(activity, context);
    }

    /// <exception cref="InvalidOperationException">The activity has no such method.</exception>
    public static ActivityCompletionCallback CompletionCallbackOf(IActivity activity, string methodName) =>
        new CompletionCallback(activity, methodName, Completions.GetOrAdd((activity.GetType(), methodName), Compile<ActivityCompletedContext>)).InvokeAsync;

    /// <summary>Name under which the callback is stored, also when it was found by name itself.</summary>
    public static string? NameOf(ActivityCompletionCallback? callback) =>
        callback?.Target is CompletionCallback restored ? restored.MethodName : callback?.Method.Name;

    private static Func<IActivity, TContext, ValueTask> Compile<TContext>((Type Type, string Name) key)
    {
        var method = Find(key.Type, key.Name, typeof(TContext))
            ?? throw new InvalidOperationException(
                $"Expected activity class '{key.Type}' to have a method 'ValueTask {key.Name}({typeof(TContext).Name})', but it has none. "
                + "Callbacks are stored by name: they must be methods of the activity and keep their names.");
        var activity = Expression.Parameter(typeof(IActivity));
        var context = Expression.Parameter(typeof(TContext));
        var call = Expression.Call(method.IsStatic ? null : Expression.Convert(activity, method.DeclaringType!), method, context);
        return Expression.Lambda<Func<IActivity, TContext, ValueTask>>(call, activity, context).Compile();
    }

    private static MethodInfo? Find(Type? type, string name, Type parameterType)
    {
        for (; type != null; type = type.BaseType)
        {
            var method = type.GetMethods(AnyMethod).FirstOrDefault(candidate =>
                candidate.Name == name
                && candidate.ReturnType == typeof(ValueTask)
                && candidate.GetParameters() is [var parameter] && parameter.ParameterType == parameterType);
            if (method != null)
                return method;
        }

        return null;
    }

    private sealed class CompletionCallback(IActivity activity, string methodName, Func<IActivity, ActivityCompletedContext, ValueTask> method)
    {
        public string MethodName { get; } = methodName;

        public ValueTask InvokeAsync(ActivityCompletedContext context) => method(activity, context);
    }
}
