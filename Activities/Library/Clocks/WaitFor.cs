using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Waits for the end of a policy timer, or for the due time of a running clock.</summary>
/// <remarks>How long that is stands in the policy (R6). Incidents: <c>clock.unknown</c>.</remarks>
[Activity("Elsa.ITR", "Clocks", "Waits for the end of a policy timer, or for the due time of a running clock.", DisplayName = "Wait for")]
public sealed class WaitFor([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Id of the timer or clock in the policy.</summary>
    [Input(Description = "Id of the timer or clock in the policy.", Order = 1)]
    public Input<string> Timer { get; set; } = null!;

    /// <summary>Instant a timer counts from, ISO 8601; blank for now.</summary>
    [Input(Description = "Instant a timer counts from, ISO 8601; blank for now.", Order = 2)]
    public Input<string?> From { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var due = await PolicyTimes.DueAsync(context, context.Get(Timer)!, context.Get(From).ToInstant(nameof(From)));
        context.DelayUntil(due!.Value, OnTimeAsync);
    }

    private static async ValueTask OnTimeAsync(ActivityExecutionContext context) => await context.CompleteActivityAsync();
}
