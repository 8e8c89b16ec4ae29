using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;

namespace Elsa.Workflows.Management;

/// <summary>Triggers that can never start their workflow, because what they wait for cannot be computed when it is published.</summary>
internal sealed class TriggerFindings(TriggerReader reader) : IDefinitionRule
{
    public async Task<IEnumerable<WorkflowValidationError>> CheckAsync(
        WorkflowGraph graph, WorkflowDefinitionModel definition, CancellationToken cancellationToken) =>
        from trigger in await reader.ReadAsync(graph, cancellationToken)
        where trigger.Payload is null
        select new WorkflowValidationError(
            $"The trigger cannot start the workflow: {trigger.Problem ?? "it waits for nothing"}. Give it fixed values.", trigger.Trigger.ActivityId)
        {
            Code = "trigger.no-stimulus",
        };
}
