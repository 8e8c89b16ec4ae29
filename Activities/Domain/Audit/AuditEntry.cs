using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Audit;

/// <summary>Who changed what, when and why; never changed, never deleted.</summary>
public sealed class AuditEntry : LogEntry
{
    /// <summary>noun.verb, e.g. <c>work-item.complete</c>, <c>clock.pause</c>, <c>case.level</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Person; null = the system.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>User name, or <c>system</c>.</summary>
    public string ActorName { get; set; } = "";

    /// <summary>What it was; short text or JSON.</summary>
    public string? Old { get; set; }

    /// <summary>What it is now; short text or JSON.</summary>
    public string? New { get; set; }

    /// <summary>The reason the person gave, or the rule that acted.</summary>
    public string? Reason { get; set; }
}

/// <summary>Stored audit entries.</summary>
public interface IAuditLog
{
    /// <summary>Stores an entry at the commit.</summary>
    void Add(AuditEntry entry);
}
