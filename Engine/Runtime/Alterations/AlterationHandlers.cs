using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Expressions.Exceptions;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
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
            context.Succeed($"{found.Variable.Name} becomes {alteration.Value ?? "null"}");
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
            if (run.FindActivityExecutionContext(instanceId) is { Status: ActivityStatus.Faulted or ActivityStatus.Running } meant)
            {
                run.ScheduleAgain(instanceId);
                context.Succeed($"'{meant.Activity.Id}' runs again");
            }
            else
            {
                context.Fail($"Activity execution context with ID {instanceId} not found");
            }

            return;
        }

        if (alteration.ActivityId is null || run.FindActivityById(alteration.ActivityId) is not { } activity || run.FindNodeByActivity(activity) is not { } node)
        {
            context.Fail($"Activity with ID {alteration.ActivityId} not found");
            return;
        }

        var parent = node.Ancestors()
            .Select(ancestor => run.ActivityExecutionContexts.LastOrDefault(item => item.NodeId == ancestor.NodeId && !item.IsCompleted))
            .FirstOrDefault(item => item is not null);
        if (parent?.Activity is not Flowchart || node.Parent?.Activity != parent.Activity)
        {
            context.SucceedWithoutEffect($"'{activity.Id}' does not stand in a flowchart that runs: nothing is scheduled");
            return;
        }

        await parent.SendSignalAsync(new ScheduleChildActivity(activity));
        context.Succeed($"'{activity.Id}' runs");
    }
}

/// <summary>Cancels activity instances once every other alteration has succeeded.</summary>
internal sealed class CancelActivityHandler : AlterationHandlerBase<CancelActivity>
{
    protected override ValueTask HandleAsync(AlterationContext context, CancelActivity alteration)
    {
        var run = context.WorkflowExecutionContext;
        if (alteration.ActivityInstanceId is { Length: > 0 } instanceId ? run.FindActivityExecutionContext(instanceId) is null : run.FindActivityById(alteration.ActivityId ?? "") is null)
        {
            context.Fail($"Activity {alteration.ActivityInstanceId ?? alteration.ActivityId} not found");
            return default;
        }

        var meant = Meant(run, alteration);
        if (meant.Count == 0)
        {
            context.SucceedWithoutEffect($"'{alteration.ActivityInstanceId ?? alteration.ActivityId}' neither runs nor waits: nothing is cancelled");
            return default;
        }

        context.Succeed($"'{meant[0].Activity.Id}' is cancelled", async () =>
        {
            foreach (var item in Meant(context.WorkflowExecutionContext, alteration))
                await item.CancelActivityAsync();
        });
        return default;
    }

    private static List<ActivityExecutionContext> Meant(WorkflowExecutionContext run, CancelActivity alteration) =>
    [
        .. run.ActivityExecutionContexts.Where(item => !item.IsCompleted
            && (alteration.ActivityInstanceId is { Length: > 0 } id ? item.Id == id : item.Activity.Id == alteration.ActivityId)),
    ];
}

/// <summary>Leaves an activity instance with an outcome; what it asked for is withdrawn once every other alteration has succeeded.</summary>
internal sealed class SkipActivityHandler : AlterationHandlerBase<SkipActivity>
{
    protected override ValueTask HandleAsync(AlterationContext context, SkipActivity alteration)
    {
        var run = context.WorkflowExecutionContext;
        if (run.FindActivityExecutionContext(alteration.ActivityInstanceId) is not { Status: ActivityStatus.Faulted or ActivityStatus.Running } meant)
        {
            context.Fail($"Activity execution context with ID {alteration.ActivityInstanceId} not found");
            return default;
        }

        if (meant.Children.Any(child => !child.IsCompleted))
        {
            context.Fail($"'{meant.Activity.Id}' contains activities that run: skip those");
            return default;
        }

        run.PassOver(meant.Id, alteration.Outcome);
        context.Succeed($"'{meant.Activity.Id}' ends with {alteration.Outcome}", async () =>
        {
            if (meant.Activity is ISignalHandler handler)
                await handler.ReceiveSignalAsync(new CancelSignal(), new SignalContext(meant, meant, context.CancellationToken)); // only itself: its container goes on
        });
        return default;
    }
}

/// <summary>Notes which activities are passed over when their turn comes, instead of those noted before.</summary>
internal sealed class KeepEffectsHandler : AlterationHandlerBase<KeepEffects>
{
    protected override ValueTask HandleAsync(AlterationContext context, KeepEffects alteration)
    {
        var run = context.WorkflowExecutionContext;
        run.Properties.Remove(PassedOver.PropertyKey);
        foreach (var (activityId, outcomes) in alteration.Activities)
        {
            if (run.FindActivityById(activityId) is { } activity && run.FindNodeByActivity(activity) is { } node)
                PassedOver.Add(run, node.NodeId, outcomes);
        }

        context.Succeed($"{alteration.Activities.Count} effects stand");
        return default;
    }
}

/// <summary>Cancels the instance: at once in memory, then what it has asked others for.</summary>
internal sealed class CancelHandler(InstanceCanceller canceller) : AlterationHandlerBase<Cancel>
{
    protected override ValueTask HandleAsync(AlterationContext context, Cancel alteration)
    {
        if (context.WorkflowExecutionContext.Status != WorkflowStatus.Running)
        {
            context.SucceedWithoutEffect($"The instance is {context.WorkflowExecutionContext.SubStatus}: nothing is cancelled");
            return default;
        }

        context.WorkflowExecutionContext.Cancel();
        context.Succeed("The instance is cancelled", () => canceller.TellAsync(context.WorkflowExecutionContext, context.CancellationToken));
        return default;
    }
}

/// <summary>Lets the instance go on with another version of its definition.</summary>
internal sealed class MigrateHandler(InstanceMigration migration, IWorkflowRunner runner, IWorkflowDefinitionService definitions)
    : AlterationHandlerBase<Migrate>
{
    protected override async ValueTask HandleAsync(AlterationContext context, Migrate alteration)
    {
        var run = context.WorkflowExecutionContext;
        var handle = WorkflowDefinitionHandle.ByDefinitionId(run.Workflow.Identity.DefinitionId, Common.Models.VersionOptions.SpecificVersion(alteration.TargetVersion));
        if (await definitions.FindVersionAsync(handle, context.CancellationToken) is not { } version)
        {
            context.Fail($"Version {alteration.TargetVersion} of '{run.Workflow.Identity.DefinitionId}' not found");
            return;
        }

        var target = new MigrationTarget(version.Id) { Activities = alteration.Activities };
        var (outcome, migrated) = await migration.MigrateAsync(await runner.ExtractAsync(run), target, context.CancellationToken);
        if (migrated is null)
        {
            context.Fail(string.Join(" ", outcome.Problems.Select(problem => problem.Message)));
            return;
        }

        context.Replace(migrated);
        context.Succeed(
            string.Join(" ", outcome.Notes.Select(note => note.Message).Prepend($"Goes on with version {outcome.ToVersion}.")),
            () => migration.MoveBookmarksAsync(context.WorkflowExecutionContext, context.CancellationToken));
    }
}
