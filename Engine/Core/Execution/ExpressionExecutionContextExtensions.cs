using System.Collections;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Extensions;

/// <summary>What expressions may ask of the run.</summary>
public static class ExpressionExecutionContextExtensions
{
    /// <summary>The activity context; throws outside of a run.</summary>
    public static ActivityExecutionContext GetActivityExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var found)
            ? found
            : throw new InvalidOperationException("Expected the expression to be evaluated by a running activity, but there is none.");

    /// <summary>The activity context of this scope or the nearest one outwards; false outside of a run.</summary>
    public static bool TryGetActivityExecutionContext(this ExpressionExecutionContext context, out ActivityExecutionContext activityExecutionContext)
    {
        activityExecutionContext = Owners(context).OfType<ActivityExecutionContext>().FirstOrDefault()!;
        return activityExecutionContext != null;
    }

    /// <summary>The run; throws outside of a run.</summary>
    public static WorkflowExecutionContext GetWorkflowExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var found)
            ? found
            : throw new InvalidOperationException("Expected the expression to be evaluated in a run, but there is none.");

    /// <summary>The run; false outside of a run.</summary>
    public static bool TryGetWorkflowExecutionContext(this ExpressionExecutionContext context, out WorkflowExecutionContext workflowExecutionContext)
    {
        workflowExecutionContext = Owners(context)
            .Select(owner => (owner as ActivityExecutionContext)?.WorkflowExecutionContext ?? owner as WorkflowExecutionContext)
            .FirstOrDefault(run => run != null)!;
        return workflowExecutionContext != null;
    }

    /// <summary>The activity whose expression is evaluated; throws outside of a run.</summary>
    public static IActivity GetActivity(this ExpressionExecutionContext context) => context.GetActivityExecutionContext().Activity;

    /// <summary>Value of a variable in scope by name, converted; default when there is none.</summary>
    public static T? GetVariable<T>(this ExpressionExecutionContext context, string name) => context.GetVariableInScope(name).As<T>();

    /// <summary>The variable of that name, from here outwards unless told otherwise; null when there is none.</summary>
    public static Variable? GetVariable(this ExpressionExecutionContext context, string name, bool localScopeOnly = false) =>
        FindVariable(context, name, localScopeOnly)?.Variable;

    /// <summary>Sets a variable in scope by name, converted to its type; declares it in the nearest container when missing.</summary>
    public static Variable SetVariable<T>(this ExpressionExecutionContext context, string name, T? value, Action<MemoryBlock>? configure = null)
    {
        if (FindVariable(context, name, localScopeOnly: false) is not { } found)
            return context.CreateVariable(name, value, configure: configure);

        found.Scope.Set(found.Variable, found.Variable.ParseValue(value), configure);
        return found.Variable;
    }

    /// <summary>Declares a new variable in the nearest container; it is stored with the instance unless another driver is given.</summary>
    /// <exception cref="InvalidOperationException">The container already has a variable of that name.</exception>
    public static Variable CreateVariable<T>(
        this ExpressionExecutionContext context, string name, T? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null)
    {
        var activityContext = context.GetActivityExecutionContext();
        var container = activityContext.FindParentWithVariableContainer() ?? activityContext;
        if (container.Variables.Any(variable => variable.Name == name))
            throw new InvalidOperationException($"Expected variable '{name}' to be new in '{container.Activity.Id}', but it is already there.");

        var created = new Variable(name, value) { StorageDriverType = storageDriverType ?? typeof(WorkflowInstanceStorageDriver) };
        container.AddDynamicVariable(created);
        if (configure != null)
            configure(container.Register.Declare((MemoryBlockReference)created));
        return created;
    }

    /// <summary>Value of a variable in scope by name; lists become arrays; null when there is none.</summary>
    public static object? GetVariableInScope(this ExpressionExecutionContext context, string variableName)
    {
        if (FindVariable(context, variableName, localScopeOnly: false) is not { } found || !found.Scope.TryGet(found.Variable, out var value))
            return null;

        return value is IEnumerable items and not (string or IDictionary or Array) && value.GetType() is { IsGenericType: true } type
            && type.GetInterfaces().All(x => !x.IsGenericType || x.GetGenericTypeDefinition() != typeof(IDictionary<,>))
                ? items.Cast<object?>().ToArray()
                : value;
    }

    /// <summary>Sets a variable in scope by name; declares it in the nearest container when missing.</summary>
    public static void SetVariableInScope(this ExpressionExecutionContext context, string variableName, object? value) =>
        context.SetVariable(variableName, value);

    /// <summary>Names of the variables in scope.</summary>
    public static IEnumerable<string> GetVariableNamesInScope(this ExpressionExecutionContext context) =>
        context.EnumerateVariablesInScope().Select(variable => variable.Name).Distinct();

    /// <summary>Variables in scope, innermost first.</summary>
    public static IEnumerable<Variable> EnumerateVariablesInScope(this ExpressionExecutionContext context) =>
        VariablesInScope(context).Select(x => x.Variable);

    /// <summary>Input of that name, converted; default when there is none.</summary>
    public static T? GetInput<T>(this ExpressionExecutionContext context, string name) => context.GetInput(name).As<T>();

    /// <summary>Input of that name: inside an embedded workflow its variable, else the input of the burst; null when there is none.</summary>
    public static object? GetInput(this ExpressionExecutionContext context, string name)
    {
        if (context.IsContainedWithinCompositeActivity() && FindVariable(context, name, localScopeOnly: false) is { } found)
            return found.Scope.TryGet(found.Variable, out var value) ? value : null;

        return context.TryGetWorkflowExecutionContext(out var run) && run.Input.TryGetValue(name, out var input) ? input : null;
    }

    /// <summary>What an activity of the current container put out in this burst, or null.</summary>
    public static object? GetOutput(this ExpressionExecutionContext context, string activityIdOrName, string? outputName = null)
    {
        var activityContext = context.GetActivityExecutionContext();
        var ancestors = activityContext.GetAncestors().Select(ancestor => ancestor.Id).Append(activityContext.Id).ToHashSet();
        var name = outputName ?? ActivityOutputRegister.DefaultOutputName;
        return NodesOfContainer(activityContext).FirstOrDefault(node => node.Activity.Name == activityIdOrName || node.Activity.Id == activityIdOrName)
            is { } found
            ? activityContext.WorkflowExecutionContext.GetActivityOutputRegister()
                .FindMany(record => record.ActivityId == found.Activity.Id && record.OutputName == name
                    && (record.ContainerId == null || ancestors.Contains(record.ContainerId)))
                .FirstOrDefault()?.Value
            : null;
    }

    /// <summary>Activities of the current container that have outputs, with the names of their outputs.</summary>
    public static IEnumerable<ActivityOutputs> GetActivityOutputs(this ExpressionExecutionContext context) =>
        !context.TryGetActivityExecutionContext(out var activityContext)
            ? []
            : NodesOfContainer(activityContext)
                .Where(node => node.Descriptor.Outputs.Count > 0)
                .Select(node => new ActivityOutputs(node.Activity.Id, node.Activity.Name, [.. node.Descriptor.Outputs.Select(output => output.Name)]));

    /// <summary>The last result of any activity in this burst, or null.</summary>
    public static object? GetLastResult(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var run) ? run.GetLastActivityResult() : null;

    /// <summary>Inputs of the burst by name.</summary>
    public static IEnumerable<KeyValuePair<string, object>> GetWorkflowInputs(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var run) ? run.Input : [];

    /// <summary>Whether the nearest workflow is embedded in another as an activity.</summary>
    public static bool IsContainedWithinCompositeActivity(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var activityContext)
        && activityContext.GetAncestors().Prepend(activityContext).FirstOrDefault(x => x.Activity is Elsa.Workflows.Activities.Workflow)
            ?.ParentActivityExecutionContext != null;

    private static IEnumerable<object> Owners(ExpressionExecutionContext context)
    {
        for (var scope = context; scope != null; scope = scope.ParentContext)
        {
            if (scope.Owner != null)
                yield return scope.Owner;
        }
    }

    private static IEnumerable<(Variable Variable, ExpressionExecutionContext Scope)> VariablesInScope(ExpressionExecutionContext context)
    {
        for (var scope = context; scope != null; scope = scope.ParentContext)
        {
            if (scope.Owner is not ActivityExecutionContext owner)
                continue;

            foreach (var variable in owner.Variables)
                yield return (variable, scope);
        }
    }

    private static (Variable Variable, ExpressionExecutionContext Scope)? FindVariable(ExpressionExecutionContext context, string name, bool localScopeOnly)
    {
        foreach (var found in VariablesInScope(context))
        {
            if (found.Variable.Name == name)
                return localScopeOnly && found.Scope != context ? null : found;
        }

        return null;
    }

    private static IEnumerable<ActivityNode> NodesOfContainer(ActivityExecutionContext context)
    {
        var container = context.ActivityNode.Ancestors().Prepend(context.ActivityNode).FirstOrDefault(node => node.Activity is IVariableContainer);
        return container == null ? [] : Within(container);

        static IEnumerable<ActivityNode> Within(ActivityNode node) => node.Children.SelectMany(child =>
            child.Activity is IVariableContainer ? [child] : Within(child).Prepend(child));
    }
}

/// <summary>Outputs an activity has.</summary>
/// <param name="ActivityId">Id of the activity.</param>
/// <param name="ActivityName">Its name, or null.</param>
/// <param name="OutputNames">Names of its outputs.</param>
public record ActivityOutputs(string ActivityId, string? ActivityName, ICollection<string> OutputNames);
