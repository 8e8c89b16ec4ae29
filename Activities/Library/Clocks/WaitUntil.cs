using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Waits until an instant that a person or another step has given.</summary>
/// <remarks>Incidents: text that is no instant.</remarks>
[Activity("Elsa.ITR", "Clocks", "Waits until an instant that a person or another step has given.", DisplayName = "Wait until")]
public sealed class WaitUntil([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The instant, ISO 8601; a past one does not wait.</summary>
    [Input(Description = "The instant, ISO 8601; a past one does not wait.")]
    public Input<string> Instant { get; set; } = null!;

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var instant = context.Get(Instant).ToInstant(nameof(Instant)) ?? throw new InvalidOperationException("Expected an instant to wait until, found nothing.");
        context.DelayUntil(instant, OnTimeAsync);
        return default;
    }

    private static async ValueTask OnTimeAsync(ActivityExecutionContext context) => await context.CompleteActivityAsync();
}
