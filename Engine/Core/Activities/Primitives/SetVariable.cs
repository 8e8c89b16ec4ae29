using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Sets a variable in scope.</summary>
[Activity("Elsa", "Primitives", "Assign a workflow variable a value.")]
public class SetVariable([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : CodeActivity(source, line)
{
    /// <summary>The variable, found by id.</summary>
    [Input(UIHint = InputUIHints.VariablePicker, Description = "The variable to assign the value to.", IsSerializable = false)]
    public Variable? Variable { get; set; }

    /// <summary>The value, converted to the variable's type.</summary>
    [Input(Description = "The value to assign.")]
    public Input<object?> Value { get; set; } = new(default(object));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No scope has the variable.</exception>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (Variable == null)
            return;

        var declared = context.ExpressionExecutionContext.EnumerateVariablesInScope().FirstOrDefault(variable => variable.Id == Variable.Id)
            ?? throw new InvalidOperationException(
                $"Expected variable '{Variable.Name}' ({Variable.Id}) to be in scope of activity '{context.Activity.Id}', but it is not. Declare it.");
        declared.Set(context, context.Get(Value));
    }
}

/// <summary>Sets a variable; for workflows written as code.</summary>
[Activity("Elsa", "Primitives", "Assign a workflow variable a value."), Browsable(false)]
public class SetVariable<T> : CodeActivity
{
    /// <inheritdoc/>
    public SetVariable([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>To the value of an input.</summary>
    public SetVariable(Variable<T> variable, Input<T> value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => (Variable, Value) = (variable, value);

    /// <summary>To a fixed value.</summary>
    public SetVariable(Variable<T> variable, T value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(variable, new Input<T>(value), source, line)
    {
    }

    /// <summary>To the value of another variable.</summary>
    public SetVariable(Variable<T> variable, Variable<T> value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(variable, new Input<T>(value), source, line)
    {
    }

    /// <summary>To a computed value.</summary>
    public SetVariable(
        Variable<T> variable, Func<ExpressionExecutionContext, T> value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(variable, new Input<T>(value), source, line)
    {
    }

    /// <summary>To a computed value.</summary>
    public SetVariable(
        Variable<T> variable, Func<T> value, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(variable, new Input<T>(value), source, line)
    {
    }

    /// <summary>The value.</summary>
    [Input]
    public Input<T> Value { get; set; } = new(default(T)!);

    /// <summary>The variable.</summary>
    public Variable<T> Variable { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => Variable.Set(context, context.Get(Value));
}
