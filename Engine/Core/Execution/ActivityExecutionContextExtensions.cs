using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Extensions;

/// <summary>What activities do with their context.</summary>
public static class ActivityExecutionContextExtensions
{
    /// <summary>Sends a signal to the activity itself and then outwards, until a receiver stops it.</summary>
    public static async ValueTask SendSignalAsync(this ActivityExecutionContext context, object signal)
    {
        for (var receiver = context; receiver != null; receiver = receiver.ParentActivityExecutionContext)
        {
            if (receiver.Activity is not ISignalHandler handler)
                continue;

            var signalContext = new SignalContext(receiver, context, context.CancellationToken);
            await handler.ReceiveSignalAsync(signal, signalContext);
            if (signalContext.StopPropagationRequested)
                break;
        }
    }

    /// <summary>Asks the nearest flowchart to follow outcomes. No effect, as in Elsa.</summary>
    public static ValueTask ScheduleOutcomesAsync(this ActivityExecutionContext context, params string[] outcomes) =>
        context.SendSignalAsync(new Elsa.Workflows.Signals.ScheduleActivityOutcomes(outcomes));

    /// <summary>Cancels a running or faulted context, its children first.</summary>
    public static async ValueTask CancelActivityAsync(this ActivityExecutionContext context)
    {
        if (context.Status is not (ActivityStatus.Running or ActivityStatus.Faulted))
            return;

        foreach (var child in context.Children.ToList())
            await child.CancelActivityAsync();
        if (!context.IsCompleted)
            await context.CancelAsync();
    }

    /// <summary>Marks the context as faulted and adds an incident.</summary>
    public static void Fault(this ActivityExecutionContext context, Exception exception)
    {
        context.Exception = exception;
        context.TransitionTo(ActivityStatus.Faulted);
        context.WorkflowExecutionContext.AddIncident(context, exception);
        for (var scope = context; scope != null; scope = scope.ParentActivityExecutionContext)
        {
            scope.AggregateFaultCount++;
            scope.Taint();
        }
    }

    /// <summary>Lets a faulted context run again. Incidents stay.</summary>
    public static void RecoverFromFault(this ActivityExecutionContext context)
    {
        context.AggregateFaultCount = 0;
        context.Exception = null;
        context.CompletedAt = null;
        for (var scope = context.ParentActivityExecutionContext; scope != null; scope = scope.ParentActivityExecutionContext)
        {
            scope.AggregateFaultCount = Math.Max(0, scope.AggregateFaultCount - 1);
            scope.Taint();
        }

        context.TransitionTo(ActivityStatus.Running);
    }

    /// <summary>Sets the activity's result, also when it is bound to nothing.</summary>
    /// <exception cref="InvalidOperationException">The activity has no result.</exception>
    public static void SetResult(this ActivityExecutionContext context, object? value)
    {
        if (context.Activity is not IActivityWithResult activity)
            throw new InvalidOperationException($"Expected activity '{context.Activity.Id}' ({context.Activity.Type}) to have a result, but it has none.");

        context.Set(activity.Result, value, ActivityOutputRegister.DefaultOutputName);
    }

