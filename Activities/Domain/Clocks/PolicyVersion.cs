using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Where a version of a policy file stands.</summary>
public enum PolicyState
{
    /// <summary>May be edited; binds nothing.</summary>
    Draft,

    /// <summary>Published; in force from its date until the next one's.</summary>
    Published,

    /// <summary>A draft that was thrown away; its number is not used again.</summary>
    Discarded,
}

/// <summary>A stored file of numbers or texts; once published its content never changes.</summary>
public sealed class PolicyVersion : Entity
{
    /// <summary>What it holds: <see cref="SlaKind"/> or <see cref="NotificationsKind"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Counts up from 1; unique for its kind.</summary>
    public int Version { get; set; }

    /// <summary>The whole file.</summary>
    public string Json { get; set; } = "";

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Draft, published or thrown away.</summary>
    public PolicyState State { get; set; }

    /// <summary>When it was published, UTC; null for what never was.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>From when new records bind it, UTC; null for what is not published.</summary>
    public DateTimeOffset? EffectiveFrom { get; set; }

    /// <summary>Why it was published.</summary>
    public string? Note { get; set; }

    /// <summary>The version a draft was made from; null for what came with the product.</summary>
    public int? BasedOn { get; set; }

    /// <summary>Number of the product's file it came from; null for what was made here. It differs from the version where that number was taken.</summary>
    public int? Shipped { get; set; }

    /// <summary>Contracts whose promise changes to this version from its date on; the others keep the version they have.</summary>
    public List<Guid> ContractIds { get; set; } = [];

    /// <summary>Clocks, calendars, profiles, penalty rules.</summary>
    public const string SlaKind = "sla";

    /// <summary>Texts and rules of messages.</summary>
    public const string NotificationsKind = "notifications";
}

/// <summary>A year of holidays that was published after the policy: one version of its calendar. The newest of a year goes before older ones and the policy's own rows.</summary>
public sealed class LoadedYear : Entity
{
    /// <summary>E.g. <c>CAL-CN-WORK</c>.</summary>
    public string CalendarId { get; set; } = "";

    /// <summary>Version of the calendar that it makes; the policy's own rows are version 1.</summary>
    public int Version { get; set; }

    /// <summary>Calendar year.</summary>
    public int Year { get; set; }

    /// <summary>Why it was published.</summary>
    public string Note { get; set; } = "";

    /// <summary>The rows, as <see cref="CalendarYear"/> in JSON.</summary>
    public CalendarYear Rows { get; set; } = new(0, false, [], [], "");
}
