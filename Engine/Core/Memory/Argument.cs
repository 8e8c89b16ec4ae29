using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Models;

/// <summary>An input or output: a place in memory.</summary>
public abstract class Argument
{
    /// <summary>Creates an argument that keeps its value under one reference.</summary>
    protected Argument(MemoryBlockReference? reference) => MemoryBlockReference = () => reference!;

    /// <summary>Creates an argument whose reference is asked for at each use.</summary>
    protected Argument(Func<MemoryBlockReference> reference) => MemoryBlockReference = reference;

    /// <summary>The reference under which the value is kept; yields null for an output bound to nothing.</summary>
    [JsonIgnore]
    public Func<MemoryBlockReference> MemoryBlockReference { get; set; }
}

/// <summary>A value an activity asks for.</summary>
public abstract class Input : Argument
{
    /// <summary>Creates an input of the given type; a null expression reads the reference as it is.</summary>
    protected Input(Expression? expression, MemoryBlockReference reference, Type type) : base(reference) =>
        (Expression, Type) = (expression, type);

    /// <summary>Computes the value before each execution; null reads the reference.</summary>
    public Expression? Expression { get; }

    /// <summary>Type of the value.</summary>
    [JsonPropertyName("typeName")]
    public Type Type { get; set; }
}

/// <summary>A value of type <typeparamref name="T"/> an activity asks for.</summary>
public class Input<T> : Input
{
    /// <summary>Reads a block that something else fills.</summary>
    public Input(MemoryBlockReference memoryBlockReference) : base(null, memoryBlockReference, typeof(T))
    {
    }

    /// <summary>A fixed value.</summary>
    public Input(T literal, string? id = null) : this(new Literal<T>(literal, id))
    {
    }

    /// <summary>A value computed by a delegate; not serialisable.</summary>
    public Input(Func<T> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new(id!))
    {
    }

    /// <inheritdoc cref="Input{T}(Func{T}, string?)"/>
    public Input(Func<ExpressionExecutionContext, ValueTask<T?>> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new(id!))
    {
    }

    /// <inheritdoc cref="Input{T}(Func{T}, string?)"/>
    public Input(Func<ValueTask<T?>> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new(id!))
    {
    }

    /// <inheritdoc cref="Input{T}(Func{T}, string?)"/>
    public Input(Func<ExpressionExecutionContext, T> @delegate, string? id = null)
        : this(Expression.DelegateExpression(@delegate), new(id!))
    {
    }

    /// <summary>The value of a variable in scope.</summary>
    public Input(Variable variable) : this(new Expression("Variable", variable))
    {
    }

    /// <summary>The value another activity put out.</summary>
    public Input(Output output) : this(new Expression("Output", output))
    {
    }

    /// <summary>A fixed value.</summary>
    public Input(Literal<T> literal) : this(Expression.LiteralExpression(literal.Value), literal)
    {
    }

    /// <summary>A fixed value.</summary>
    public Input(Literal literal) : this(Expression.LiteralExpression(literal.Value), literal)
    {
    }

    /// <summary>A fixed value, written as JSON text.</summary>
    public Input(ObjectLiteral<T> literal) : this(new Expression("Object", literal.Value), literal)
    {
    }

    /// <inheritdoc cref="Input{T}(ObjectLiteral{T})"/>
    public Input(ObjectLiteral literal) : this(new Expression("Object", literal.Value), literal)
    {
    }

    /// <summary>An expression whose value is kept under the given reference.</summary>
    public Input(Expression expression, MemoryBlockReference memoryBlockReference) : base(expression, memoryBlockReference, typeof(T))
    {
    }

    /// <summary>An expression.</summary>
    public Input(Expression expression) : this(expression, new MemoryBlockReference())
    {
    }
}

/// <summary>A value an activity puts out.</summary>
public class Output : Argument
{
    /// <summary>An output bound to nothing.</summary>
    public Output() : base((MemoryBlockReference?)null)
    {
    }

    /// <summary>An output bound to a variable or other reference.</summary>
    public Output(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference)
    {
    }

    /// <inheritdoc cref="Output(Elsa.Expressions.Models.MemoryBlockReference)"/>
    public Output(Func<MemoryBlockReference> memoryBlockReference) : base(memoryBlockReference)
    {
    }
}

/// <summary>A value of type <typeparamref name="T"/> an activity puts out.</summary>
public class Output<T> : Output
{
    /// <inheritdoc/>
    public Output()
    {
    }

    /// <inheritdoc/>
    public Output(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference)
    {
    }

    /// <inheritdoc/>
    public Output(Func<MemoryBlockReference> memoryBlockReference) : base(memoryBlockReference)
    {
    }
}
