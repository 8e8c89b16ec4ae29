using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Says what a case without entitlement gets.</summary>
/// <remarks>Source: flow 01 step 6.</remarks>
[Activity("Elsa.ITR", "Requests", "Says what a case without entitlement gets.", DisplayName = "Decide service scope")]
public sealed class DecideScope([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What is served.</summary>
    [Input(
        Description = "What is served.", UIHint = InputUIHints.DropDown, Options = new[] { "Full", "EmergencyOnly", "NoSla", "Goodwill" }, Order = 1)]
    public Input<string> Scope { get; set; } = null!;

    /// <summary>Why.</summary>
    [Input(Description = "Why.", Order = 2)]
    public Input<string?> Reason { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.GetRequiredService<CaseDesk>().DecideScope(await context.CaseAsync(), Enum.Parse<ServiceScope>(context.Get(Scope)!), context.Get(Reason));
    }
}
