namespace Elsa.ITR.Domain.Shared;

/// <summary>A stored business object that changes: it has a key of its own, a concurrency number and stamps.</summary>
/// <remarks>The stamps and <see cref="RowVersion"/> are set by the database context when the command commits.</remarks>
public abstract class Entity
{
    /// <summary>Made by the domain (version 7, so new rows sort last); links exist before the commit.</summary>
    public Guid Id { get; set; } = Ids.Next();

    /// <summary>Grows by one with every committed change; a command that saw an older number conflicts.</summary>
    public int RowVersion { get; set; }

    /// <summary>When the first command committed it, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>User name, or <c>system</c>.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>When the last command committed a change, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>User name, or <c>system</c>.</summary>
    public string UpdatedBy { get; set; } = "";
}

/// <summary>A stored fact that is written once and never changed: events, ledgers, audit, timeline.</summary>
public abstract class LogEntry
{
    /// <summary>Made by the domain (version 7).</summary>
    public Guid Id { get; set; } = Ids.Next();

    /// <summary>When it was recorded, UTC; when it happened in business time is a field of its own where the two differ.</summary>
    public DateTimeOffset At { get; set; }
}
