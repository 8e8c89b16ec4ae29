namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>What an administrator does to an instance by hand; see conventions §9.</summary>
/// <param name="Kind">One of <see cref="RepairKinds"/>.</param>
public sealed record Repair(string Kind, string InstanceId, string Reason)
{
    /// <summary>What it is done to: activity instance (retry, skip), id of a step (replay), bookmark (event); null for the instance itself.</summary>
    public string? Subject { get; init; }

    /// <summary>Outcome with which a step is skipped.</summary>
    public string? Outcome { get; init; }

    /// <summary>New values by variable id; those that are left out stay.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Activity instances that a replay takes back.</summary>
    public IReadOnlyList<string> TakenBack { get; init; } = [];

    /// <summary>A replay does again what was done outside before.</summary>
    public bool RepeatEffects { get; init; }

    /// <summary>Version that a migration goes to.</summary>
    public int? Version { get; init; }

    /// <summary>When the event that is told happened; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>What of the event.</summary>
    public string? EventFilter { get; init; }

    /// <summary>What the audit trail keeps besides the reason.</summary>
    public string Told => Kind switch
    {
        RepairKinds.Skip => $"{Subject} → {Outcome}",
        RepairKinds.Replay => string.Join(", ", Variables.Select(x => $"{x.Key}={x.Value}").Prepend(Subject + (RepeatEffects ? " + effects" : ""))),
        RepairKinds.Migrate => $"v{Version}",
        _ => Subject ?? InstanceId,
    };
}

/// <summary>Kinds of repairs, as they stand in addresses and in the audit trail.</summary>
public static class RepairKinds
{
    public const string Retry = "retry";
    public const string Skip = "skip";
    public const string Replay = "replay";
    public const string SendEvent = "event";
    public const string Migrate = "migrate";
    public const string Cancel = "cancel";

    public static IReadOnlyList<string> All { get; } = [Retry, Skip, Replay, SendEvent, Migrate, Cancel];
}
