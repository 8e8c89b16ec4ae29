using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Data.Flows;

/// <summary>Remembers what a command published and has it delivered after the commit: events that nobody waits for cost nothing.</summary>
internal sealed class EventDelivery(CommandScope command, EventCourier courier) : IEventDelivery
{
    private readonly List<BusinessEventStimulus> _staged = [];

    public void Stage(BusinessEvent businessEvent)
    {
        if (_staged.Count == 0)
            command.AfterCommit(token => courier.DeliverAsync(_staged, token)); // lost with the process: MissedEvents finds them again

        _staged.Add(new BusinessEventStimulus(businessEvent.Name, businessEvent.RecordNo));
    }
}

/// <summary>Wakes the instances that wait for events, each in a command of its own; an instance takes an event by claiming it (D6). Singleton.</summary>
internal sealed partial class EventCourier(IServiceScopeFactory scopes, ILogger<EventCourier> logger)
{
    /// <summary>Wakes whoever waits now; who waits later finds the event stored.</summary>
    /// <returns>How many were woken.</returns>
    public async Task<int> DeliverAsync(IReadOnlyCollection<BusinessEventStimulus> events, CancellationToken cancellationToken)
    {
        var woken = 0;
        foreach (var bookmark in await WaitingAsync(events, cancellationToken))
        {
            try
            {
                await WakeAsync(bookmark, cancellationToken);
                woken++;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotWoken(error, bookmark.WorkflowInstanceId, bookmark.ActivityId); // the recovery job tries again
            }
        }

        return woken;
    }

    private async Task<IReadOnlyList<StoredBookmark>> WaitingAsync(IReadOnlyCollection<BusinessEventStimulus> events, CancellationToken cancellationToken)
    {
        await using var scope = SystemScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IStimulusHasher>();
        return await scope.ServiceProvider.GetRequiredService<IBookmarkStore>().FindManyAsync(
            new BookmarkFilter { Hashes = [.. events.Distinct().Select(x => hasher.Hash(BusinessEventStimulus.BookmarkName, x))] }, cancellationToken);
    }

    private async Task WakeAsync(StoredBookmark bookmark, CancellationToken cancellationToken)
    {
        await using var scope = SystemScope();
        var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(bookmark.WorkflowInstanceId, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = bookmark.Id }, cancellationToken);
    }

    private AsyncServiceScope SystemScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return scope;
    }

    [LoggerMessage(301, LogLevel.Warning, "Instance {InstanceId} could not be woken at {ActivityId} for a business event; the recovery job tries again.")]
    private partial void LogNotWoken(Exception error, string instanceId, string activityId);
}
