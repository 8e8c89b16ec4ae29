using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Stops a running clock of the record.</summary>
/// <remarks>No running clock of that id is no error. The clock itself says whether it was met.</remarks>
[Activity("Elsa.ITR", "Clocks", "Stops a running clock of the record.", DisplayName = "Stop clock")]
public sealed class StopClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the clock in the policy, e.g. <c>OLA-RETRO</c>.</summary>
    [Input(Description = "Id of the clock in the policy.", Order = 1)]
    public Input<string> ClockId { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for now.</summary>
    [Input(Description = "Business time, ISO 8601; blank for now.", Order = 2)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <summary><c>Met</c> or <c>Missed</c>; blank when no such clock ran.</summary>
    [Output(Description = "Met or Missed; blank when no such clock ran.")]
    public Output<string?>? State { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = await context.GetRequiredService<ClockDesk>().StopAsync(
            context.Get(ClockId)!, context.Record(), context.Get(OccurredAt).ToInstant(nameof(OccurredAt)), cancellationToken: context.CancellationToken);
        context.Set(State, clock?.State.ToString());
    }
}
