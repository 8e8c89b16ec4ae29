using Elsa.Workflows.Activities;

namespace Elsa.Workflows
{
    /// <summary>Decides whether a new instance may start. A port.</summary>
    public interface IWorkflowActivationStrategy
    {
        /// <summary>Whether a new instance may start now.</summary>
        ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context);
    }

    /// <summary>The instance that wants to start.</summary>
    /// <param name="Workflow">Its workflow.</param>
    /// <param name="CorrelationId">Its correlation id, or null.</param>
    /// <param name="CancellationToken">Cancelled when the answer is no longer wanted.</param>
    public record WorkflowInstantiationStrategyContext(Workflow Workflow, string? CorrelationId, CancellationToken CancellationToken);
}

namespace Elsa.Workflows.ActivationValidators
{
    /// <summary>Any number of instances may run.</summary>
    public class AllowAlwaysStrategy : IWorkflowActivationStrategy
    {
        /// <inheritdoc/>
        public ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) => new(true);
    }
}
