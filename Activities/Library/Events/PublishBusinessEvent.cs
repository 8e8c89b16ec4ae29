using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Events;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Events;

/// <summary>Raises a business event on the record: clocks start and stop by it, flows that wait for it go on, the timeline tells it.</summary>
/// <remarks>Incidents: an instant that cannot be read. Source: flow conventions §5.</remarks>
[Activity("Elsa.ITR", "Events", "Raises a business event on the record.", DisplayName = "Publish business event")]
public sealed class PublishBusinessEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Entity.PastTense, e.g. <c>Fault.Accepted</c>.</summary>
    [Input(Description = "Name of the event, Entity.PastTense.", Order = 1)]
    public Input<string> EventName { get; set; } = null!;

    /// <summary>What of it: document type, tier, stage; blank for nothing narrower.</summary>
    [Input(Description = "What of it: document type, tier, stage.", Order = 2)]
    public Input<string?> Filter { get; set; } = null!;

    /// <summary>Business time, ISO 8601; blank for now.</summary>
    [Input(Description = "When it happened, ISO 8601; blank for now.", Order = 3)]
    public Input<string?> OccurredAt { get; set; } = null!;

    /// <summary>Payload by key.</summary>
    [Input(Description = "Payload by key.", UIHint = InputUIHints.JsonEditor, Order = 4)]
    public Input<IDictionary<string, object>?> Data { get; set; } = null!;

    /// <summary>Where it happened: <c>Case</c> or <c>Parent</c> of the record of a supporting flow; blank for the record itself.</summary>
    [Input(
        Description = "Where it happened: the case or the parent of the record; blank for the record itself.", UIHint = InputUIHints.DropDown,
        Options = new[] { "", "Case", "Parent" }, Order = 5)]
    public Input<string?> On { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var filter = context.Get(Filter);
        await context.GetRequiredService<EventDesk>().PublishAsync(
            context.Get(EventName)!,
            await context.RecordAsync(context.Get(On)),
            context.Get(OccurredAt).ToInstant(nameof(OccurredAt)),
            string.IsNullOrWhiteSpace(filter) ? null : filter,
            TextValues.Of(context.Get(Data)),
            cancellationToken: context.CancellationToken);
    }
}
