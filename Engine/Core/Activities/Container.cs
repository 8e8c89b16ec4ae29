using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Activities;

/// <summary>Base of activities that contain a list of activities and variables.</summary>
public abstract class Container(string? source = default, int? line = default) : Activity(source, line), IVariableContainer
{
    /// <summary>What it contains.</summary>
    public ICollection<IActivity> Activities { get; set; } = [];

    /// <summary>Variables for what it contains.</summary>
    public ICollection<Variable> Variables { get; set; } = [];

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.ExpressionExecutionContext.Memory.Declare(Variables);
        await ScheduleChildrenAsync(context);
    }

    /// <summary>Schedules what is to run first.</summary>
    protected virtual ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        ScheduleChildren(context);
        return default;
    }

    /// <summary>Schedules what is to run first.</summary>
    protected virtual void ScheduleChildren(ActivityExecutionContext context)
    {
    }
}
