using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Incidents;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Closes the major incident, or withdraws it.</summary>
/// <remarks>Its clocks end. Source: flow 06 steps 8 and 9. Incidents: <c>incident.wrong-state</c>.</remarks>
[Activity("Elsa.ITR", "Management", "Closes the major incident, or withdraws it.", DisplayName = "End incident")]
public sealed class EndIncident([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>On when it was no major incident.</summary>
    [Input(Description = "On when it was no major incident.", Order = 1)]
    public Input<bool> Withdrawn { get; set; } = new(false);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<MajorIncidentDesk>().EndAsync((await context.IncidentAsync()).Id, context.Get(Withdrawn), context.CancellationToken);
}
