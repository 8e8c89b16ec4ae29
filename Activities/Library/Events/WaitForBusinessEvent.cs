using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Events;

/// <summary>Waits for a business event on the record; one that happened since the flow began and was not taken by this step counts.</summary>
/// <remarks>Outcomes: <c>Received</c>, and <c>TimedOut</c> when <see cref="Within"/> passes first. Source: flow conventions §5, D6, D8.</remarks>
[Activity("Elsa.ITR", "Events", "Waits for a business event on the record.", DisplayName = "Wait for business event")]
[FlowNode("Received", TimedOut)]
public sealed class WaitForBusinessEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    private const string TimedOut = nameof(TimedOut);

    /// <summary>Entity.PastTense, e.g. <c>Fault.LevelChanged</c>.</summary>
    [Input(Description = "Name of the event, Entity.PastTense.", Order = 1)]
    public Input<string> EventName { get; set; } = null!;

    /// <summary>What of it: document type, tier, stage; blank for any.</summary>
    [Input(Description = "What of it: document type, tier, stage; blank for any.", Order = 2)]
    public Input<string?> Filter { get; set; } = null!;

    /// <summary>Clock or policy timer that limits the wait; blank waits for ever.</summary>
    [Input(Description = "Clock or policy timer that limits the wait; blank waits for ever.", Order = 3)]
    public Input<string?> Within { get; set; } = null!;

    /// <summary>True for a branch that only listens: it holds up nothing and is never called stuck (D8).</summary>
    [Input(Description = "On for a branch that only listens: it holds up nothing and is never called stuck.", Order = 4)]
    public Input<bool> Listener { get; set; } = new(false);

    /// <summary>When the event happened, ISO 8601 UTC.</summary>
    [Output(Description = "When the event happened, ISO 8601 UTC.")]
    public Output<string?>? OccurredAt { get; set; }

    /// <summary>What of it.</summary>
    [Output(Description = "What of it: document type, tier, stage.")]
    public Output<string?>? ReceivedFilter { get; set; }

    /// <summary>The payload as JSON object.</summary>
    [Output(Description = "The payload as JSON object.")]
    public Output<string?>? Data { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (await TakeAsync(context))
            return;

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new BusinessEventStimulus(context.Get(EventName)!, context.Record().No),
            BookmarkName = BusinessEventStimulus.BookmarkName,
            Callback = OnEventAsync,
            IncludeActivityInstanceId = false,
            AutoBurn = false, // an event of another kind of the same name leaves it waiting
            Metadata = context.Get(Listener) ? new Dictionary<string, string> { ["listener"] = "true" } : null,
        });
        if (context.Get(Within) is { Length: > 0 } within && await PolicyTimes.DueAsync(context, within, null) is { } due)
            context.DelayUntil(due, OnLimitAsync);
    }

    private async ValueTask OnEventAsync(ActivityExecutionContext context) => await TakeAsync(context);

    private static async ValueTask OnLimitAsync(ActivityExecutionContext context) => await context.CompleteActivityWithOutcomesAsync(TimedOut);

    private async Task<bool> TakeAsync(ActivityExecutionContext context)
    {
        var filter = context.Get(Filter);
        var run = context.WorkflowExecutionContext;
        var taken = await context.GetRequiredService<IBusinessEvents>().ClaimAsync(
            context.Get(EventName)!, string.IsNullOrWhiteSpace(filter) ? null : filter, context.Record().No, run.Id, context.NodeId, run.CreatedAt,
            context.CancellationToken);
        if (taken is null)
            return false;

        context.Set(OccurredAt, FormJson.Text(taken.OccurredAt));
        context.Set(ReceivedFilter, taken.Filter);
        context.Set(Data, taken.Data.ToJson());
        await context.CompleteActivityWithOutcomesAsync("Received");
        return true;
    }
}
