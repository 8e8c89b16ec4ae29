using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Takes the escalation of the run to the next level; at the highest one it begins anew there.</summary>
/// <remarks>Raises Escalation.LevelRaised, by which the flow begins anew. Source: flow 12, "level + 1".</remarks>
[Activity("Elsa.ITR", "Management", "Takes the escalation to the next level.", DisplayName = "Raise management level")]
public sealed class RaiseManagementLevel([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Why, Chinese.</summary>
    [Input(Description = "Why, in Chinese or the customer's own words.", Order = 1)]
    public Input<string> ReasonZh { get; set; } = null!;

    /// <summary>Why, English.</summary>
    [Input(Description = "Why, in English; blank repeats the other.", Order = 2)]
    public Input<string?> ReasonEn { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var zh = context.Get(ReasonZh)!;
        await context.GetRequiredService<EscalationDesk>().RaiseHigherAsync(
            context.Record().Id, Id, new Bilingual(zh, context.Get(ReasonEn) is { Length: > 0 } english ? english : zh), context.CancellationToken);
    }
}
