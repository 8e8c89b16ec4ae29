using Elsa.Workflows.Runtime.Commands;

namespace Elsa.Workflows.Runtime;

/// <summary>Work that an activity leaves for later.</summary>
public static class DeferredTasks
{
    /// <summary>Runs the task after the burst's commit and outside of it: once, and lost when the process dies in between. What must not be lost is dispatched.</summary>
    public static void DeferTask(this ActivityExecutionContext context, Func<Task> task) =>
        context.GetRequiredService<CommandScope>().AfterCommit(_ => task());
}
