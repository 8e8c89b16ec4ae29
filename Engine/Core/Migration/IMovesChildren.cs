namespace Elsa.Workflows.Migration;

/// <summary>A container that keeps something about its children: where it is, who is done. It brings that in line with its new version.</summary>
internal interface IMovesChildren
{
    /// <summary>Called once on every open context of the container, after the context has its node in the new graph.</summary>
    /// <param name="context">The context; its children are those that run, wait, are faulted or queued.</param>
    /// <param name="migration">Tells old from new ids; a container that cannot go on refuses.</param>
    ValueTask MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration);
}

/// <summary>Children that have not ended.</summary>
internal static class OpenChildren
{
    /// <summary>Activities that run, wait or are faulted, then those that are queued; one stands there as often as it is open.</summary>
    public static List<IActivity> Of(ActivityExecutionContext context) =>
    [
        .. context.Children.Where(child => !child.IsCompleted).Select(child => child.Activity),
        .. context.WorkflowExecutionContext.Scheduler.List()
            .Where(item => item.Owner == context && item.ExistingActivityExecutionContext == null)
            .Select(item => item.Activity),
    ];
}
