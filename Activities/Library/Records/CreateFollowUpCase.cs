using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Opens the case that carries a difficult fault on, with the date both parties agreed.</summary>
/// <remarks>A follow-up that is not over gets the new date; the flow of a new one is started by the next step. Raises DifficultFault.DateAgreed there. Source: R12.</remarks>
[Activity("Elsa.ITR", "Records", "Opens the case that carries a difficult fault on, with the date both parties agreed.", DisplayName = "Create follow-up case")]
public sealed class CreateFollowUpCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Agreed completion, ISO 8601.</summary>
    [Input(Description = "Agreed completion, ISO 8601.", Order = 1)]
    public Input<string> AgreedDue { get; set; } = null!;

    /// <summary>What is done until then.</summary>
    [Input(Description = "What is done until then.", Order = 2)]
    public Input<string> Measures { get; set; } = null!;

    /// <summary>The follow-up case as type|id|number.</summary>
    [Output(Description = "The follow-up case as type|id|number.")]
    public Output<string?>? OtherRecord { get; set; }

    /// <summary>On when it was opened now, off when it runs already.</summary>
    [Output(Description = "On when it was opened now, off when it runs already.")]
    public Output<bool>? IsNew { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var due = context.Get(AgreedDue).ToInstant(nameof(AgreedDue)) ?? throw new InvalidOperationException("Expected the agreed date of the difficult fault, found nothing.");
        var agreement = new DifficultFaultAgreement(due, context.Get(Measures) ?? "", RoleCodes.InstituteApprover, RoleCodes.Tier3Engineer);
        var next = await context.GetRequiredService<DifficultFaultDesk>().AgreeAsync(await context.CaseAsync(), agreement, context.CancellationToken);
        context.Set(OtherRecord, next.Case.Ref.Text());
        context.Set(IsNew, next.IsNew);
    }
}
