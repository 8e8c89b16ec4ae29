using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Makes the fault a difficult one with the date both parties agreed; that date counts instead of the level's limit.</summary>
/// <remarks>Raises DifficultFault.DateAgreed on the case. Incidents: <c>difficult-fault.due-in-past</c>. Source: flow 03 step 9, 04 step 8.</remarks>
[Activity("Elsa.ITR", "Records", "Makes the fault a difficult one with the date both parties agreed.", DisplayName = "Agree difficult date")]
public sealed class AgreeDifficultDate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Agreed completion, ISO 8601.</summary>
    [Input(Description = "Agreed completion, ISO 8601.", Order = 1)]
    public Input<string> AgreedDue { get; set; } = null!;

    /// <summary>What is done until then.</summary>
    [Input(Description = "What is done until then.", Order = 2)]
    public Input<string> Measures { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        var due = context.Get(AgreedDue).ToInstant(nameof(AgreedDue)) ?? throw new InvalidOperationException("Expected the agreed date of the difficult fault, found nothing.");
        var agreement = new DifficultFaultAgreement(due, context.Get(Measures) ?? "", RoleCodes.InstituteApprover, RoleCodes.Tier3Engineer);
        await context.GetRequiredService<CaseDesk>().ApplyAsync(found, new Dictionary<string, object?> { ["isDifficult"] = true }, context.CancellationToken);
        await context.GetRequiredService<DifficultFaultDesk>().AgreeHereAsync(found, agreement, context.CancellationToken);
    }
}
