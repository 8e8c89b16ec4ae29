namespace Elsa.Workflows.Runtime.Entities;

/// <summary>A place where an instance waits, as a row to be found by hash.</summary>
public sealed class StoredBookmark
{
    /// <summary>Id of the bookmark.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the stimulus.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of what it waits for.</summary>
    public required string Hash { get; init; }

    /// <summary>The waiting instance.</summary>
    public required string WorkflowInstanceId { get; init; }

    /// <summary>The waiting activity instance.</summary>
    public string? ActivityInstanceId { get; init; }

    /// <summary>Id of the waiting activity.</summary>
    public required string ActivityId { get; set; }

    /// <summary>Node id of the waiting activity.</summary>
    public required string ActivityNodeId { get; set; }

    /// <summary>Correlation id of the instance when the bookmark was stored.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What it waits for, as JSON; null for nothing in particular.</summary>
    public string? Payload { get; init; }

    /// <summary>True for a listener that may never be called: the instance does not really wait there (D8).</summary>
    public bool IsListener { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A way to start a published workflow.</summary>
public sealed class StoredTrigger
{
    /// <summary>Id of the trigger.</summary>
    public required string Id { get; init; }

    /// <summary>The definition it starts.</summary>
    public required string WorkflowDefinitionId { get; init; }

    /// <summary>The version it starts.</summary>
    public required string WorkflowDefinitionVersionId { get; init; }

    /// <summary>Name of the stimulus.</summary>
    public required string Name { get; init; }

    /// <summary>The trigger activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Hash of the stimulus; null when it could not be made.</summary>
    public string? Hash { get; init; }

    /// <summary>The stimulus as JSON; null when it could not be made.</summary>
    public string? Payload { get; init; }
}

/// <summary>A stimulus that nobody waited for yet; kept for about a minute (D6).</summary>
public sealed class BookmarkQueueItem
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the stimulus.</summary>
    public required string Name { get; init; }

    /// <summary>Hash that is waited for.</summary>
    public required string StimulusHash { get; init; }

    /// <summary>Only this instance.</summary>
    public string? WorkflowInstanceId { get; init; }

    /// <summary>Only instances with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this activity instance.</summary>
    public string? ActivityInstanceId { get; init; }

    /// <summary>Input of the burst, as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
