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
