using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Expressions.Models;

/// <summary>Where an expression is evaluated: a memory register, its ancestors, and the services of the run.</summary>
public class ExpressionExecutionContext(
    IServiceProvider serviceProvider,
    MemoryRegister memory,
    ExpressionExecutionContext? parentContext = null,
    IDictionary<object, object>? transientProperties = null,
    Action? onChange = null,
    CancellationToken cancellationToken = default)
{
    private IDictionary<object, object>? _transientProperties = transientProperties;

    /// <summary>Services of the scope in which the burst runs.</summary>
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <summary>Blocks declared in this scope.</summary>
    public MemoryRegister Memory { get; } = memory;

    /// <summary>The next scope outwards, or null.</summary>
    public ExpressionExecutionContext? ParentContext { get; set; } = parentContext;

    /// <summary>Values that live as long as this object; never stored.</summary>
    public IDictionary<object, object> TransientProperties
    {
        get => _transientProperties ??= new Dictionary<object, object>();
        set => _transientProperties = value;
    }

    /// <summary>Cancelled when the burst is to stop.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The activity or workflow execution context behind this scope, if any.</summary>
    internal object? Owner { get; init; }

    /// <summary>Finds the block from here outwards.</summary>
    /// <exception cref="InvalidOperationException">No scope declares the reference.</exception>
    public MemoryBlock GetBlock(MemoryBlockReference blockReference) =>
        TryGetBlock(blockReference, out var block)
            ? block
            : throw new InvalidOperationException(
                $"Expected memory block '{blockReference.Id}' to be declared, but no scope has it. Evaluate or declare it first.");

    /// <summary>Finds the block from here outwards; the first register that has the id wins.</summary>
    public bool TryGetBlock(MemoryBlockReference blockReference, out MemoryBlock block)
    {
        for (var scope = this; scope != null; scope = scope.ParentContext)
        {
            if (scope.Memory.TryGetBlock(blockReference.Id, out block))
                return true;
        }

        block = null!;
        return false;
    }

    /// <summary>Value of the block. Undeclared blocks throw.</summary>
    public object? Get(MemoryBlockReference blockReference) => GetBlock(blockReference).Value;

    /// <summary>Value of the block, cast or converted to <typeparamref name="T"/>.</summary>
    public T? Get<T>(MemoryBlockReference blockReference) => Get(blockReference).As<T>();

    /// <summary>Value of the block, or false when no scope declares it.</summary>
    public bool TryGet(MemoryBlockReference blockReference, out object? value)
    {
        var found = TryGetBlock(blockReference, out var block);
        value = found ? block.Value : null;
        return found;
    }

    /// <summary>Sets the value where the block is declared, or declares it here.</summary>
    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        Set(() => blockReference, value, configure);

    /// <inheritdoc cref="Set(MemoryBlockReference, object?, Action{MemoryBlock}?)"/>
    public void Set(Func<MemoryBlockReference> blockReference, object? value, Action<MemoryBlock>? configure = null)
    {
        var reference = blockReference();
        var block = TryGetBlock(reference, out var existing) ? existing : Memory.Declare(reference);
        block.Value = value;
        configure?.Invoke(block);
        onChange?.Invoke();
    }

    /// <summary>A service of the run; throws when it is not registered.</summary>
    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();
}

/// <summary>Options given to an expression handler.</summary>
public class ExpressionEvaluatorOptions
{
    /// <summary>No arguments.</summary>
    public static readonly ExpressionEvaluatorOptions Empty = new();

    /// <summary>Values an expression may use by name, besides those in scope.</summary>
    public IDictionary<string, object> Arguments { get; set; } = new Dictionary<string, object>();
}
