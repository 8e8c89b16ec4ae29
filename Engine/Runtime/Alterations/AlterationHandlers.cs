using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Expressions.Exceptions;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Signals;

namespace Elsa.Alterations;

/// <summary>Base of handlers of one type of alteration.</summary>
public abstract class AlterationHandlerBase<TAlteration> : IAlterationHandler
    where TAlteration : IAlteration
{
    /// <inheritdoc/>
    public bool CanHandle(IAlteration alteration) => alteration is TAlteration;

    /// <inheritdoc/>
    public ValueTask HandleAsync(AlterationContext context) => HandleAsync(context, (TAlteration)context.Alteration);

    /// <summary>Changes the run in memory and says how it went.</summary>
    protected abstract ValueTask HandleAsync(AlterationContext context, TAlteration alteration);
}

/// <summary>Sets a variable in the first context that declares it.</summary>
internal sealed class ModifyVariableHandler : AlterationHandlerBase<ModifyVariable>
{
    protected override ValueTask HandleAsync(AlterationContext context, ModifyVariable alteration)
    {
        var found = context.WorkflowExecutionContext.ActivityExecutionContexts
            .SelectMany(owner => owner.Variables.Select(variable => (Owner: owner, Variable: variable)))
            .FirstOrDefault(item => item.Variable.Id == alteration.VariableId);
        if (found.Owner is null)
        {
            context.Fail($"Variable with ID {alteration.VariableId} not found");
            return default;
        }

        try
        {
            found.Variable.Set(found.Owner, alteration.Value);
            context.Succeed();
        }
        catch (TypeConversionException error)
        {
            context.Fail(error.Message);
        }

        return default;
    }
}

/// <summary>Queues an activity of a flowchart, or a faulted activity instance wherever it stands.</summary>
internal sealed class ScheduleActivityHandler : AlterationHandlerBase<ScheduleActivity>
{
    protected override async ValueTask HandleAsync(AlterationContext context, ScheduleActivity alteration)
    {
        var run = context.WorkflowExecutionContext;
        if (alteration.ActivityInstanceId is { Length: > 0 } instanceId)
        {
            if (run.ActivityExecutionContexts.Any(item => item.Id == instanceId && item.Status is ActivityStatus.Faulted or ActivityStatus.Running))
            {
                run.ScheduleAgain(instanceId);
                context.Succeed();
            }
            else
            {
                context.Fail($"Activity execution context with ID {instanceId} not found");
            }

            return;
        }

        if (run.FindActivityById(alteration.ActivityId!) is not { } activity || run.FindNodeByActivity(activity) is not { } node)
        {
            context.Fail($"Activity with ID {alteration.ActivityId} not found");
            return;
        }

        var parent = node.Ancestors()
            .Select(ancestor => run.ActivityExecutionContexts.LastOrDefault(item => item.NodeId == ancestor.NodeId && !item.IsCompleted))
            .FirstOrDefault(item => item is not null);
        if (parent?.Activity is not Flowchart)
        {
            context.Fail($"Expected activity {activity.Id} to stand in a running flowchart, but it does not.");
            return;
        }

        await parent.SendSignalAsync(new ScheduleChildActivity(activity));
        context.Succeed();
    }
}

/// <summary>Cancels activity instances once every other alteration has succeeded.</summary>
internal sealed class CancelActivityHandler : AlterationHandlerBase<CancelActivity>
{
    protected override ValueTask HandleAsync(AlterationContext context, CancelActivity alteration)
    {
        var meant = context.WorkflowExecutionContext.ActivityExecutionContexts
            .Where(item => !item.IsCompleted
                && (alteration.ActivityInstanceId is { Length: > 0 } id ? item.Id == id : item.Activity.Id == alteration.ActivityId))
            .ToList();
        if (meant.Count == 0)
        {
            context.Fail($"Activity {alteration.ActivityInstanceId ?? alteration.ActivityId} neither runs nor waits");
            return default;
        }

        context.Succeed(commitAction: async () =>
        {
            foreach (var item in meant)
                await item.CancelActivityAsync();
        });
        return default;
    }
}
