using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Pauses all pausable running clocks of the record because the customer, who just answered, wants it later.</summary>
/// <remarks>His answer is the approval (R7). Nothing to pause, or a pause that stands already, is no error. Source: flow 03 step 6, Later.</remarks>
[Activity("Elsa.ITR", "Clocks", "Pauses the clocks because the customer, who just answered, wants it later.", DisplayName = "Pause by consent")]
public sealed class PauseByConsent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Code of the reason, e.g. CUSTOMER_WINDOW.</summary>
    [Input(Description = "Code of the reason, e.g. CUSTOMER_WINDOW.", Order = 1)]
    public Input<string> Reason { get; set; } = null!;

    /// <summary>When work is to go on, ISO 8601.</summary>
    [Input(Description = "When work is to go on, ISO 8601.", Order = 2)]
    public Input<string?> ResumeAt { get; set; } = null!;

    /// <summary>Id of the pause; blank when nothing was paused.</summary>
    [Output(Description = "Id of the pause; blank when nothing was paused.")]
    public Output<string?>? PauseId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<PauseDesk>();
        context.Set(PauseId, "");
        try
        {
            var pause = await desk.RequestAsync(
                context.Record(), context.Get(Reason)!, null, context.Get(ResumeAt).ToInstant(nameof(ResumeAt)), context.CancellationToken);
            await desk.DecideAsync(pause.Id, true, cancellationToken: context.CancellationToken);
            context.Set(PauseId, pause.Id.ToString());
        }
        catch (RuleViolationException none) when (none.Code is "clock-pause.nothing-to-pause" or "clock-pause.already-open") // then there is nothing to hold up
        {
            context.JournalData["Paused"] = none.Code;
        }
    }
}
