using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.ThirdParties;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Mirrors the customer's due time to a supplier, or scores a third party at the end.</summary>
/// <remarks>Only what the vendor supplied has a mirrored target. Source: flow 11 steps 2 and 10.</remarks>
[Activity("Elsa.ITR", "Management", "Mirrors the customer's due time to a supplier, or scores a third party at the end.", DisplayName = "Assess third party")]
public sealed class AssessThirdParty([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What is done: <c>Mirror</c> or <c>Score</c>.</summary>
    [Input(Description = "What is done: Mirror or Score.", UIHint = InputUIHints.DropDown, Options = new[] { "Mirror", "Score" }, Order = 1)]
    public Input<string> Part { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<ThirdPartyDesk>();
        var engagement = (ThirdPartyEngagement)await context.ServiceAsync();
        await (context.Get(Part) == "Mirror" ? desk.MirrorAsync(engagement, context.CancellationToken) : desk.ScoreAsync(engagement, context.CancellationToken));
    }
}
