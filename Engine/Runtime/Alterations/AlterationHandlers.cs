using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;

namespace Elsa.Alterations;

/// <summary>The alterations the engine knows.</summary>
internal sealed class AlterationHandlers : IAlterationHandler
{
    /// <inheritdoc />
    public bool CanHandle(IAlteration alteration) => alteration is Cancel or CancelActivity or ModifyVariable or ScheduleActivity;

    /// <inheritdoc />
    public ValueTask HandleAsync(AlterationContext context) => context.Alteration switch
    {
        Cancel => CancelInstance(context),
        CancelActivity cancel => CancelActivities(context, cancel),
        ModifyVariable modify => SetVariable(context, modify),
        ScheduleActivity schedule => ScheduleAsync(context, schedule),
        _ => throw new InvalidOperationException($"Expected a known alteration, but got {context.Alteration.GetType().Name}."),
    };

    private static ValueTask CancelInstance(AlterationContext context)
    {
        context.WorkflowExecutionContext.Cancel();
        context.Succeed();
        return default;
    }

    private static ValueTask CancelActivities(AlterationContext context, CancelActivity cancel)
    {
        var meant = context.WorkflowExecutionContext.ActivityExecutionContexts
            .Where(x => !x.IsCompleted && (x.Id == cancel.ActivityInstanceId || (cancel.ActivityInstanceId is null && x.Activity.Id == cancel.ActivityId)))
            .ToList();
        if (meant.Count == 0)
        {
            context.Fail($"Expected an open activity '{cancel.ActivityInstanceId ?? cancel.ActivityId}', but there is none.");
            return default;
        }

        context.Succeed(commitAction: async () =>
        {
            foreach (var activity in meant)
                await activity.CancelActivityAsync();
        });
        return default;
    }

    private static ValueTask SetVariable(AlterationContext context, ModifyVariable modify)
    {
        foreach (var scope in context.WorkflowExecutionContext.ActivityExecutionContexts)
        {
            if (scope.Variables.FirstOrDefault(x => x.Id == modify.VariableId) is not { } variable)
                continue;

            variable.Set(scope, variable.ParseValue(modify.Value));
            context.Succeed();
            return default;
        }

        context.Fail($"Expected a variable with id '{modify.VariableId}', but no scope has it.");
        return default;
    }

    private static async ValueTask ScheduleAsync(AlterationContext context, ScheduleActivity schedule)
    {
        var run = context.WorkflowExecutionContext;
        if (schedule.ActivityInstanceId is { } instanceId)
        {
            if (run.FindActivityExecutionContext(instanceId) is not { ParentActivityExecutionContext: { } parent } existing)
            {
                context.Fail($"Expected activity instance '{instanceId}' to be open, but it is not.");
                return;
            }

            if (existing.Status == ActivityStatus.Faulted)
                existing.RecoverFromFault();
            await parent.SendSignalAsync(new ScheduleChildActivity(existing));
        }
        else
        {
            if (schedule.ActivityId is not { } activityId
                || run.WorkflowGraph.FindByActivityId(activityId) is not { } node
                || NearestContext(run, node) is not { } ancestor)
            {
                context.Fail($"Expected activity '{schedule.ActivityId}' to stand in an open container, but it does not.");
                return;
            }

            await ancestor.SendSignalAsync(new ScheduleChildActivity(node.Activity));
        }

        context.Succeed();
    }

    private static ActivityExecutionContext? NearestContext(WorkflowExecutionContext run, ActivityNode node) =>
        node.Ancestors().Select(ancestor => run.ActivityExecutionContexts.LastOrDefault(x => x.NodeId == ancestor.NodeId)).FirstOrDefault(x => x is not null);
}
