using Elsa.Workflows.Management;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Asks the strategy named by the workflow's options.</summary>
    internal sealed class WorkflowActivationStrategyEvaluator(IEnumerable<IWorkflowActivationStrategy> strategies) : IWorkflowActivationStrategyEvaluator
    {
        /// <inheritdoc />
        public async Task<bool> CanStartWorkflowAsync(WorkflowActivationStrategyEvaluationContext context)
        {
            if (context.Workflow.Options.ActivationStrategyType is not { } type || strategies.FirstOrDefault(x => x.GetType() == type) is not { } strategy)
                return true;

            return await strategy.GetAllowActivationAsync(
                new WorkflowInstantiationStrategyContext(context.Workflow, context.CorrelationId, context.CancellationToken));
        }
    }
}

namespace Elsa.Workflows.Runtime.ActivationValidators
{
    /// <summary>One running instance of a definition at a time.</summary>
    public class SingletonStrategy(IWorkflowInstanceStore instances) : IWorkflowActivationStrategy
    {
        /// <inheritdoc />
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await instances.CountRunningAsync(context.Workflow.Identity.DefinitionId, null, context.CancellationToken) == 0;
    }

    /// <summary>One running instance per correlation id, of whatever definition; without one any running instance blocks, as in Elsa.</summary>
    public class CorrelationStrategy(IWorkflowInstanceStore instances) : IWorkflowActivationStrategy
    {
        /// <inheritdoc />
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await instances.CountRunningAsync(null, context.CorrelationId, context.CancellationToken) == 0;
    }

    /// <summary>One running instance per definition and correlation id; without one as <see cref="SingletonStrategy"/>.</summary>
    public class CorrelatedSingletonStrategy(IWorkflowInstanceStore instances) : IWorkflowActivationStrategy
    {
        /// <inheritdoc />
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            await instances.CountRunningAsync(context.Workflow.Identity.DefinitionId, context.CorrelationId, context.CancellationToken) == 0;
    }
}
