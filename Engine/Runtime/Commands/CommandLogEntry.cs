namespace Elsa.Workflows.Runtime.Commands;

/// <summary>One answered command: a row that commits together with the command's effects.</summary>
public sealed class CommandLogEntry
{
    /// <summary>Person id or <c>system</c>.</summary>
    public required string Principal { get; init; }

    /// <summary>Name of the operation.</summary>
    public required string Route { get; init; }

    /// <summary>Idempotency key; unique with <see cref="Principal"/> and <see cref="Route"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Hash of the body, null when the caller gave none.</summary>
    public string? BodyHash { get; init; }

    /// <summary>The answer as JSON.</summary>
    public required string Answer { get; init; }

    /// <summary>When it was answered; rows older than <see cref="RuntimeOptions.CommandLifetime"/> are swept.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Where answered commands are kept; scoped, in the same unit of work as their effects.</summary>
public interface ICommandLog
{
    /// <summary>The entry under these three, or null.</summary>
    Task<CommandLogEntry?> FindAsync(string principal, string route, string key, CancellationToken cancellationToken);

    /// <summary>Adds the row; a second one with the same three is a conflict at the commit.</summary>
    void Add(CommandLogEntry entry);

    /// <summary>Deletes at once what was answered before <paramref name="before"/>; returns the number of rows.</summary>
    Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
