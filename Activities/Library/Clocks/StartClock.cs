using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Starts a clock of the record's policies.</summary>
/// <remarks>Idempotent: a clock its event has started already stays as it is; one that does not apply to the record is not started (R1).</remarks>
[Activity("Elsa.ITR", "Clocks", "Starts a clock of the record's policies.", DisplayName = "Start clock")]
public sealed class StartClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the clock in the policy, e.g. <c>OLA-RETRO</c>.</summary>
    [Input(Description = "Id of the clock in the policy.", Order = 1)]
    public Input<string> ClockId { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for its start event's time, or now.</summary>
    [Input(Description = "Business time, ISO 8601; blank for its start event's time, or now.", Order = 2)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <summary>Due time that was agreed, ISO 8601; blank for the target of the policy.</summary>
    [Input(Description = "Due time that was agreed, ISO 8601; blank for the target of the policy.", Order = 3)]
    public Input<string?> AgreedDue { get; set; } = null!;

    /// <summary>When the clock is due, ISO 8601 UTC; blank when it does not apply.</summary>
    [Output(Description = "When the clock is due, ISO 8601 UTC; blank when it does not apply.")]
    public Output<string?>? DueAt { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var clock = await context.GetRequiredService<ClockDesk>().StartAsync(
            context.Get(ClockId)!, context.Record(), context.Get(OccurredAt).ToInstant(nameof(OccurredAt)), context.Get(AgreedDue).ToInstant(nameof(AgreedDue)), context.CancellationToken);
        context.Set(DueAt, clock is null ? null : FormJson.Text(clock.DueAt));
    }
}
