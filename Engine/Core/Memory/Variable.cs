using System.ComponentModel;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Descriptors;

namespace Elsa.Workflows.Memory;

/// <summary>A named value of a workflow or container.</summary>
public class Variable : MemoryBlockReference
{
    /// <summary>Creates an unnamed variable; id and name are assigned when a graph is built.</summary>
    public Variable()
    {
    }

    /// <summary>Creates a variable; the id follows from the name, e.g. <c>Count</c> gives <c>countVariable</c>.</summary>
    public Variable(string name) : this(name, null, null)
    {
    }

    /// <inheritdoc cref="Variable(string)"/>
    public Variable(string name, object? value = null) : this(name, value, null)
    {
    }

    /// <summary>Creates a variable with a default value.</summary>
    public Variable(string name, object? value = null, string? id = null) : base(id ?? DefaultId(name)) => (Name, Value) = (name, value);

    /// <summary>Name, unique in its container.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Default value, taken whenever the variable is declared.</summary>
    public object? Value { get; set; }

    /// <summary>The <see cref="IStorageDriver"/> that keeps the value between bursts; null keeps nothing.</summary>
    public Type? StorageDriverType { get; set; }

    /// <inheritdoc/>
    public override MemoryBlock Declare() => new(Value, new VariableBlockMetadata(this, StorageDriverType, false));

    internal static string DefaultId(string name) => Words.Camelize(name) + "Variable";
}

/// <summary>A typed variable.</summary>
public class Variable<T> : Variable
{
    /// <inheritdoc/>
    public Variable()
    {
    }

    /// <summary>Creates a variable with a default value.</summary>
    public Variable(string name, T value) : base(name, value, null)
    {
    }

    /// <summary>Creates a variable with a default value and id.</summary>
    [JsonConstructor]
    public Variable(string name, T value, string? id = null) : base(name, value, id)
    {
    }

    /// <summary>Not usable: a variable needs a name.</summary>
    [Obsolete("Give the variable a name: new Variable<T>(name, value).", error: true), EditorBrowsable(EditorBrowsableState.Never)]
    public Variable(T value) => Value = value;

    /// <summary>Current value; throws when no scope declares the variable.</summary>
    public T? Get(ActivityExecutionContext context) => Get(context.ExpressionExecutionContext);

    /// <inheritdoc cref="Get(ActivityExecutionContext)"/>
    public new T? Get(ExpressionExecutionContext context) => context.Get<T>(this);

    /// <summary>Keeps the value between bursts with the given driver.</summary>
    public Variable<T> WithStorageDriver<TDriver>() where TDriver : IStorageDriver
    {
        StorageDriverType = typeof(TDriver);
        return this;
    }

    /// <summary>Sets the id.</summary>
    public Variable<T> WithId(string id)
    {
        Id = id;
        return this;
    }

    /// <summary>Sets the name; the id stays.</summary>
    public Variable<T> WithName(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Sets the default value.</summary>
    public Variable<T> WithValue(T value)
    {
        Value = value;
        return this;
    }
}

/// <summary>Says which variable a memory block belongs to.</summary>
/// <param name="Variable">The variable that declared the block.</param>
/// <param name="StorageDriverType">Driver that keeps the value, or null.</param>
/// <param name="IsInitialized">True once a stored value was loaded.</param>
public record VariableBlockMetadata(Variable Variable, Type? StorageDriverType, bool IsInitialized);
