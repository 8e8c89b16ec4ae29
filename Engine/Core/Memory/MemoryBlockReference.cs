using System.Text.Json;

namespace Elsa.Expressions.Models;

/// <summary>Names a block of memory.</summary>
public class MemoryBlockReference
{
    /// <summary>Creates a reference whose id is assigned when a graph is built.</summary>
    public MemoryBlockReference()
    {
    }

    /// <summary>Creates a reference to the block of that id.</summary>
    public MemoryBlockReference(string id) => Id = id;

    /// <summary>Id of the block; null until assigned.</summary>
    public string Id { get; set; } = null!;

    /// <summary>Makes the block this reference stands for.</summary>
    public virtual MemoryBlock Declare() => new();

    /// <summary>Whether the register has the block.</summary>
    public bool IsDefined(MemoryRegister register) => register.HasBlock(Id);

    /// <summary>Value in the register; declares the block when missing.</summary>
    public object? Get(MemoryRegister memoryRegister) => GetBlock(memoryRegister).Value;

    /// <summary>Value in the register as <typeparamref name="T"/>.</summary>
    public T? Get<T>(MemoryRegister memoryRegister) => Get(memoryRegister).As<T>();

    /// <summary>Value found from the scope outwards; throws when undeclared.</summary>
    public object? Get(ExpressionExecutionContext context) => context.Get(this);

    /// <summary>Value found from the scope outwards as <typeparamref name="T"/>; throws when undeclared.</summary>
    public T? Get<T>(ExpressionExecutionContext context) => context.Get<T>(this);

    /// <summary>Value found from the scope outwards, or false.</summary>
    public bool TryGet(ExpressionExecutionContext context, out object? value) => context.TryGet(this, out value);

    /// <summary>Sets the value in the register, declaring the block when missing.</summary>
    public void Set(MemoryRegister memoryRegister, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = GetBlock(memoryRegister);
        block.Value = value;
        configure?.Invoke(block);
    }

    /// <summary>Sets the value where it is declared, or declares it in the given scope.</summary>
    public void Set(ExpressionExecutionContext context, object? value, Action<MemoryBlock>? configure = null) =>
        context.Set(this, value, configure);

    /// <summary>The block in the register, declared when missing.</summary>
    public MemoryBlock GetBlock(MemoryRegister memoryRegister) => memoryRegister.Declare(this);
}

/// <summary>A typed reference.</summary>
public class MemoryBlockReference<T> : MemoryBlockReference
{
    /// <summary>Creates a reference whose id is assigned when a graph is built.</summary>
    public MemoryBlockReference()
    {
    }

    /// <summary>Creates a reference to the block of that id.</summary>
    public MemoryBlockReference(string id) : base(id)
    {
    }

    /// <summary>Value found from the scope outwards.</summary>
    public new T? Get(ExpressionExecutionContext context) => context.Get<T>(this);

    /// <summary>Sets the value where it is declared, or here.</summary>
    public void Set(ExpressionExecutionContext context, T value, Action<MemoryBlock>? configure = null) =>
        context.Set(this, value, configure);
}

/// <summary>A reference that carries its value.</summary>
public class Literal : MemoryBlockReference
{
    /// <summary>Creates a literal without value.</summary>
    public Literal()
    {
    }

    /// <summary>Creates a literal.</summary>
    public Literal(object? value, string? id = null) : base(id!) => Value = value;

    /// <summary>The value.</summary>
    public object? Value { get; }

    /// <summary>Creates a literal of the value's type.</summary>
    public static Literal From<T>(T value) => new Literal<T>(value);

    /// <inheritdoc/>
    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed literal.</summary>
public class Literal<T> : Literal
{
    /// <summary>Creates a literal without value.</summary>
    public Literal()
    {
    }

    /// <summary>Creates a literal.</summary>
    public Literal(T value, string? id = null) : base(value, id)
    {
    }
}

/// <summary>A reference that carries JSON text.</summary>
public class ObjectLiteral : MemoryBlockReference
{
    /// <summary>Creates a literal without value.</summary>
    public ObjectLiteral()
    {
    }

    /// <summary>Creates a literal of JSON text.</summary>
    public ObjectLiteral(string? value) => Value = value;

    /// <summary>JSON text.</summary>
    public string? Value { get; }

    /// <summary>Creates a literal with the JSON text of the value.</summary>
    public static ObjectLiteral From<T>(T value) => new ObjectLiteral<T>(value);

    /// <inheritdoc/>
    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed JSON literal.</summary>
public class ObjectLiteral<T> : ObjectLiteral
{
    /// <summary>Creates a literal without value.</summary>
    public ObjectLiteral()
    {
    }

    /// <summary>Creates a literal with the JSON text of the value.</summary>
    public ObjectLiteral(T value) : base(JsonSerializer.Serialize(value))
    {
    }
}
