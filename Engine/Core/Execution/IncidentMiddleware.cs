using Elsa.Extensions;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Execution;

/// <summary>The only catch-all of the engine: whatever an activity throws becomes an incident.</summary>
internal static class IncidentMiddleware
{
    /// <summary>Runs an invocation; a failure faults the context and asks the workflow's strategy what that means.</summary>
    /// <exception cref="BurstAbortedException">The host wants the burst to be run again.</exception>
    public static async Task GuardAsync(ActivityExecutionContext context, RepeatedFault? forced, Func<Task> invocation)
    {
        var run = context.WorkflowExecutionContext;
        var number = run.BurstInvocations;
        try
        {
            await invocation();
        }
        catch (Exception exception) when (!EndsBurst(exception, context.CancellationToken))
        {
            if (exception != forced?.Error && run.FaultReplay?.Abort(run, context.NodeId, number, FaultOf(context, exception)) == true)
                throw new BurstAbortedException(context.NodeId, number, exception);

            context.AddExecutionLogEntry("Faulted", exception.Message, payload: ExceptionState.FromException(exception));
            context.Fault(exception);
            StrategyOf(run).HandleIncident(context);
        }
    }

    private static RepeatedFault FaultOf(ActivityExecutionContext context, Exception exception) => context.Status == ActivityStatus.Completed
        ? new(exception, HadCompleted: true, context.JournalData.TryGetValue("Outcomes", out var outcomes) ? outcomes : null)
        : new(exception, HadCompleted: false, null);

    private static bool EndsBurst(Exception exception, CancellationToken cancellationToken) =>
        exception is BurstAbortedException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static IIncidentStrategy StrategyOf(WorkflowExecutionContext run)
    {
        var type = run.Workflow.Options.IncidentStrategyType
            ?? run.GetService<IOptions<IncidentOptions>>()?.Value.DefaultIncidentStrategy
            ?? typeof(FaultStrategy);
        return run.GetServices<IIncidentStrategy>().FirstOrDefault(strategy => strategy.GetType() == type)
            ?? (IIncidentStrategy)ActivatorUtilities.CreateInstance(run.ServiceProvider, type);
    }
}
