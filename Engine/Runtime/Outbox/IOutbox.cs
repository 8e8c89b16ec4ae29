using System.Text.Json;

namespace Elsa.Workflows.Runtime.Outbox;

/// <summary>Collects effects that happen after the commit; scoped, part of the running command.</summary>
public interface IOutbox
{
    /// <summary>Adds a row that is executed after this command has committed.</summary>
    /// <param name="kind">Names the <see cref="IOutboxHandler"/>.</param>
    /// <param name="payload">What to do; written as JSON with web defaults (camelCase).</param>
    /// <param name="recordId">The record on which the effect is shown.</param>
    /// <param name="isInternal">True for work inside the database: run at once after the commit, exactly once.</param>
    /// <returns>The row; it is not stored before the commit.</returns>
    OutboxMessage Add(string kind, object payload, string? recordId = null, bool isInternal = false);
}

/// <summary>Does outbox rows of one kind. Registered scoped.</summary>
/// <remarks>For internal rows it runs inside a command that marks the row done; for outside effects it runs without one, at least once,
/// and passes <see cref="OutboxMessage.Key"/> to the receiver. Throwing means: try again later.</remarks>
public interface IOutboxHandler
{
    /// <summary>The kind it does; each kind has one handler.</summary>
    string Kind { get; }

    /// <summary>Locks (see <see cref="Commands.CommandOptions.Locks"/>) for an internal row; none by default.</summary>
    IEnumerable<string> Locks(OutboxMessage message) => [];

    /// <summary>Does it.</summary>
    Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>Rows of the outbox; scoped, tracked by the unit of work.</summary>
public interface IOutboxStore
{
    /// <summary>The row for changing, or null.</summary>
    Task<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a row at the commit.</summary>
    void Add(OutboxMessage message);

    /// <summary>Leases due rows at once, oldest first, so that no other node works on them until <paramref name="until"/>.</summary>
    Task<IReadOnlyList<OutboxMessage>> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease at once; false when the row is another node's or done by now.</summary>
    Task<bool> RenewAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Deletes at once internal rows that were done before; returns the number of rows.</summary>
    Task<int> DeleteDoneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Rows of one record, newest first, for showing.</summary>
    Task<IReadOnlyList<OutboxMessage>> ListForRecordAsync(string recordId, CancellationToken cancellationToken);
}

/// <summary>JSON of payloads that the engine and its users put into rows.</summary>
public static class RowJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Writes camelCase JSON.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not JSON of a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, but the row holds null.");
}
