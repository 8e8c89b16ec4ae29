using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>What the checks say about a version, in the words of the page.</summary>
public sealed class FlowFindings(IWorkflowValidator validator)
{
    /// <param name="Blocks">True keeps the version from being published here: in a managed flow everything does.</param>
    public sealed record Finding(string Code, string? Step, string Text, bool Blocks);

    public async Task<IReadOnlyList<Finding>> CheckAsync(WorkflowDefinitionModel model, CancellationToken cancellationToken)
    {
        var managed = FlowDefinitionRule.IsManaged(model.DefinitionId);
        return
        [
            .. (await validator.ValidateAsync(model, cancellationToken))
                .Select(x => new Finding(x.Code, x.ActivityId, x is FlowValidationError ours ? ours.Text.ToString() : x.Message, managed || x.Blocks)),
        ];
    }
}
