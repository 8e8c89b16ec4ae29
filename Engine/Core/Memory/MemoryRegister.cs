using Elsa.Expressions.Helpers;

namespace Elsa.Expressions.Models;

/// <summary>One value in memory.</summary>
public class MemoryBlock
{
    /// <summary>Creates an empty block.</summary>
    public MemoryBlock()
    {
    }

    /// <summary>Creates a block with a value.</summary>
    public MemoryBlock(object? value, object? metadata = null) => (Value, Metadata) = (value, metadata);

    /// <summary>The value.</summary>
    public object? Value { get; set; }

    /// <summary>What declared the block, e.g. a <see cref="Elsa.Workflows.Memory.VariableBlockMetadata"/>.</summary>
    public object? Metadata { get; set; }
}

/// <summary>The blocks of one scope, by id.</summary>
public class MemoryRegister(IDictionary<string, MemoryBlock>? blocks = null)
{
    /// <summary>Blocks by id.</summary>
    public IDictionary<string, MemoryBlock> Blocks { get; } = blocks ?? new Dictionary<string, MemoryBlock>();

    /// <summary>Whether this register has the block.</summary>
    public bool IsDeclared(MemoryBlockReference reference) => HasBlock(reference.Id);

    /// <summary>Whether this register has a block of that id.</summary>
    public bool HasBlock(string id) => TryGetBlock(id, out _);

    /// <summary>Finds the block in this register only; a null id is never found.</summary>
    public bool TryGetBlock(string id, out MemoryBlock block)
    {
        block = null!;
        return id != null && Blocks.TryGetValue(id, out block!);
    }

    /// <summary>Declares all; existing blocks win.</summary>
    public void Declare(IEnumerable<MemoryBlockReference> references)
    {
        foreach (var reference in references)
            Declare(reference);
    }

    /// <summary>Declares the block; an existing block wins.</summary>
    public MemoryBlock Declare(MemoryBlockReference blockReference)
    {
        if (TryGetBlock(blockReference.Id, out var block))
            return block;

        return Blocks[blockReference.Id] = blockReference.Declare();
    }
}

internal static class MemoryValues
{
    /// <summary>Casts where possible, converts otherwise.</summary>
    public static T? As<T>(this object? value) => value is T typed ? typed : value is null ? default : value.ConvertTo<T>();
}
