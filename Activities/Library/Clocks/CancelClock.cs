using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Ends a running clock of the record without a result.</summary>
/// <remarks>No running clock of that id is no error.</remarks>
[Activity("Elsa.ITR", "Clocks", "Ends a running clock of the record without a result.", DisplayName = "Cancel clock")]
public sealed class CancelClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the clock in the policy, e.g. <c>OLA-RETRO</c>.</summary>
    [Input(Description = "Id of the clock in the policy.", Order = 1)]
    public Input<string> ClockId { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for now.</summary>
    [Input(Description = "Business time, ISO 8601; blank for now.", Order = 2)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<ClockDesk>().CancelAsync(
            context.Get(ClockId)!, context.Record(), context.Get(OccurredAt).ToInstant(nameof(OccurredAt)), cancellationToken: context.CancellationToken);
    }
}
