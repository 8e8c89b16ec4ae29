namespace Elsa.Workflows;

/// <summary>Keeps the values of variables between bursts. A port: hosts may register their own.</summary>
public interface IStorageDriver
{
    /// <summary>Order in lists; higher first.</summary>
    double Priority { get; }

    /// <summary>Marks by which callers leave drivers out.</summary>
    IEnumerable<string> Tags { get; }

    /// <summary>Keeps a value that is not null.</summary>
    /// <param name="id">Id of the variable.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">The activity context that owns the variable.</param>
    ValueTask WriteAsync(string id, object value, StorageDriverContext context);

    /// <summary>The kept value, or null when there is none.</summary>
    ValueTask<object?> ReadAsync(string id, StorageDriverContext context);

    /// <summary>Forgets the value.</summary>
    ValueTask DeleteAsync(string id, StorageDriverContext context);
}

/// <summary>Whose variable a storage driver keeps.</summary>
/// <param name="ExecutionContext">The context that declares the variable.</param>
/// <param name="Variable">The variable.</param>
/// <param name="CancellationToken">Cancelled when the burst is to stop.</param>
public record StorageDriverContext(IExecutionContext ExecutionContext, Memory.Variable Variable, CancellationToken CancellationToken);
