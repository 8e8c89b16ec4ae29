using Elsa.Alterations.Core.Contracts;

namespace Elsa.Alterations.AlterationTypes;

/// <summary>Cancels the instance.</summary>
public class Cancel : IAlteration;

/// <summary>Cancels what runs or waits of an activity.</summary>
public class CancelActivity : IAlteration
{
    /// <summary>All activity instances of this activity; or null.</summary>
    public string? ActivityId { get; set; }

    /// <summary>This activity instance; or null.</summary>
    public string? ActivityInstanceId { get; set; }
}

/// <summary>Lets the instance go on with another version of its definition (D24).</summary>
public class Migrate : IAlteration
{
    /// <summary>Number of the version.</summary>
    public int TargetVersion { get; set; }

    /// <summary>Activity id in that version by activity id in the present one, where they differ. Not in Elsa, where the ids must be the same.</summary>
    public Dictionary<string, string> Activities { get; set; } = [];
}

/// <summary>Sets a variable.</summary>
public class ModifyVariable : IAlteration
{
    /// <summary>Id of the variable.</summary>
    public string VariableId { get; set; } = null!;

    /// <summary>New value; converted to the variable's type.</summary>
    public object? Value { get; set; }
}

/// <summary>Queues an activity: a faulted activity instance again, or an activity of a flowchart anew.</summary>
public class ScheduleActivity : IAlteration
{
    /// <summary>The activity; or null.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The activity instance; or null.</summary>
    public string? ActivityInstanceId { get; set; }
}

/// <summary>Leaves a waiting or faulted activity instance with an outcome: what it asked for is withdrawn, its body is not run. Not in Elsa.</summary>
public class SkipActivity : IAlteration
{
    /// <summary>The activity instance.</summary>
    public string ActivityInstanceId { get; set; } = null!;

    /// <summary>What it completes with; case matters.</summary>
    public string Outcome { get; set; } = null!;
}

/// <summary>Passes over the next run of activities whose effects stand, so that a replay does not repeat them; what was to be passed over before is forgotten. Not in Elsa.</summary>
public class KeepEffects : IAlteration
{
    /// <summary>Outcomes that each completes with, by activity id; none means the default outcome.</summary>
    public Dictionary<string, string[]> Activities { get; set; } = [];
}
