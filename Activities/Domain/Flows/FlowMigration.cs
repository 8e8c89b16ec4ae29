using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Flows;

/// <summary>What the owner of a flow decided for instances that stand at the same steps of the same version.</summary>
public enum MigrationChoice
{
    /// <summary>They end on the version they began with; always safe.</summary>
    Stay,

    /// <summary>They go on with the new version at once.</summary>
    Now,

    /// <summary>They go on with the new version at the next step at which they wait.</summary>
    WhenLeft,
}

/// <summary>Where the migration of one instance stands.</summary>
public enum MigrationState
{
    /// <summary>For the instance to leave its step.</summary>
    Waiting,

    /// <summary>To be done at once.</summary>
    Due,

    /// <summary>The instance is on the new version.</summary>
    Done,

    /// <summary>It stays on its version; the reason says why.</summary>
    Refused,

    /// <summary>It ended, or moved by other hands, before its turn came.</summary>
    Ended,
}

/// <summary>A decision to let running instances go on with another version of their flow (D24).</summary>
public sealed class FlowMigration : Entity
{
    /// <summary>The flow.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>Id of the version they go on with.</summary>
    public string ToVersionId { get; set; } = "";

    /// <summary>Its number.</summary>
    public int ToVersion { get; set; }

    /// <summary>Step in the new version by step in the old one, where they differ.</summary>
    public Dictionary<string, string> Steps { get; set; } = [];

    /// <summary>Which instances, and what of them; those that stay are not named.</summary>
    public List<MigrationGroup> Groups { get; set; } = [];

    /// <summary>Why; null when it came with publishing, whose note says it.</summary>
    public string? Note { get; set; }

    /// <summary>Who decided; null = the system.</summary>
    public Guid? StartedById { get; set; }

    /// <summary>Their user name.</summary>
    public string StartedByName { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>True once an item was made of every instance.</summary>
    public bool IsListed { get; set; }
}

/// <summary>Instances of one version that stand at the same steps.</summary>
/// <param name="VersionId">Id of the version they are on.</param>
/// <param name="Steps">Ids of the steps at which they wait, in ordinal order.</param>
/// <param name="Choice">What becomes of them; never <see cref="MigrationChoice.Stay"/>.</param>
/// <param name="Only">Instances meant; null for all of the group.</param>
public sealed record MigrationGroup(string VersionId, IReadOnlyList<string> Steps, MigrationChoice Choice, IReadOnlyList<string>? Only);

/// <summary>One instance of a migration and what became of it.</summary>
public sealed class FlowMigrationItem : Entity
{
    /// <summary>The migration.</summary>
    public Guid MigrationId { get; set; }

    /// <summary>The instance.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>Number of its record; null when it has none.</summary>
    public string? RecordNo { get; set; }

    /// <summary>Number of the version it was on.</summary>
    public int FromVersion { get; set; }

    /// <summary>Steps at which it stands while the migration waits, each between commas: <c>,approve,</c>.</summary>
    public string Steps { get; set; } = "";

    /// <summary>Now, or when it leaves those steps.</summary>
    public MigrationChoice Choice { get; set; }

    /// <summary>Where it stands.</summary>
    public MigrationState State { get; set; }

    /// <summary>Why it was refused; while it waits, why the last try was.</summary>
    public string? ReasonZh { get; set; }

    /// <summary>As <see cref="ReasonZh"/>, in English.</summary>
    public string? ReasonEn { get; set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Steps as <see cref="Steps"/> keeps them.</summary>
    public static string Written(IEnumerable<string> steps) => $",{string.Join(',', steps)},";
}
