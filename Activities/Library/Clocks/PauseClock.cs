using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
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

    /// <summary>On asks for the clocks of the case that the record belongs to; what cannot be paused now is passed over.</summary>
    [Input(Description = "On asks for the clocks of the case the record belongs to; what cannot be paused now is passed over.", Order = 3)]
    public Input<bool> OnCase { get; set; } = new(false);

    /// <summary>Id of the pause; blank when nothing could be paused.</summary>
    [Output(Description = "Id of the pause.")]
    public Output<string?>? PauseId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<PauseDesk>();
        var (reason, comment) = (context.Get(Reason)!, context.Get(Comment));
        if (!context.Get(OnCase))
        {
            context.Set(PauseId, (await desk.RequestAsync(context.Record(), reason, comment, cancellationToken: context.CancellationToken)).Id.ToString());
            return;
        }

        var record = await context.RecordAsync("Case");
        var pause = await desk.TryRequestAsync(record, reason, comment, context.CancellationToken);
        context.Set(PauseId, pause?.Id.ToString());
        if (pause is not null)
        {
            await context.GetRequiredService<IFlows>().StartAsync("itr-clock-pause", record, new Dictionary<string, object?>
            {
                ["pauseId"] = pause.Id.ToString(),
                ["approverRole"] = pause.ApproverRole,
                ["reason"] = pause.Reason,
                ["from"] = FormJson.Text(pause.RequestedAt),
            });
        }
    }
}
