using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Writes facts to the case; clocks that depend on them start, move or end.</summary>
/// <remarks>Blank values are left alone. Incidents: <c>case.fact-unknown</c>, <c>case.fact-invalid</c>, times out of order.</remarks>
[Activity("Elsa.ITR", "Requests", "Writes facts to the case; clocks that depend on them start, move or end.", DisplayName = "Update case")]
public sealed class UpdateCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Facts by name, e.g. serviceMode, restoredAt.</summary>
    [Input(Description = "Facts by name, e.g. serviceMode, restoredAt.", UIHint = InputUIHints.JsonEditor, Order = 1)]
    public Input<IDictionary<string, object>> Facts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var facts = context.Get(Facts)!.Where(fact => fact.Value is not (null or "")).ToDictionary(fact => fact.Key, fact => (object?)fact.Value);
        await context.GetRequiredService<CaseDesk>().ApplyAsync(await context.CaseAsync(), facts, context.CancellationToken);
    }
}
