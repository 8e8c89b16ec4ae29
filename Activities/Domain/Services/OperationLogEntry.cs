using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Services;

/// <summary>One operation on the customer's equipment, on site or remote; append-only.</summary>
public sealed class OperationLogEntry : LogEntry
{
    /// <summary>Type of the session: <see cref="RecordTypes.OnsiteService"/> or <see cref="RecordTypes.RemoteSession"/>.</summary>
    public string SessionType { get; set; } = "";

    /// <summary>The session.</summary>
    public Guid SessionId { get; set; }

    /// <summary>When it was done, UTC.</summary>
    public DateTimeOffset DoneAt { get; set; }

    /// <summary>What was done.</summary>
    public string Operation { get; set; } = "";

    /// <summary>Whether it changed something.</summary>
    public bool IsChanging { get; set; }

    /// <summary>Who of the customer consented; null where none was needed.</summary>
    public string? ConsentBy { get; set; }

    /// <summary>What came of it.</summary>
    public string? Result { get; set; }

    /// <summary>Who logged it.</summary>
    public Guid? ActorId { get; set; }
}
