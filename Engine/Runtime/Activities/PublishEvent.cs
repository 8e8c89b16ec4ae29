using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Publishes an event; whoever waits for it goes on after this burst is committed.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public class PublishEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Name of the event; case matters.</summary>
    [Input(Description = "The name of the event to publish.")]
    public Input<string> EventName { get; set; } = null!;

    /// <summary>Only instances with this correlation id hear it; blank for all.</summary>
    [Input(DisplayName = "Correlation Id", Description = "Only instances with this correlation id hear the event; blank for all.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    /// <summary>True: only this instance hears it.</summary>
    [Input(DisplayName = "Local event", Description = "Only this instance hears the event.")]
    public Input<bool> IsLocalEvent { get; set; } = null!;

    /// <summary>What the waiting activities get as their result.</summary>
    [Input(Description = "The payload of the event.")]
    public Input<object> Payload { get; set; } = null!;

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var correlationId = CorrelationId.GetOrDefault(context);
        var publisher = context.GetRequiredService<IEventPublisher>();
        await publisher.PublishAsync(
            EventName.Get(context),
            string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
            IsLocalEvent.GetOrDefault(context) ? context.WorkflowExecutionContext.Id : null,
            activityInstanceId: null,
            Payload.GetOrDefault(context),
            asynchronous: true,
            context.CancellationToken);
        await context.CompleteActivityAsync();
    }
}
