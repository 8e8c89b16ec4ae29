using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Domain.Escalations;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Reads facts of the escalation into variables of the same name.</summary>
/// <remarks>Incidents: an unknown fact, a fact without variable, a flow on another kind of record.</remarks>
[Activity("Elsa.ITR", "Management", "Reads facts of the escalation into variables of the same name.", DisplayName = "Read escalation")]
public sealed class ReadEscalation([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Names of the facts: level, ownerId, ownerRole, nextRole, isTop, urgency, reason, counterpart.</summary>
    [Input(Description = "Names of the facts: level, ownerId, ownerRole, nextRole, isTop, urgency, reason, counterpart.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Facts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var escalation = await context.EscalationAsync();
        var isTop = escalation.Level == ManagementLevel.M4;
        var known = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["level"] = escalation.Level.ToString(),
            ["ownerId"] = escalation.OwnerId?.ToString() ?? "",
            ["ownerRole"] = EscalationDesk.RoleOf(escalation.Level),
            ["nextRole"] = EscalationDesk.RoleOf(isTop ? ManagementLevel.M4 : escalation.Level + 1),
            ["isTop"] = isTop,
            ["urgency"] = escalation.Urgency.ToString(),
            ["reason"] = escalation.Reason,
            ["counterpart"] = EscalationDesk.CounterpartOf(escalation.Level),
        };
        foreach (var name in context.Get(Facts)!)
        {
            if (!known.TryGetValue(name, out var value))
                throw new InvalidOperationException($"Expected a fact of an escalation, found '{name}'. Known: {string.Join(", ", known.Keys)}.");

            context.SetFlowVariable(name, value);
        }
    }
}
