using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Tells the record of this flow what happened, and so moves its state.</summary>
/// <remarks>Incidents: <c>service.wrong-state</c>, <c>record.wrong-state</c>, <c>service.unknown-trigger</c>, <c>onsite.no-permit</c>.</remarks>
[Activity("Elsa.ITR", "Records", "Tells the record of this flow what happened, and so moves its state.", DisplayName = "Set record state")]
public sealed class SetRecordState([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What happened, e.g. Submit, Approve, Close.</summary>
    [Input(Description = "What happened, e.g. Submit, Approve, Close.", Order = 1)]
    public Input<string> Trigger { get; set; } = null!;

    /// <summary>On ends the record; what still runs of its clocks ends without a result.</summary>
    [Input(Description = "On ends the record; what still runs of its clocks ends without a result.", Order = 2)]
    public Input<bool> Ends { get; set; } = new(false);

    /// <summary>Why; kept with a record that ends.</summary>
    [Input(Description = "Why; kept with a record that ends.", Order = 3)]
    public Input<string?> Reason { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var trigger = context.Get(Trigger)!;
        if (!ServiceDesk.Knows(context.Record().Type))
        {
            await context.GetRequiredService<RecordDesk>().SetStateAsync(await context.BusinessRecordAsync(), trigger, context.Get(Reason), context.CancellationToken);
            return;
        }

        var record = await context.ServiceAsync();
        if (context.Get(Ends))
            await context.GetRequiredService<ServiceDesk>().EndAsync(record, trigger, context.CancellationToken);
        else
            record.Fire(trigger);
    }
}
