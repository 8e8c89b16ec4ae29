namespace Elsa.Workflows
{
    /// <summary>Decides what a faulted activity means for the workflow. A port.</summary>
    public interface IIncidentStrategy
    {
        /// <summary>Called once, after the activity was marked as faulted and the incident was added.</summary>
        void HandleIncident(ActivityExecutionContext context);
    }
}

namespace Elsa.Workflows.IncidentStrategies
{
    /// <summary>The workflow is faulted; what is already queued still runs.</summary>
    public class FaultStrategy : IIncidentStrategy
    {
        /// <inheritdoc/>
        public void HandleIncident(ActivityExecutionContext context)
        {
            var run = context.WorkflowExecutionContext;
            if (run.Status != WorkflowStatus.Finished)
                run.TransitionTo(WorkflowSubStatus.Faulted);
        }
    }

    /// <summary>The workflow goes on; it cannot finish by itself while an activity is faulted.</summary>
    public class ContinueWithIncidentsStrategy : IIncidentStrategy
    {
        /// <inheritdoc/>
        public void HandleIncident(ActivityExecutionContext context)
        {
        }
    }
}

namespace Elsa.Workflows.Options
{
    /// <summary>What to do about incidents when a workflow does not say.</summary>
    public class IncidentOptions
    {
        /// <summary>An <see cref="IIncidentStrategy"/>; null means <see cref="IncidentStrategies.FaultStrategy"/>.</summary>
        public Type? DefaultIncidentStrategy { get; set; }
    }
}
