using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Looks where the newest clock of an id stands.</summary>
/// <remarks>Outcomes: <c>InTime</c> (running or met), <c>Breached</c> (its due time passed), <c>None</c> (never started, or without result).</remarks>
[Activity("Elsa.ITR", "Clocks", "Looks where the newest clock of an id stands.", DisplayName = "Read clock")]
[FlowNode("InTime", "Breached", "None")]
public sealed class ReadClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Id of the clock in the policy.</summary>
    [Input(Description = "Id of the clock in the policy.")]
    public Input<string> ClockId { get; set; } = null!;

    /// <summary>When it is or was due, ISO 8601 UTC; blank without a clock.</summary>
    [Output(Description = "When it is or was due, ISO 8601 UTC; blank without a clock.")]
    public Output<string?>? DueAt { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var id = context.Get(ClockId);
        var clocks = await context.GetRequiredService<IClocks>().OfRecordAsync(context.Record(), context.CancellationToken);
        var clock = clocks.LastOrDefault(x => x.ClockId == id && x.State is not (ClockState.Cancelled or ClockState.Superseded));
        context.Set(DueAt, clock is null ? null : FormJson.Text(clock.DueAt));
        await context.CompleteActivityWithOutcomesAsync(clock is null ? "None" : clock.IsBreached ? "Breached" : "InTime");
    }
}
