using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime;

/// <summary>The short memory for stimuli of <c>Elsa.Event</c> and <c>Elsa.RunTask</c> that come just before somebody waits for them (D6). Scoped.</summary>
/// <remarks>Both sides look after their own commit: whoever commits second sees the other.</remarks>
internal sealed class BookmarkQueue(
    IBookmarkQueueStore store, CommandScope command, QueuedStimuli queued, IPayloadSerializer payloads, IIdentityGenerator ids, TimeProvider time)
{
    /// <summary>Nobody waited: keeps the stimulus for about a minute.</summary>
    public void Keep(Stimulus stimulus)
    {
        if (stimulus.Name is not { } name || !IsQueued(name))
            return;

        store.Add(new BookmarkQueueItem
        {
            Id = ids.GenerateId(),
            Name = name,
            StimulusHash = stimulus.Hash,
            WorkflowInstanceId = stimulus.Metadata.WorkflowInstanceId,
            CorrelationId = stimulus.Metadata.CorrelationId,
            ActivityInstanceId = stimulus.Metadata.ActivityInstanceId,
            Input = payloads.WriteValues(stimulus.Metadata.Input),
            CreatedAt = time.GetUtcNow(),
        });
        command.AfterCommit(token => queued.DeliverAsync([stimulus.Hash], token));
    }

    /// <summary>Somebody waits now: looks for kept stimuli after the commit.</summary>
    public void Announce(IReadOnlyCollection<Bookmark> added)
    {
        var hashes = added.Where(x => IsQueued(x.Name)).Select(x => x.Hash).Distinct().ToList();
        if (hashes.Count > 0)
            command.AfterCommit(token => queued.DeliverAsync(hashes, token));
    }

    private static bool IsQueued(string name) => name is RuntimeNames.Event or RuntimeNames.RunTask;
}

/// <summary>Delivers kept stimuli to whoever waits for them by now. Singleton.</summary>
internal sealed class QueuedStimuli(IServiceScopeFactory scopes, IServiceProvider services, TimeProvider time, IOptions<RuntimeOptions> options)
{
    /// <summary>Delivers what it can; with hashes only those. Returns how many were delivered.</summary>
    public async Task<int> DeliverAsync(IReadOnlyCollection<string>? hashes, CancellationToken cancellationToken)
    {
        var delivered = 0;
        foreach (var (itemId, instanceId) in await MatchAsync(hashes, cancellationToken))
        {
            // Resolved late: commands end in this class.
            if (await services.GetRequiredService<CommandExecutor>().RunAsync(
                    (command, token) => DeliverAsync(command, itemId, token),
                    CommandOptions.ForSystem("stimuli/queued", options.Value.PrepareBackground, InstanceLocks.Of(instanceId)),
                    cancellationToken))
                delivered++;
        }

        return delivered;
    }

    /// <summary>Forgets what has waited long enough.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await using var scope = NewScope();
        await scope.ServiceProvider.GetRequiredService<IBookmarkQueueStore>()
            .DeleteOlderAsync(time.GetUtcNow() - options.Value.StimulusLifetime, cancellationToken);
    }

    private async Task<List<(string ItemId, string InstanceId)>> MatchAsync(IReadOnlyCollection<string>? hashes, CancellationToken cancellationToken)
    {
        await using var scope = NewScope();
        var oldest = time.GetUtcNow() - options.Value.StimulusLifetime;
        var bookmarks = scope.ServiceProvider.GetRequiredService<IBookmarkStore>();
        var matches = new List<(string, string)>();
        foreach (var item in await scope.ServiceProvider.GetRequiredService<IBookmarkQueueStore>().ListAsync(hashes, cancellationToken))
        {
            if (item.CreatedAt >= oldest && await bookmarks.FindManyAsync(FilterOf(item), cancellationToken) is [var bookmark, ..])
                matches.Add((item.Id, bookmark.WorkflowInstanceId));
        }

        return matches;
    }

    private static async Task<bool> DeliverAsync(IServiceProvider command, string itemId, CancellationToken cancellationToken)
    {
        var store = command.GetRequiredService<IBookmarkQueueStore>();
        if (await store.FindAsync(itemId, cancellationToken) is not { } item)
            return false;

        var waiting = await command.GetRequiredService<IBookmarkStore>().FindManyAsync(FilterOf(item), cancellationToken);
        if (waiting.Count == 0)
            return false;

        store.Remove(item);
        var input = command.GetRequiredService<IPayloadSerializer>().ReadValues(item.Input);
        var client = await command.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(waiting[0].WorkflowInstanceId, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = waiting[0].Id, Input = input }, cancellationToken);

        var outbox = command.GetRequiredService<IOutbox>(); // further instances have transactions of their own
        foreach (var bookmark in waiting.Skip(1))
            outbox.Add(RunRow.RowKind, new RunRow(bookmark.WorkflowInstanceId, bookmark.Id, null, null, null, item.Input, null), isInternal: true);
        return true;
    }

    private static BookmarkFilter FilterOf(BookmarkQueueItem item) => new()
    {
        Hash = item.StimulusHash,
        Name = item.Name,
        WorkflowInstanceId = item.WorkflowInstanceId,
        CorrelationId = item.CorrelationId,
        ActivityInstanceId = item.ActivityInstanceId,
    };

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        return scope;
    }
}

/// <summary>Delivers kept stimuli whose after-commit look was interrupted, and forgets old ones.</summary>
internal sealed class QueuedStimuliStep(QueuedStimuli queued) : IRecoveryStep
{
    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var delivered = await queued.DeliverAsync(null, cancellationToken);
        await queued.PurgeAsync(cancellationToken);
        return delivered;
    }
}