    /// <summary>Whether this activity is the trigger that started the burst.</summary>
    public static bool IsTriggerOfWorkflow(this ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.TriggerActivityId == context.Activity.Id;

    /// <summary>Workflow input of that name, converted.</summary>
    /// <exception cref="KeyNotFoundException">The burst has no such input.</exception>
    public static T GetWorkflowInput<T>(this ActivityExecutionContext context, string key, JsonSerializerOptions? serializerOptions = null) =>
        context.TryGetWorkflowInput<T>(key, out var value, serializerOptions)
            ? value
            : throw new KeyNotFoundException(
                $"Expected workflow input '{key}' for activity '{context.Activity.Id}', but the burst has only "
                + $"[{string.Join(", ", context.WorkflowInput.Keys)}].");

    /// <summary>Workflow input named as the type, converted.</summary>
    public static T GetWorkflowInput<T>(this ActivityExecutionContext context, JsonSerializerOptions? serializerOptions = null) =>
        context.GetWorkflowInput<T>(typeof(T).Name, serializerOptions);

    /// <summary>Workflow input of that name, converted; false when the burst has none.</summary>
    public static bool TryGetWorkflowInput<T>(
        this ActivityExecutionContext context, string key, out T value, JsonSerializerOptions? serializerOptions = null)
    {
        if (!context.WorkflowInput.TryGetValue(key, out var input))
        {
            value = default!;
            return false;
        }

        value = input is T typed
            ? typed
            : input.ConvertTo<T>(serializerOptions == null ? null : new ObjectConverterOptions(serializerOptions))!;
        return true;
    }

    /// <summary>Declares a new variable in the nearest container; it is stored with the instance unless another driver is given.</summary>
    public static Variable CreateVariable(
        this ActivityExecutionContext context, string name, object? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.CreateVariable(name, value, storageDriverType, configure);

    /// <summary>Sets a variable in scope by name; declares it when missing.</summary>
    public static Variable SetVariable(
        this ActivityExecutionContext context, string name, object? value, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.SetVariable(name, value, configure);

    /// <summary>Sets a variable of this very execution, stored with the instance.</summary>
    public static Variable SetDynamicVariable<T>(this ActivityExecutionContext context, string name, T value)
    {
        if (context.DynamicVariables.FirstOrDefault(variable => variable.Name == name) is { } existing)
        {
            existing.Set(context.ExpressionExecutionContext, value);
            return existing;
        }

        var created = new Variable<T>(name, value).WithWorkflowStorage();
        context.AddDynamicVariable(created);
        return created;
    }

    /// <summary>Value of a variable in scope by name, cast; default when there is none.</summary>
    public static T? GetVariable<T>(this ActivityExecutionContext context, string name) => context.ExpressionExecutionContext.GetVariable<T>(name);

    /// <summary>Values of all variables in scope by name; inner ones win.</summary>
    public static IDictionary<string, object> GetVariableValues(this ActivityExecutionContext context)
    {
        var values = new Dictionary<string, object>();
        foreach (var variable in context.ExpressionExecutionContext.EnumerateVariablesInScope())
            values.TryAdd(variable.Name, context.ExpressionExecutionContext.TryGet(variable, out var value) ? value! : null!);
        return values;
    }

    /// <summary>The nearest ancestor that satisfies the predicate, or null.</summary>
    public static ActivityExecutionContext? FindParent(this ActivityExecutionContext context, Func<ActivityExecutionContext, bool> predicate) =>
        context.GetAncestors().FirstOrDefault(predicate);

    /// <summary>This context or the nearest ancestor whose activity declares variables, or null.</summary>
    public static ActivityExecutionContext? FindParentWithVariableContainer(this ActivityExecutionContext context) =>
        context.Activity is IVariableContainer ? context : context.FindParent(ancestor => ancestor.Activity is IVariableContainer);

    /// <summary>Parent, grandparent and so on.</summary>
    public static IEnumerable<ActivityExecutionContext> GetAncestors(this ActivityExecutionContext context)
    {
        for (var ancestor = context.ParentActivityExecutionContext; ancestor != null; ancestor = ancestor.ParentActivityExecutionContext)
            yield return ancestor;
    }

    /// <summary>Children, grandchildren and so on.</summary>
    public static IEnumerable<ActivityExecutionContext> GetDescendants(this ActivityExecutionContext context)
    {
        foreach (var child in context.Children)
        {
            yield return child;
            foreach (var descendant in child.GetDescendants())
                yield return descendant;
        }
    }

    /// <summary>The activity with that id or name within the nearest container and its ancestors, or null.</summary>
    public static IActivity? FindActivityByIdOrName(this ActivityExecutionContext context, string idOrName)
    {
        for (var node = context.ActivityNode; node != null; node = node.Parent)
        {
            if (node.Descendants().FirstOrDefault(x => x.Activity.Name == idOrName || x.Activity.Id == idOrName) is { } found)
                return found.Activity;
        }

        return null;
    }

    /// <summary>Evaluates all inputs again.</summary>
    public static Task EvaluateInputPropertiesAsync(this ActivityExecutionContext context) => InputEvaluation.EvaluateAsync(context);

    /// <summary>Evaluates one input and returns its value.</summary>
    public static async Task<T?> EvaluateInputPropertyAsync<TActivity, T>(
        this ActivityExecutionContext context, System.Linq.Expressions.Expression<Func<TActivity, Input<T>>> propertyExpression)
        where TActivity : IActivity
    {
        var name = ((System.Linq.Expressions.MemberExpression)propertyExpression.Body).Member.Name;
        return (await context.EvaluateInputPropertyAsync(name)).As<T>();
    }

    /// <summary>Evaluates the input of that name and returns its value.</summary>
    /// <exception cref="InvalidOperationException">The activity has no such input.</exception>
    public static async Task<object?> EvaluateInputPropertyAsync(this ActivityExecutionContext context, string inputName)
    {
        var descriptor = context.ActivityNode.Inputs.FirstOrDefault(input => input.Name == inputName)
            ?? throw new InvalidOperationException($"Expected activity type '{context.Activity.Type}' to have an input '{inputName}', but it has none.");
        return await InputEvaluation.EvaluateAsync(context, descriptor);
    }

    /// <summary>Evaluates an input that need not be a property of the activity.</summary>
    public static async Task<T?> EvaluateAsync<T>(this ActivityExecutionContext context, Input<T> input) =>
        (await InputEvaluation.EvaluateAsync(context.ExpressionExecutionContext, input)).As<T>();

    /// <summary>Result of an activity in this burst, or null.</summary>
    public static object? GetResult(this ActivityExecutionContext context, IActivity activity) =>
        context.WorkflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activity.Id);

    /// <summary>The last result of any activity in this burst, or null.</summary>
    public static object? GetLastResult(this ActivityExecutionContext context) => context.WorkflowExecutionContext.GetLastActivityResult();
}
