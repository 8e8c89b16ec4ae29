using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Recovery;

/// <summary>One attempt to bring service back (flow 05): planned, authorised, carried out.</summary>
public sealed class RecoveryAction : Entity
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>Order within the case, from 1.</summary>
    public int Sequence { get; set; }

    /// <summary>What is done.</summary>
    public RecoveryActionType Action { get; set; }

    /// <summary>The steps.</summary>
    public string Plan { get; set; } = "";

    /// <summary>How long it should take.</summary>
    public int? ExpectedMinutes { get; set; }

    /// <summary>What may go wrong.</summary>
    public string Risk { get; set; } = "";

    /// <summary>How to get back.</summary>
    public string Fallback { get; set; } = "";

    /// <summary>Who authorised it; null = not yet.</summary>
    public string? AuthorisedBy { get; set; }

    /// <summary>When it was authorised.</summary>
    public DateTimeOffset? AuthorisedAt { get; set; }

    /// <summary>In the system or by phone.</summary>
    public ConsentKind? AuthorisationKind { get; set; }

    /// <summary>When work on it began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it went; null while it is open.</summary>
    public RecoveryResult? Result { get; set; }
}

/// <summary>Something that was changed to restore service and must not stay (05.9).</summary>
public sealed class TemporaryMeasure : Entity
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>What was changed.</summary>
    public string Text { get; set; } = "";

    /// <summary>When it was undone; null while it stands.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>The change request that will undo it; null without one.</summary>
    public string? ChangeNo { get; set; }

    /// <summary>Whether it still stands and nobody is to undo it.</summary>
    public bool IsOpen => UndoneAt is null && string.IsNullOrWhiteSpace(ChangeNo);
}

/// <summary>Ways to bring service back.</summary>
public enum RecoveryActionType
{
#pragma warning disable CS1591 // the words of the glossary
    SwitchProtection,
    Restart,
    RollbackChange,
    ReplaceBoard,
    RerouteTraffic,
    RestoreConfig,
    PowerEnvironment,
    Other,
#pragma warning restore CS1591
}

/// <summary>How an attempt ended.</summary>
public enum RecoveryResult
{
    /// <summary>The customer did not authorise it.</summary>
    Refused,

    /// <summary>Service is back.</summary>
    Restored,

    /// <summary>It did not help.</summary>
    NotRestored,

    /// <summary>It made things worse; the fallback was carried out.</summary>
    Worse,

    /// <summary>Service did not stay.</summary>
    Unstable,
}

/// <summary>How somebody said yes.</summary>
public enum ConsentKind
{
    /// <summary>In the system.</summary>
    Task,

    /// <summary>By phone; name, number and time are noted.</summary>
    Phone,
}

/// <summary>Stored recoveries; what a command added is seen by the same command before it commits.</summary>
public interface IRecoveries
{
    /// <summary>Attempts of a case in order.</summary>
    Task<IReadOnlyList<RecoveryAction>> ActionsAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Temporary measures of a case.</summary>
    Task<IReadOnlyList<TemporaryMeasure>> MeasuresAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Stores an attempt at the commit.</summary>
    void Add(RecoveryAction action);

    /// <summary>Stores a measure at the commit.</summary>
    void Add(TemporaryMeasure measure);
}
