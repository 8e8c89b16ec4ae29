using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

// Reading inputs, writing outputs, variables and properties.
public partial class ActivityExecutionContext
{
    private List<Variable>? _dynamicVariables;

    /// <summary>Variables of the container merged with dynamic ones, which win by name.</summary>
    public IEnumerable<Variable> Variables
    {
        get
        {
            var declared = Activity is IVariableContainer container ? container.Variables : [];
            return _dynamicVariables is not { Count: > 0 } dynamic
                ? declared
                : dynamic.Concat(declared).DistinctBy(variable => variable.Name);
        }
    }

    /// <summary>Variables made while running; stored with the context.</summary>
    public ICollection<Variable> DynamicVariables => _dynamicVariables ??= [];

    internal bool HasDynamicVariables => _dynamicVariables is { Count: > 0 };

    internal MemoryRegister Register => ExpressionExecutionContext.Memory;

    /// <summary>Value of an evaluated input; null when there is no input.</summary>
    public T? Get<T>(Input<T>? input) => ExpressionExecutionContext.Get(input);

    /// <summary>What the output is bound to.</summary>
    public T? Get<T>(Output<T>? output) => Get((Output?)output).As<T>();

    /// <summary>What the output is bound to.</summary>
    public object? Get(Output? output) => output == null ? null : ExpressionExecutionContext.Get(output);

    /// <summary>Value of a block in scope; throws when no scope declares it.</summary>
    public object? Get(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get(blockReference);

    /// <summary>Value of a block in scope as <typeparamref name="T"/>; throws when no scope declares it.</summary>
    public T? Get<T>(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get<T>(blockReference);

    /// <summary>Value of a block, or false when no scope declares it.</summary>
    public bool TryGet(MemoryBlockReference blockReference, out object? value) => ExpressionExecutionContext.TryGet(blockReference, out value);

    /// <summary>Sets a block where it is declared, else in the nearest variable container.</summary>
    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        blockReference.Set(this, value, configure);

    /// <summary>Puts out a value.</summary>
    public void Set<T>(Output<T>? output, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        Set((Output?)output, value, outputName);

    /// <summary>Puts out a value: records it under the output's name and sets what the output is bound to.</summary>
    public void Set(Output? output, object? value, [CallerArgumentExpression(nameof(output))] string? outputName = null)
    {
        var name = OutputNameOf(output, outputName);
        WorkflowExecutionContext.GetActivityOutputRegister().Record(this, name, value);
        if (name == ActivityOutputRegister.DefaultOutputName)
            WorkflowExecutionContext.LastActivityResult = value;
        Taint();
        if (output?.MemoryBlockReference() is not { Id: not null } reference)
            return;

        SetBound(reference, value);
        if (WorkflowExecutionContext.Workflow.Outputs.Any(definition => definition.Name == reference.Id))
            WorkflowExecutionContext.Output[reference.Id] = value!;
    }

    private void SetBound(MemoryBlockReference reference, object? value)
    {
        var variable = reference as Variable;
        if (ExpressionExecutionContext.TryGetBlock(reference, out var block) && block.Metadata is VariableBlockMetadata metadata)
            variable = metadata.Variable;
        reference.Set(this, variable == null ? value : variable.ParseValue(value));
    }

    internal bool TryGetRecorded(Input input, out object? value)
    {
        foreach (var descriptor in ActivityNode.Inputs)
        {
            if (descriptor.IsWrapped && ReferenceEquals(descriptor.ValueGetter(Activity), input))
                return ActivityState.TryGetValue(descriptor.Name, out value);
        }

        value = null;
        return false;
    }

    private string OutputNameOf(Output? output, string? expression)
    {
        if (output != null)
        {
            foreach (var descriptor in ActivityDescriptor.Outputs)
            {
                if (ReferenceEquals(descriptor.ValueGetter(Activity), output))
                    return descriptor.Name;
            }
        }

        return expression?[(expression.LastIndexOf('.') + 1)..].TrimStart('_') ?? ActivityOutputRegister.DefaultOutputName;
    }

    /// <summary>A property, converted to <typeparamref name="T"/>; default when there is none.</summary>
    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? value.As<T>() : default;

    /// <summary>A property; the default is kept when there is none.</summary>
    public T GetProperty<T>(string key, Func<T> defaultValue)
    {
        if (Properties.TryGetValue(key, out var value) && value.As<T>() is { } typed)
        {
            Properties[key] = typed; // read from JSON it may have been untyped; changes to the typed object must be kept
            return typed;
        }

        var created = defaultValue();
        SetProperty(key, created);
        return created;
    }

    /// <summary>Sets a property.</summary>
    public void SetProperty<T>(string key, T? value)
    {
        Properties[key] = value!;
        Taint();
    }

    /// <summary>Changes a property and returns the new value.</summary>
    public T UpdateProperty<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetProperty<T>(key));
        SetProperty(key, value);
        return value;
    }

    /// <summary>Removes a property.</summary>
    public void RemoveProperty(string key)
    {
        if (Properties.Remove(key))
            Taint();
    }

    /// <summary>A metadata value, converted to <typeparamref name="T"/>; default when there is none.</summary>
    public T? GetMetadata<T>(string key) => Metadata.TryGetValue(key, out var value) ? value.As<T>() : default;

    /// <summary>A metadata value; the default is kept when there is none.</summary>
    public T GetMetadata<T>(string key, Func<T> defaultValue)
    {
        if (Metadata.TryGetValue(key, out var value) && value.As<T>() is { } typed)
            return typed;

        var created = defaultValue();
        SetMetadata(key, created);
        return created;
    }

    /// <summary>Sets a metadata value.</summary>
    public void SetMetadata<T>(string key, T? value)
    {
        Metadata[key] = value!;
        Taint();
    }

    /// <summary>Changes a metadata value and returns the new one.</summary>
    public T UpdateMetadata<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetMetadata<T>(key));
        SetMetadata(key, value);
        return value;
    }

    /// <summary>Removes a metadata value.</summary>
    public void RemoveMetadata(string key)
    {
        if (Metadata.Remove(key))
            Taint();
    }

    /// <summary>Declares a variable of this very execution; a later one of the same name replaces it.</summary>
    internal void AddDynamicVariable(Variable variable)
    {
        _dynamicVariables ??= [];
        _dynamicVariables.RemoveAll(other => other.Name == variable.Name);
        _dynamicVariables.Add(variable);
        Register.Blocks[variable.Id] = variable.Declare();
        Taint();
    }
}
