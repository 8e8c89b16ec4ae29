namespace Elsa.Workflows.Management.Entities;

/// <summary>One version of a definition.</summary>
public sealed class WorkflowDefinition
{
    /// <summary>Materializer of definitions that are read from <see cref="Document"/>.</summary>
    public const string JsonMaterializer = "Json";

    /// <summary>Materializer of workflow classes, which are built anew each time.</summary>
    public const string ClrMaterializer = "CLR";

    /// <summary>Id of the version.</summary>
    public required string Id { get; init; }

    /// <summary>Id that stays over all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Number of the version, from 1; unique within the definition.</summary>
    public int Version { get; set; }

    /// <summary>Name shown.</summary>
    public string? Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>The newest version.</summary>
    public bool IsLatest { get; set; }

    /// <summary>The version that starts.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Not to be edited.</summary>
    public bool IsReadonly { get; set; }

    /// <summary>Belongs to the system.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Offered as an activity.</summary>
    public bool UsableAsActivity { get; set; }

    /// <summary><see cref="JsonMaterializer"/> or <see cref="ClrMaterializer"/>.</summary>
    public string MaterializerName { get; set; } = JsonMaterializer;

    /// <summary>Full name of the workflow class; null for JSON.</summary>
    public string? MaterializerContext { get; set; }

    /// <summary>Who made it: the vendor's shipped content or the customer (D23).</summary>
    public DefinitionOrigin Origin { get; set; }

    /// <summary>Upper-case hexadecimal SHA-256 of what runs and how it is drawn; ids, dates, number and flags are not part of it.</summary>
    public required string ContentHash { get; set; }

    /// <summary>When this version was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was published first; from then on its content never changes.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>The whole model as JSON (<see cref="Serialization.DefinitionJson"/>); lists never read it.</summary>
    public required string Document { get; set; }

    /// <summary>Concurrency column.</summary>
    public int RowVersion { get; set; }
}

/// <summary>Who made a version.</summary>
public enum DefinitionOrigin
{
    /// <summary>Drawn or imported here.</summary>
    Customer,

    /// <summary>Shipped with the product.</summary>
    Vendor,
}

/// <summary>What is needed of a version to find its compiled graph.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="DefinitionId">Id of the definition.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="ContentHash">Hash of its content.</param>
/// <param name="IsFrozen">True once it was published: its content never changes.</param>
public sealed record WorkflowDefinitionHead(string Id, string DefinitionId, int Version, string ContentHash, bool IsFrozen);
