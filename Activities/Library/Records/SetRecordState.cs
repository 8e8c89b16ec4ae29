using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Tells the record of this flow what happened, and so moves its state.</summary>
/// <remarks>Incidents: <c>service.wrong-state</c>, <c>service.unknown-trigger</c>, <c>onsite.no-permit</c>.</remarks>
[Activity("Elsa.ITR", "Records", "Tells the record of this flow what happened, and so moves its state.", DisplayName = "Set record state")]
public sealed class SetRecordState([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What happened, e.g. Submit, Approve, Close.</summary>
    [Input(Description = "What happened, e.g. Submit, Approve, Close.", Order = 1)]
    public Input<string> Trigger { get; set; } = null!;

    /// <summary>On ends the record; what still runs of its clocks ends without a result.</summary>
    [Input(Description = "On ends the record; what still runs of its clocks ends without a result.", Order = 2)]
    public Input<bool> Ends { get; set; } = new(false);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var record = await context.ServiceAsync();
        var trigger = context.Get(Trigger)!;
        if (context.Get(Ends))
            await context.GetRequiredService<ServiceDesk>().EndAsync(record, trigger, context.CancellationToken);
        else
            record.Fire(trigger);
    }
}
