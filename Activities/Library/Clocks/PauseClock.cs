using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Asks for a pause of all pausable running clocks of the record.</summary>
/// <remarks>The pause holds once itr-clock-pause has its approval (R7). Incidents: <c>clock-pause.unknown-reason</c>, <c>.nothing-to-pause</c>, <c>.already-open</c>.</remarks>
[Activity("Elsa.ITR", "Clocks", "Asks for a pause of all pausable running clocks of the record.", DisplayName = "Pause clock")]
public sealed class PauseClock([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the reason, e.g. CUSTOMER_ACCESS.</summary>
    [Input(Description = "Code of the reason, e.g. CUSTOMER_ACCESS.", Order = 1)]
    public Input<string> Reason { get; set; } = null!;

    /// <summary>Why, in words.</summary>
    [Input(Description = "Why, in words.", Order = 2)]
    public Input<string?> Comment { get; set; } = null!;

    /// <summary>Id of the pause.</summary>
    [Output(Description = "Id of the pause.")]
    public Output<string?>? PauseId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var pause = await context.GetRequiredService<PauseDesk>().RequestAsync(
            context.Record(), context.Get(Reason)!, context.Get(Comment), cancellationToken: context.CancellationToken);
        context.Set(PauseId, pause.Id.ToString());
    }
}
