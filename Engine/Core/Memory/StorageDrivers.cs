using System.Text.Json;

namespace Elsa.Workflows;

/// <summary>Keeps values with the instance, as JSON in the properties of the context that declares the variable.</summary>
/// <remarks>A value that cannot be written as JSON faults the burst instead of being dropped silently.</remarks>
public class WorkflowInstanceStorageDriver : IStorageDriver
{
    /// <summary>Key of the dictionary in the owning context's properties.</summary>
    public const string VariablesDictionaryStateKey = "Variables";

    /// <inheritdoc/>
    public double Priority => 5;

    /// <inheritdoc/>
    public IEnumerable<string> Tags => [];

    /// <inheritdoc/>
    public ValueTask WriteAsync(string id, object value, StorageDriverContext context)
    {
        var variables = Variables(context) ?? new VariablesDictionary();
        variables[id] = JsonSerializer.SerializeToElement(value, value.GetType());
        context.ExecutionContext.Properties[VariablesDictionaryStateKey] = variables;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) =>
        new(Variables(context) is { } variables && variables.TryGetValue(id, out var value) ? value : null);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string id, StorageDriverContext context)
    {
        Variables(context)?.Remove(id);
        return default;
    }

    private static IDictionary<string, object>? Variables(StorageDriverContext context) =>
        context.ExecutionContext.Properties.TryGetValue(VariablesDictionaryStateKey, out var value)
            ? value as IDictionary<string, object>
            : null;
}

/// <summary>Stored values of variables, by id of the variable; values are JSON elements.</summary>
public class VariablesDictionary : Dictionary<string, object>
{
    /// <summary>Creates an empty dictionary.</summary>
    public VariablesDictionary()
    {
    }

    /// <summary>Copies the given values.</summary>
    public VariablesDictionary(IDictionary<string, object> values) : base(values)
    {
    }
}

/// <summary>Keeps values in memory, as long as the scope that resolved the driver lives.</summary>
public class MemoryStorageDriver : IStorageDriver
{
    private readonly Dictionary<string, object> _values = [];

    /// <inheritdoc/>
    public double Priority => 0;

    /// <inheritdoc/>
    public IEnumerable<string> Tags => [];

    /// <inheritdoc/>
    public ValueTask WriteAsync(string id, object value, StorageDriverContext context)
    {
        _values[id] = value;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) => new(_values.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string id, StorageDriverContext context)
    {
        _values.Remove(id);
        return default;
    }
}
