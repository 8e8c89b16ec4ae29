using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Workflows.Rules;

/// <summary>Something about a flow that keeps it from being published.</summary>
/// <param name="Code">noun.reason in kebab case, e.g. <c>outcome.unconnected</c>.</param>
/// <param name="ActivityId">The step it is about; null for the flow as a whole.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record FlowFinding(string Code, string? ActivityId, Bilingual Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code} at {ActivityId ?? "flow"}: {Text.En}";
}
