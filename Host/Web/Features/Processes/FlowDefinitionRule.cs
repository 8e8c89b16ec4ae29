using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>A finding of the product's rules, with its text in both languages.</summary>
public sealed record FlowValidationError(Bilingual Text, string? ActivityId) : WorkflowValidationError(Text.En, ActivityId);

/// <summary>Holds managed flows against the rules whoever publishes them, and keeps those that break one from being published (D21).</summary>
internal sealed class FlowDefinitionRule(IWorkItemForms forms) : IDefinitionRule
{
    private readonly FlowRules _rules = new(forms);

    public Task<IEnumerable<WorkflowValidationError>> CheckAsync(WorkflowGraph graph, WorkflowDefinitionModel definition, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<WorkflowValidationError>>(
            IsManaged(definition.DefinitionId)
                ? [.. _rules.Check(graph.Workflow).Select(x => new FlowValidationError(x.Text, x.ActivityId) { Code = x.Code, Blocks = true })]
                : []);

    /// <summary>Shipped flows and those of the same family; what else the designer holds is its author's own.</summary>
    public static bool IsManaged(string? definitionId) => definitionId?.StartsWith(FlowIds.Prefix, StringComparison.Ordinal) == true;
}

/// <summary>Managed flows follow a flow they embed as a draft only: a person publishes it, with note and impact (D21).</summary>
internal sealed class FlowConsumerRule : IConsumerRule
{
    public bool MayPublishByItself(string definitionId) => !FlowDefinitionRule.IsManaged(definitionId);
}
