using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>The queue of a burst: first in, first out.</summary>
public interface IActivityScheduler
{
    /// <summary>Whether anything is queued.</summary>
    bool HasAny { get; }

    /// <summary>Queues an activity at the end.</summary>
    void Schedule(ActivityWorkItem activity);

    /// <summary>Takes the first.</summary>
    /// <exception cref="InvalidOperationException">Nothing is queued.</exception>
    ActivityWorkItem Take();

    /// <summary>All in order.</summary>
    IEnumerable<ActivityWorkItem> List();

    /// <summary>The first that satisfies the predicate, or null.</summary>
    ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate);

    /// <summary>Whether any satisfies the predicate.</summary>
    bool Any(Func<ActivityWorkItem, bool> predicate);

    /// <summary>Forgets all that satisfy the predicate.</summary>
    void Remove(Func<ActivityWorkItem, bool> predicate);

    /// <summary>Forgets all.</summary>
    void Clear();
}

/// <inheritdoc cref="IActivityScheduler"/>
public sealed class QueueBasedActivityScheduler : IActivityScheduler
{
    private readonly LinkedList<ActivityWorkItem> _queue = new();

    /// <inheritdoc/>
    public bool HasAny => _queue.Count > 0;

    /// <inheritdoc/>
    public void Schedule(ActivityWorkItem activity) => _queue.AddLast(activity);

    /// <inheritdoc/>
    public ActivityWorkItem Take()
    {
        var item = _queue.First ?? throw new InvalidOperationException("Expected an activity to be queued, but the queue is empty.");
        _queue.RemoveFirst();
        return item.Value;
    }

    /// <inheritdoc/>
    public IEnumerable<ActivityWorkItem> List() => [.. _queue];

    /// <inheritdoc/>
    public ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate) => _queue.FirstOrDefault(predicate);

    /// <inheritdoc/>
    public bool Any(Func<ActivityWorkItem, bool> predicate) => _queue.Any(predicate);

    /// <inheritdoc/>
    public void Remove(Func<ActivityWorkItem, bool> predicate)
    {
        for (var item = _queue.First; item != null;)
        {
            var next = item.Next;
            if (predicate(item.Value))
                _queue.Remove(item);
            item = next;
        }
    }

    /// <inheritdoc/>
    public void Clear() => _queue.Clear();
}
