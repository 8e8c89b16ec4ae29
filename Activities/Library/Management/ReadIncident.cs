using System.Runtime.CompilerServices;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Incidents;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Reads facts of the major incident into variables of the same name.</summary>
/// <remarks>Incidents: an unknown fact, a fact without variable, a flow on another kind of record.</remarks>
[Activity("Elsa.ITR", "Management", "Reads facts of the major incident into variables of the same name.", DisplayName = "Read incident")]
public sealed class ReadIncident([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Names of the facts: grade, approverRole, impact, isNotified, isRestored, caseNo, progress, nextUpdateAt.</summary>
    [Input(Description = "Names of the facts: grade, approverRole, impact, isNotified, isRestored, caseNo, progress, nextUpdateAt.", UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<ICollection<string>> Facts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var incident = await context.IncidentAsync();
        var known = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["grade"] = incident.Grade,
            ["approverRole"] = MajorIncidentDesk.ApproverOf(incident.Grade),
            ["impact"] = incident.Impact,
            ["isNotified"] = incident.State != MajorIncidentState.Declared,
            ["isRestored"] = incident.RestoredAt is not null,
            ["caseNo"] = incident.MainCaseNo,
            ["progress"] = string.Join('\n', new[] { incident.PresentState, incident.Measures, incident.Contact }.Where(text => text.Length > 0)),
            ["nextUpdateAt"] = incident.NextUpdateAt is { } next ? FormJson.Text(next) : "",
        };
        foreach (var name in context.Get(Facts)!)
        {
            if (!known.TryGetValue(name, out var value))
                throw new InvalidOperationException($"Expected a fact of a major incident, found '{name}'. Known: {string.Join(", ", known.Keys)}.");

            context.SetFlowVariable(name, value);
        }
    }
}
