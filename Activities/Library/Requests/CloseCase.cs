using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Ends the case; running clocks of a case that was not handled are cancelled.</summary>
/// <remarks>Closing raises Case.Closed.</remarks>
[Activity("Elsa.ITR", "Requests", "Ends the case; running clocks of a case that was not handled are cancelled.", DisplayName = "Close case")]
public sealed class CloseCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>How it ends.</summary>
    [Input(Description = "How it ends.", UIHint = InputUIHints.DropDown, Options = new[] { "Closed", "Rejected", "Duplicate", "Cancelled" }, Order = 1)]
    public Input<string> Kind { get; set; } = null!;

    /// <summary>Why; the customer is told.</summary>
    [Input(Description = "Why; the customer is told.", Order = 2)]
    public Input<string?> Reason { get; set; } = null!;

    /// <summary>Id of the case that handles a duplicate.</summary>
    [Input(Description = "Id of the case that handles a duplicate.", Order = 3)]
    public Input<string?> DuplicateOf { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<CaseDesk>().CloseAsync(
            await context.CaseAsync(), Enum.Parse<CloseKind>(context.Get(Kind)!), context.Get(Reason),
            Guid.TryParse(context.Get(DuplicateOf), out var other) ? other : null, context.CancellationToken);
    }
}
