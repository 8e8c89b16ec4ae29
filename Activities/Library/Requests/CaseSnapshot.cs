using Elsa.Extensions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;

namespace Elsa.ITR.Activities.Requests;

/// <summary>What a flow may read of a case; forms are pre-filled with the facts of the same names.</summary>
internal static class CaseSnapshot
{
    /// <summary>Facts by name; instants as ISO 8601 UTC, unknown ones null.</summary>
    public static Dictionary<string, object?> Of(Case found) => new(StringComparer.Ordinal)
    {
        ["title"] = found.Title,
        ["channel"] = found.Channel.ToString(),
        ["caseType"] = found.CaseType.ToString(),
        ["level"] = found.Level ?? 0,
        ["proposedLevel"] = found.Level is { } level ? $"Level{level}" : null,
        ["faultCategory"] = found.FaultCategory?.ToString(),
        ["faultCode"] = found.FaultCode,
        ["serviceInterrupted"] = found.ServiceInterrupted,
        ["isNmsDown"] = found.IsNmsDown,
        ["analysisRequested"] = found.AnalysisRequested,
        ["policyCode"] = found.PolicyCode,
        ["entitlement"] = found.Entitlement?.ToString(),
        ["serviceScope"] = found.ServiceScope.ToString(),
        ["serviceMode"] = found.ServiceMode?.ToString(),
        ["currentTier"] = found.CurrentTier.ToString(),
        ["tierRole"] = CaseDesk.RoleOf(found.CurrentTier).Role,
        ["isPartnerCase"] = found.PartnerOrgId is not null,
        ["partnerReceivedAt"] = Text(found.PartnerReceivedAt),
        ["ownerId"] = found.OwnerId?.ToString(),
        ["requesterId"] = found.RequesterId?.ToString(),
        ["reopenCount"] = found.ReopenCount,
        ["faultNo"] = found.No,
        ["acceptedAtProposed"] = Text(found.AcceptedAtProposed),
        ["acceptedAt"] = Text(found.AcceptedAt),
        ["restoredAt"] = Text(found.RestoredAt),
        ["completedAtProposed"] = Text(found.CompletedAtProposed),
        ["completedAt"] = Text(found.CompletedAt),
        ["phenomenon"] = found.Description,
        ["rootCauseCode"] = found.RootCauseCode?.ToString(),
        ["cause"] = found.RootCauseText,
        ["solutionType"] = found.SolutionType?.ToString(),
    };

    /// <summary>Sets a variable of the flow by its name.</summary>
    /// <exception cref="InvalidOperationException">The flow has no such variable.</exception>
    public static void SetFlowVariable(this ActivityExecutionContext context, string name, object? value)
    {
        var variable = context.ExpressionExecutionContext.EnumerateVariablesInScope().FirstOrDefault(x => x.Name == name)
            ?? throw new InvalidOperationException($"Expected a variable '{name}' in the flow, found none. Add it or take the name out.");
        variable.Set(context, value);
    }

    private static string? Text(DateTimeOffset? at) => at is { } instant ? FormJson.Text(instant) : null;
}
